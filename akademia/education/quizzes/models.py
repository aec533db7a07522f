"""The bank of questions, tests drawn from it, and learners' attempts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model
from akademia.education.courses.models import Course

_OPEN = "submitted_at IS NULL"


class Question(Model):
    """One version of a bank question, never changed: an edit adds the next version, past attempts keep theirs.

    A question without a current version is retired. `author_number` None: the house itself. `options` is a list
    of `{id, text, right, feedback}`; `provisions` a list of provision keys that its author picked, `cited` of what its
    words name besides (`law.rules.reference`; a whole act „ups:”). `feedback_html` is the explanation as it is read;
    empty in versions from before words were read. `legal_state_on` None: the course's.
    """

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("course_id", "key", "version"),
        Index(
            "uq_questions_current", "course_id", "key", unique=True,
            sqlite_where=text("current"), postgresql_where=text("current"),
        ),
        CheckConstraint("kind IN ('single', 'multiple', 'true_false')", name="kind_known"),
        CheckConstraint("difficulty BETWEEN 1 AND 3", name="difficulty_range"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    key: Mapped[str]
    version: Mapped[int]
    current: Mapped[bool] = mapped_column(default=True)
    category: Mapped[str]
    kind: Mapped[str]
    difficulty: Mapped[int]
    text: Mapped[str]
    feedback: Mapped[str]
    feedback_html: Mapped[str] = mapped_column(server_default="", default="")
    provisions: Mapped[list[str]] = mapped_column(JSON)
    cited: Mapped[list[str]] = mapped_column(JSON, server_default="[]", default=list)
    legal_state_on: Mapped[date | None]
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    author_number: Mapped[int | None]

    course: Mapped[Course] = relationship()

    @property
    def option_ids(self) -> set[int]:
        return {option["id"] for option in self.options}

    @property
    def right_ids(self) -> set[int]:
        return {option["id"] for option in self.options if option["right"]}


class Quiz(Model):
    """A test of a course. `draw` None asks the whole bank; `counts`: passing it counts towards the course.

    `version` counts the saves of its settings.
    """

    __tablename__ = "quizzes"
    __table_args__ = (
        UniqueConstraint("course_id", "key"),
        CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent_range"),
        CheckConstraint("review IN ('always', 'passed', 'never')", name="review_known"),
        CheckConstraint("draw > 0 AND minutes_allowed > 0 AND attempts_allowed > 0", name="positive"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    key: Mapped[str]
    title: Mapped[str]
    intro: Mapped[str]
    counts: Mapped[bool]
    draw: Mapped[int | None]
    categories: Mapped[list[str] | None] = mapped_column(JSON)
    pass_percent: Mapped[int]
    minutes_allowed: Mapped[int | None]
    attempts_allowed: Mapped[int | None]
    shuffle: Mapped[bool]
    review: Mapped[str]
    after_lessons: Mapped[bool]
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    course: Mapped[Course] = relationship()


class Attempt(Model):
    """A learner's attempt. One may be open at a time for each test; `ends_at` holds the learner's extra time too."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("quiz_id", "user_id", "number"),
        Index(
            "uq_attempts_open", "quiz_id", "user_id", unique=True,
            sqlite_where=text(_OPEN), postgresql_where=text(_OPEN),
        ),
        CheckConstraint("score_percent BETWEEN 0 AND 100", name="score_percent_range"),
        CheckConstraint("closed_by IN ('learner', 'clock')", name="closed_by_known"),
        CheckConstraint("(submitted_at IS NULL) = (score_percent IS NULL)", name="score_with_submission"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quizzes.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    number: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime | None] = mapped_column(index=True)
    submitted_at: Mapped[datetime | None]
    score_percent: Mapped[int | None]
    right_count: Mapped[int | None]
    passed: Mapped[bool | None]
    closed_by: Mapped[str | None]

    quiz: Mapped[Quiz] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="attempt", order_by="Answer.position", cascade="all, delete-orphan"
    )


class Answer(Model):
    """A question asked in an attempt and its last saved answer. `chosen` None: nothing yet; `right` once marked."""

    __tablename__ = "attempt_answers"
    __table_args__ = (UniqueConstraint("attempt_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    position: Mapped[int]
    option_order: Mapped[list[int]] = mapped_column(JSON)
    chosen: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime | None]
    right: Mapped[bool | None]

    attempt: Mapped[Attempt] = relationship(back_populates="answers")
    question: Mapped[Question] = relationship()


class ExtraAttempt(Model):
    """One more attempt at a test that staff gave a learner. `reason` is for staff alone."""

    __tablename__ = "extra_attempts"
    __table_args__ = (Index("ix_extra_attempts_quiz_id_user_id", "quiz_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    reason: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=clock.now)

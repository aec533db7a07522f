"""Courses, their modules and lessons, and a learner's way through them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    ScalarSelect,
    UniqueConstraint,
    event,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from akademia.accounts.models import User
from akademia.core import clock
from akademia.core.db import Model, Removable
from akademia.education.courses.rules import LEVELS, ORDERS, STATES


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Course(Removable, Model):
    """A course. `edition` is raised by staff when a new certificate is due.

    The rule of completion: all lessons (`requires_lessons`), the counted test passed (`requires_quiz`) with at least
    `minimum_percent`. `project_id`: the project that paid for it. `planned_state` is what the clock makes of it at
    `planned_at`, `plan_trouble` why it could not.
    """

    __tablename__ = "courses"
    __table_args__ = (
        CheckConstraint(_one_of("state", STATES), name="state_known"),
        CheckConstraint(_one_of("level", tuple(LEVELS)), name="level_known"),
        CheckConstraint(_one_of("lesson_order", ORDERS), name="order_known"),
        CheckConstraint("minimum_percent BETWEEN 0 AND 100", name="minimum_percent_range"),
        CheckConstraint("requires_lessons OR requires_quiz", name="some_requirement"),
        CheckConstraint("hours > 0 AND edition > 0", name="positive"),
        CheckConstraint(_one_of("planned_state", STATES), name="planned_state_known"),
        CheckConstraint("(planned_state IS NULL) = (planned_at IS NULL)", name="plan_whole"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    audience: Mapped[str]
    outcomes: Mapped[list[str]] = mapped_column(JSON)
    authors: Mapped[list[str]] = mapped_column(JSON)
    level: Mapped[str]
    hours: Mapped[int]
    edition: Mapped[int] = mapped_column(default=1)
    legal_state_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="draft")
    lesson_order: Mapped[str] = mapped_column(default="free")
    requires_lessons: Mapped[bool] = mapped_column(default=True)
    requires_quiz: Mapped[bool] = mapped_column(default=True)
    minimum_percent: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str]
    origin: Mapped[str] = mapped_column(default="starter")
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    planned_state: Mapped[str | None]
    planned_at: Mapped[datetime | None] = mapped_column(index=True)
    plan_trouble: Mapped[str | None]

    modules: Mapped[list["CourseModule"]] = relationship(
        back_populates="course", order_by="CourseModule.position", cascade="all, delete-orphan"
    )
    lessons: Mapped[list["Lesson"]] = relationship(
        back_populates="course", order_by="Lesson.position", cascade="all, delete-orphan"
    )


class CourseModule(Removable, Model):
    """A part of a course: a title over some lessons. `provisions` says in words which part of the act, „–” none.

    In the bin it takes its lessons with it.
    """

    __tablename__ = "course_modules"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    provisions: Mapped[str]

    course: Mapped[Course] = relationship(back_populates="modules")


class Lesson(Removable, Model):
    """A lesson. `html` is rendered when saved; `position` counts through the whole course.

    `provision_keys`: what its author says it teaches; the provisions that the text cites are citations.
    `legal_state_on`: the day it was written for; None: the course's. `default_act`: the act that provisions belong to
    where the words name none; empty: the act of 2003.
    """

    __tablename__ = "lessons"
    __table_args__ = (
        UniqueConstraint("course_id", "key"),
        UniqueConstraint("course_id", "slug"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    module_id: Mapped[int] = mapped_column(ForeignKey("course_modules.id"), index=True)
    key: Mapped[str]
    slug: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    minutes: Mapped[int]
    preview: Mapped[bool] = mapped_column(default=False)
    html: Mapped[str]
    provisions: Mapped[str]
    provision_keys: Mapped[list[str]] = mapped_column(JSON, default=list)
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int]
    digest: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    course: Mapped[Course] = relationship(back_populates="lessons")
    module: Mapped[CourseModule] = relationship()
    # A twin in the bin is no twin of its lesson; its row goes with the lesson all the same (the key cascades).
    twin: Mapped["LessonTwin | None"] = relationship(
        primaryjoin="and_(LessonTwin.lesson_id == Lesson.id, LessonTwin.removed.is_(False))",
        back_populates="lesson", cascade="all, delete-orphan", passive_deletes=True,
    )  # fmt: skip


class LessonTwin(Removable, Model):
    """An easy-to-read twin of a lesson, bound to the version of the lesson it was written from."""

    __tablename__ = "lesson_twins"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    minutes: Mapped[int]
    html: Mapped[str]
    provision_keys: Mapped[list[str]] = mapped_column(JSON, default=list)
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int]
    source_version: Mapped[int]
    digest: Mapped[str]

    lesson: Mapped[Lesson] = relationship(back_populates="twin")


_STATE = ("completed_at", "quiz_passed_at", "quiz_percent")
_ORDERS: dict[str, Any] = {
    "touched_at": "touched_at",
    "enrolled_at": "enrolled_at",
    "name": "name_key",
    "result": text("coalesce(quiz_percent, -1)"),
}


class Enrolment(Model):
    """A learner on a course. The test's result is reported here by whoever holds tests; this wing never reads them.

    `name_key`: the learner's own, kept here so that a course's learners can be read in the order of names.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("user_id", "course_id"),
        CheckConstraint("quiz_percent BETWEEN 0 AND 100", name="quiz_percent_range"),
        # One for each order of a course's table: enough to skip, filter and count without a look into the rows.
        *(Index(f"ix_enrolments_by_{name}", "course_id", own, "id", *_STATE) for name, own in _ORDERS.items()),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    enrolled_at: Mapped[datetime] = mapped_column(default=clock.now)
    touched_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    quiz_percent: Mapped[int | None]
    quiz_pass_percent: Mapped[int | None]
    quiz_passed_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    name_key: Mapped[str] = mapped_column(server_default="")

    course: Mapped[Course] = relationship()


def name_key_of(user_id: int) -> ScalarSelect[str]:
    """Return the key of a person's name, for a statement that writes it to an enrolment."""
    return select(User.name_key).where(User.id == user_id).scalar_subquery()


@event.listens_for(User, "after_update")
def _keep_name_keys(_mapper: Mapper[User], connection: Connection, user: User) -> None:
    if inspect(user).attrs.name_key.history.has_changes():
        connection.execute(update(Enrolment).where(Enrolment.user_id == user.id).values(name_key=user.name_key))


class LessonProgress(Model):
    """A lesson that a learner marked as done."""

    __tablename__ = "lesson_progress"
    __table_args__ = (UniqueConstraint("enrolment_id", "lesson_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    done_at: Mapped[datetime] = mapped_column(default=clock.now)

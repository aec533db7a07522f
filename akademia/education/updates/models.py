"""Lessons on what changed in the law since a course, their questions, and who knows the changes by now."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model, Removable
from akademia.education.courses.models import Course
from akademia.education.quizzes.models import Question
from akademia.law.models import Amendment


class CourseUpdate(Removable, Model):
    """A lesson „Co się zmieniło” of a course. `html` is rendered when saved; withdrawn, it lies in the bin.

    `legal_state_on`: the day it was written for. It tells of what its amendments changed until that day.
    """

    __tablename__ = "course_updates"
    __table_args__ = (UniqueConstraint("course_id", "slug"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    slug: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    html: Mapped[str]
    legal_state_on: Mapped[date]
    default_act: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int]
    digest: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    course: Mapped[Course] = relationship()
    asked: Mapped[list["UpdateQuestion"]] = relationship(
        order_by="UpdateQuestion.position", cascade="all, delete-orphan", passive_deletes=True
    )
    told: Mapped[list["UpdateAmendment"]] = relationship(
        order_by="UpdateAmendment.position", cascade="all, delete-orphan", passive_deletes=True
    )


class UpdateQuestion(Model):
    """A question of such a lesson: that version of a bank question which stood when the lesson was published."""

    __tablename__ = "update_questions"
    __table_args__ = (
        UniqueConstraint("update_id", "position"),
        CheckConstraint("position BETWEEN 1 AND 3", name="position_range"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("course_updates.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]

    question: Mapped[Question] = relationship()


class UpdateAmendment(Model):
    """An amendment that such a lesson tells of."""

    __tablename__ = "update_amendments"
    __table_args__ = (UniqueConstraint("update_id", "amendment_id"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("course_updates.id", ondelete="CASCADE"))
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]

    amendment: Mapped[Amendment] = relationship()


class UpdatePass(Model):
    """That a person answered all questions of such a lesson rightly. Never changed, whatever becomes of the lesson.

    `version`: of the lesson; `changed_on`: when the last of the changes that it told of took force.
    """

    __tablename__ = "update_passes"
    __table_args__ = (UniqueConstraint("update_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("course_updates.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    version: Mapped[int]
    changed_on: Mapped[date]
    passed_at: Mapped[datetime] = mapped_column(default=clock.now)

    update: Mapped[CourseUpdate] = relationship()

"""A lesson on what changed as its readers see it: the text, the questions, and what their answers were worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup
from sqlalchemy import bindparam, select

from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.education.courses.models import Course
from akademia.education.quizzes.models import Question
from akademia.education.quizzes.rules import is_right
from akademia.education.updates.models import CourseUpdate, UpdateAmendment, UpdatePass, UpdateQuestion
from akademia.education.updates.queries.graduates import SEEN, is_news_to
from akademia.education.updates.rules import all_right
from akademia.law.models import Amendment
from akademia.law.queries import Gist, Notice, notices, some_gists
from akademia.texts.queries import moved_to


@dataclass(frozen=True)
class Told:
    """An amendment that a lesson tells of."""

    key: str
    address: str
    title: str


@dataclass(frozen=True)
class Asked:
    """A question of a lesson. `options`: (number, words, remark); `right`: numbers of the right ones."""

    position: int
    text: str
    feedback: str
    options: tuple[tuple[int, str, str], ...]
    right: frozenset[int]
    gists: tuple[Gist, ...]


@dataclass(frozen=True, eq=False)
class UpdateTexts:
    """A lesson, the same for all who read it. `notices`: what has changed since in the law it speaks of."""

    id: int
    course_id: int
    course_slug: str
    course_title: str
    slug: str
    title: str
    summary: str
    html: Markup
    legal_state_on: date
    version: int
    told: tuple[Told, ...]
    asked: tuple[Asked, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Answered:
    """A question with what was chosen. `right` None: not checked; `missing`: checked without an answer."""

    asked: Asked
    chosen: int | None
    right: bool | None = None
    missing: bool = False

    @property
    def remark(self) -> str:
        return next((said for number, _words, said in self.asked.options if number == self.chosen), "")


@dataclass(frozen=True)
class UpdatePage:
    """A lesson as one reader sees it.

    :param keeps: it is news to this reader, so that right answers are kept.
    :param passed_at: when this reader answered all rightly.
    """

    update: UpdateTexts
    answers: Sequence[Answered]
    keeps: bool = False
    passed_at: datetime | None = None

    @property
    def checked(self) -> bool:
        return any(one.right is not None for one in self.answers)

    @property
    def missing(self) -> list[Answered]:
        return [one for one in self.answers if one.missing]

    @property
    def right(self) -> int:
        return sum(one.right is True for one in self.answers)


def update_at(course_slug: str, slug: str) -> UpdateTexts:
    """Return a lesson that readers may see.

    :raises Missing: there is none at this address.
    """
    return same_for_all(("update", course_slug, slug), lambda: _texts_at(course_slug, slug))


def moved_update(course_slug: str, slug: str) -> tuple[str, str] | None:
    """Return the present slugs (of the course, of the lesson) of what once had these; None for nothing."""
    course_id = db.session.scalar(select(Course.id).where(Course.slug == course_slug)) or moved_to(
        "course", course_slug
    )
    ref = moved_to("update", slug, scope=course_id) if course_id else None
    found = select(Course.slug, CourseUpdate.slug).join(CourseUpdate).where(CourseUpdate.id == ref, *SEEN)
    row = db.session.execute(found).first() if ref else None
    return (row[0], row[1]) if row and (row[0], row[1]) != (course_slug, slug) else None


def page_of(texts: UpdateTexts, user_id: int | None, choices: Mapping[int, int], checked: bool) -> UpdatePage:
    """Return a lesson with some answers, in a constant number of queries.

    :param choices: position -> chosen option.
    :param checked: whether the reader asked for the answers to be checked.
    """
    chosen = {one.position: _chosen(one, choices.get(one.position)) for one in texts.asked}
    whole = checked and None not in chosen.values()
    answers = [_answered(one, chosen[one.position], checked, whole) for one in texts.asked]
    if user_id is None:
        return UpdatePage(texts, answers)
    return UpdatePage(texts, answers, is_news_to(texts.id, user_id), passed_at(texts.id, user_id))


def knows_all(texts: UpdateTexts, choices: Mapping[int, int]) -> bool:
    """Say whether every question of a lesson is answered rightly."""
    return all_right([one.right for one in texts.asked], choices)


def passed_at(update_id: int, user_id: int) -> datetime | None:
    found = rows(_PASSED, update=update_id, user=user_id).first()
    return found[0] if found else None


_PASSED = select(UpdatePass.passed_at).where(
    UpdatePass.update_id == bindparam("update"), UpdatePass.user_id == bindparam("user")
)


def _chosen(asked: Asked, said: int | None) -> int | None:
    return said if said in {number for number, _words, _said in asked.options} else None


def _answered(asked: Asked, chosen: int | None, checked: bool, whole: bool) -> Answered:
    """Judge an answer only when all are there: who forgot one is told that first."""
    right = is_right(asked.right, {chosen}) if whole and chosen is not None else None
    return Answered(asked, chosen, right, missing=checked and chosen is None)


def _texts_at(course_slug: str, slug: str) -> UpdateTexts:
    wanted = select(CourseUpdate, Course).join(Course, Course.id == CourseUpdate.course_id)
    found = db.session.execute(wanted.where(Course.slug == course_slug, CourseUpdate.slug == slug, *SEEN)).first()
    if found is None:
        raise Missing
    update, course = found
    questions = db.session.scalars(
        select(Question).join(UpdateQuestion).where(UpdateQuestion.update_id == update.id)
        .order_by(UpdateQuestion.position)
    ).all()  # fmt: skip
    told = db.session.execute(
        select(Amendment.key, Amendment.display_address, Amendment.title).join(UpdateAmendment)
        .where(UpdateAmendment.update_id == update.id).order_by(UpdateAmendment.position)
    )  # fmt: skip
    return UpdateTexts(
        update.id, course.id, course.slug, course.title, update.slug, update.title, update.summary,
        Markup(update.html), update.legal_state_on, update.version,  # noqa: S704 - cleaned when it was saved
        tuple(Told(*row) for row in told), asked_of(questions),
        notices("update", [update.id]).get(update.id, ()),
    )  # fmt: skip


def asked_of(questions: Sequence[Question]) -> tuple[Asked, ...]:
    """Return bank questions as a lesson asks them, with the gists of their provisions."""
    known = some_gists({key for question in questions for key in question.provisions})
    return tuple(
        Asked(
            place, question.text, question.feedback,
            tuple((one["id"], one["text"], one["feedback"]) for one in question.options),
            frozenset(question.right_ids), tuple(known[key] for key in question.provisions if key in known),
        )
        for place, question in enumerate(questions, start=1)
    )  # fmt: skip


def standing_update(update_id: int) -> CourseUpdate | None:
    """Return a lesson that readers may see, as a row; None when it is out of sight."""
    wanted = select(CourseUpdate).join(Course, Course.id == CourseUpdate.course_id)
    return db.session.scalar(wanted.where(CourseUpdate.id == update_id, *SEEN))

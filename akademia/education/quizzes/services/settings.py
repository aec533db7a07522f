"""Keeping a course's tests: settings, order, removal. Nothing is committed here."""

from sqlalchemy import func, select

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.text import slugify
from akademia.education.courses.models import Course
from akademia.education.quizzes.formats.folder import QuizSource
from akademia.education.quizzes.formats.words import differences, quiz_words
from akademia.education.quizzes.models import Quiz
from akademia.education.quizzes.queries import settings
from akademia.education.quizzes.rules import draw_complaint

FIELDS = ("title", "intro", "counts", "draw", "pass_percent", "minutes_allowed", "attempts_allowed", "shuffle",
          "review", "after_lessons")  # fmt: skip


class QuizChanged(RuleBroken):
    message = "W tym czasie ktoś inny zapisał ustawienia tego testu. Porównaj je i zdecyduj."


class SettingsImpossible(RuleBroken):
    """`field` names the setting that cannot be so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class QuizTaken(RuleBroken):
    message = "Ktoś już rozwiązywał ten test. Jego wyniki muszą mieć do czego prowadzić, więc testu nie usuniesz."


class QuizNeeded(RuleBroken):
    message = "Ukończenie tego kursu wymaga testu, a to jedyny, który się liczy. Najpierw dodaj inny albo zmień kurs."


def new_key(course_id: int, title: str) -> str:
    """Return a free key made of a title."""
    taken = set(db.session.scalars(select(Quiz.key).where(Quiz.course_id == course_id)))
    beginning = slugify(title)[:70].strip("-") or "test"
    key, number = beginning, 2
    while key in taken:
        key, number = f"{beginning}-{number}", number + 1
    return key


def add_quiz(course: Course, source: QuizSource, actor: int | None) -> Quiz:
    """Add a test at the end of a course.

    :raises SettingsImpossible: no learner could take it as it is set.
    """
    _check(course, None, source)
    last = db.session.scalar(select(func.max(Quiz.position)).where(Quiz.course_id == course.id))
    quiz = Quiz(course_id=course.id, key=source.key, position=0 if last is None else last + 1)
    apply(quiz, source)
    db.session.add(quiz)
    db.session.flush()
    record("quiz.add", "quiz", quiz.id, actor=actor, key=quiz.key)
    return quiz


def edit_quiz(quiz: Quiz, source: QuizSource, opened_version: int, actor: int | None) -> None:
    """Save a test's settings. Attempts that are open or handed in keep their questions, time and result.

    :raises QuizChanged: it was saved elsewhere since it was opened.
    :raises SettingsImpossible: no learner could take it as it is set.
    """
    held = select(Quiz).where(Quiz.id == quiz.id).with_for_update().execution_options(populate_existing=True)
    if db.session.scalars(held).one().version != opened_version:
        raise QuizChanged
    _check(quiz.course, quiz, source)
    before = settings.source_of(quiz)
    if before == source:
        return
    apply(quiz, source)
    quiz.version += 1
    db.session.flush()
    changed = [name for name in (*FIELDS, "categories") if getattr(before, name) != getattr(source, name)]
    record("quiz.edit", "quiz", quiz.id, actor=actor, changed=changed)


def apply(quiz: Quiz, source: QuizSource) -> None:
    """Put settings on a test."""
    for name in FIELDS:
        setattr(quiz, name, getattr(source, name))
    quiz.categories = list(source.categories) or None


def _check(course: Course, quiz: Quiz | None, source: QuizSource) -> None:
    complaint = draw_complaint(source.draw, settings.bank_for(course.id, source.categories))
    if complaint:
        raise SettingsImpossible("draw" if source.draw else "categories", complaint)
    alone = course.requires_quiz and not settings.counts_elsewhere(course.id, quiz.id if quiz else None)
    if quiz is not None and quiz.counts and not source.counts and alone:
        raise SettingsImpossible("counts", "Ukończenie kursu wymaga testu, a żaden inny się nie liczy")


def move(quiz: Quiz, up: bool, actor: int | None) -> None:
    """Change places with the neighbour; at the end of the order nothing happens."""
    order = list(
        db.session.scalars(select(Quiz).where(Quiz.course_id == quiz.course_id).order_by(Quiz.position, Quiz.id))
    )
    here = order.index(quiz)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order):
        one.position = place
    record("quiz.move", "quiz", quiz.id, actor=actor, position=there)


def why_kept(quiz: Quiz) -> RuleBroken | None:
    """Return why a test may not be removed, or None when it may."""
    if settings.was_taken(quiz.id):
        return QuizTaken()
    if quiz.counts and quiz.course.requires_quiz and not settings.counts_elsewhere(quiz.course_id, quiz.id):
        return QuizNeeded()
    return None


def remove_quiz(quiz: Quiz, actor: int | None) -> None:
    """Remove a test that nobody took.

    :raises QuizTaken: somebody took it.
    :raises QuizNeeded: the course cannot be completed without it.
    """
    reason = why_kept(quiz)
    if reason is not None:
        raise reason
    record("quiz.remove", "quiz", quiz.id, actor=actor, key=quiz.key)
    db.session.delete(quiz)
    db.session.flush()


def told_apart(quiz: Quiz, mine: QuizSource) -> list[tuple[str, str, str]]:
    """Return (setting, as it is saved now, as this editor has it) of what is not the same."""
    return differences(quiz_words(settings.source_of(quiz)), quiz_words(mine))

"""Leading learners: extra time, one more attempt, enrolling by list. Nothing is committed here."""

import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta
from io import StringIO

from sqlalchemy import delete, select

from akademia.accounts.models import User
from akademia.accounts.services import set_extra_time
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for
from akademia.core.sheet import in_cell
from akademia.education.courses.models import Course
from akademia.education.courses.services import learning
from akademia.education.learners import queries, rules
from akademia.education.learners.models import EnrolmentList
from akademia.education.quizzes.models import Attempt, ExtraAttempt, Quiz
from akademia.education.quizzes.rules import end_of, is_over
from akademia.jobs.services import enqueue
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "enrolment",
        "Zapis na kurs",
        "Przychodzi, gdy ktoś z redakcji zapisuje Cię na kurs. Dzięki niemu wiesz, skąd kurs na Twoim koncie.",
        ("learners/",),
    )
)
KEPT = timedelta(days=1)
HEAD = ("imię i nazwisko", "e-mail", "ukończone lekcje", "wszystkie lekcje", "wynik w procentach", "test zaliczony",
        "zapis", "ostatnia aktywność", "ukończenie kursu")  # fmt: skip


class ListTooLong(RuleBroken):
    message = f"Na liście może być najwyżej {rules.MOST_LINES} wierszy. Podziel ją na części."


class ListEmpty(RuleBroken):
    message = "Wklej co najmniej jeden adres albo wybierz plik."


class NoLimit(RuleBroken):
    message = "Ten test nie ma limitu podejść, więc dodatkowe nie jest potrzebne."


def give_extra_time(user: User, percent: int, actor: int) -> None:
    """Set how much longer a person's tests last. An attempt that is open is prolonged at once, never shortened."""
    set_extra_time(user, percent)
    running = select(Attempt).where(Attempt.user_id == user.id, Attempt.submitted_at.is_(None)).with_for_update()
    for attempt in db.session.scalars(running.execution_options(populate_existing=True)):
        ends_at = end_of(attempt.started_at, attempt.quiz.minutes_allowed, percent)
        if attempt.ends_at and ends_at and ends_at > attempt.ends_at and not is_over(attempt.ends_at, clock.now()):
            attempt.ends_at = ends_at
    record("learner.extra_time", "user", user.id, actor=actor, percent=percent)


def give_attempt(quiz: Quiz, user_id: int, reason: str, actor: int) -> None:
    """Let a learner take a test once more than its settings say.

    A handed-in attempt is never opened again, also not one that the clock closed: its answers were marked and may have
    been looked at, and results never change. One more attempt draws anew, and the best result counts anyway.

    :raises NoLimit: the test may be taken any number of times.
    """
    if quiz.attempts_allowed is None:
        raise NoLimit
    added = ExtraAttempt(quiz_id=quiz.id, user_id=user_id, reason=reason)
    db.session.add(added)
    db.session.flush()
    record("learner.extra_attempt", "user", user_id, actor=actor, quiz=quiz.id)


def note_look(attempt: Attempt, actor: int) -> None:
    """Note in the trail that staff looked at a learner's answers."""
    record("answers.read", "attempt", attempt.id, actor=actor)


def note_export(course: Course, rows: int, actor: int) -> None:
    """Note in the trail that staff took a course's learners away in a file."""
    record("learners.export", "course", course.id, actor=actor, rows=rows)


def keep_list(course: Course, text: str, author: int) -> EnrolmentList:
    """Keep a pasted list until it is previewed and done with.

    :raises ListEmpty: it says nothing.
    :raises ListTooLong: it has too many lines.
    """
    lines = rules.lines_of(text)
    if not lines:
        raise ListEmpty
    if len(lines) > rules.MOST_LINES:
        raise ListTooLong
    kept = EnrolmentList(course_id=course.id, author_number=author, lines=lines, total=len(lines))
    db.session.add(kept)
    db.session.flush()
    return kept


def start_list(kept: EnrolmentList, course: Course, actor: int) -> None:
    """Do what the preview said: at once, or by a worker when the list is long. A second start does nothing.

    :raises CourseClosed: the course is not published.
    """
    if course.state != "published":
        raise learning.CourseClosed
    held = select(EnrolmentList).where(EnrolmentList.id == kept.id).with_for_update()
    kept = db.session.scalars(held.execution_options(populate_existing=True)).one()
    if kept.state != "previewed":
        return
    kept.state = "running"
    record("learners.enrol_list", "course", course.id, actor=actor, lines=kept.total)
    if kept.total > rules.AT_ONCE:
        enqueue("learners.enrol", {"list": kept.id}, key=str(kept.id))
        return
    while enrol_some(kept, course, kept.total):
        pass


def enrol_some(kept: EnrolmentList, course: Course, count: int) -> bool:
    """Enrol or invite the next lines of a list; the last ones empty it. Returns whether there are more."""
    begun = kept.done
    part = queries.judged(course.id, kept.lines[: begun + count])[begun:]
    for place, line in enumerate(part, start=begun):
        _do(kept, course, line, f"enrolment-list:{kept.id}:{place}")
    kept.done = begun + len(part)
    if kept.done >= kept.total:
        kept.state, kept.lines = "done", []
    db.session.flush()
    return kept.state == "running"


def _do(kept: EnrolmentList, course: Course, line: queries.Line, key: str) -> None:
    told = {"title": course.title, "address": full_url_for("courses.show_course", slug=course.slug)}
    if line.outcome == rules.ENROLS and line.user_id is not None and line.address:
        learning.enrol(course, line.user_id)
        queue_letter(line.address, "learners/enrolled", told, user_id=line.user_id, key=key)
        kept.enrolled += 1
    elif line.outcome == rules.ABSENT and line.address:
        told["register"] = full_url_for("security.register", next=f"/edukacja/kursy/{course.slug}/")
        queue_letter(line.address, "learners/invitation", told, key=key)
        kept.invited += 1


def drop_old_lists() -> None:
    """Remove lists a day old: they hold addresses, and nobody waits for them any more."""
    db.session.execute(delete(EnrolmentList).where(EnrolmentList.made_at < clock.now() - KEPT))


def csv_head() -> str:
    return "\ufeff" + _csv([HEAD])


def csv_rows(course_id: int, ids: Sequence[int]) -> str:
    """Return learners as lines of CSV, by enrolment; no cell is taken for a formula."""
    return _csv(
        (row.name, row.email, row.done, row.total, row.percent, "tak" if row.passed else "nie", _day(row.enrolled_at),
         _day(row.touched_at), _day(row.completed_at))
        for row in queries.rows_of(course_id, ids)
    )  # fmt: skip


def _day(moment: object) -> str:
    return f"{moment.astimezone(WARSAW):%Y-%m-%d %H:%M}" if moment else ""  # type: ignore[attr-defined]


def _csv(rows: Iterable[Sequence[object]]) -> str:
    sheet = StringIO()
    csv.writer(sheet, delimiter=";").writerows([in_cell(value) for value in row] for row in rows)
    return sheet.getvalue()

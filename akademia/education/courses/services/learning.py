"""Following a course: enrol, mark lessons, complete, get the certificate."""

from sqlalchemy import delete, select

from akademia.certificates import services as certificates
from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.errors import Missing, RuleBroken
from akademia.education.courses import queries
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress, name_key_of
from akademia.education.courses.rules import Requirement, is_complete


class CourseClosed(RuleBroken):
    message = "Na ten kurs nie można się teraz zapisać."


class NotEnrolled(RuleBroken):
    message = "Najpierw zapisz się na kurs. To jedno kliknięcie na stronie kursu."


class LessonShut(RuleBroken):
    message = "Ta lekcja otworzy się po ukończeniu wcześniejszych."


def enrol(course: Course, user_id: int) -> Enrolment:
    """Enrol a learner; a second time returns the first enrolment.

    :raises CourseClosed: the course is not published.
    """
    found = queries.enrolment(course.id, user_id)
    if found is not None:
        return found
    if course.state != "published":
        raise CourseClosed
    # A second click may be here at the same moment.
    insert_new(Enrolment, course_id=course.id, user_id=user_id, name_key=name_key_of(user_id))
    own = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.user_id == user_id)
    return db.session.scalars(own).one()


def mark_done(enrolment: Enrolment, lesson: Lesson) -> Certificate | None:
    """Mark a lesson as done; marking again changes nothing. Returns the certificate if this completes the course.

    :raises LessonShut: the course is taken in sequence and an earlier lesson is not done.
    """
    _check_open(enrolment, lesson)
    already = select(LessonProgress.id).where(
        LessonProgress.enrolment_id == enrolment.id, LessonProgress.lesson_id == lesson.id
    )
    if db.session.scalar(already) is None:
        db.session.add(LessonProgress(enrolment_id=enrolment.id, lesson_id=lesson.id))
    _touch(enrolment, lesson.id)
    db.session.flush()
    return complete(enrolment)


def unmark_done(enrolment: Enrolment, lesson: Lesson) -> None:
    """Take the mark back. A completed course stays completed."""
    db.session.execute(
        delete(LessonProgress).where(LessonProgress.enrolment_id == enrolment.id, LessonProgress.lesson_id == lesson.id)
    )
    _touch(enrolment, lesson.id)


def remember_place(enrolment: Enrolment, lesson: Lesson) -> None:
    """Remember the lesson last opened, so that another device goes on from it."""
    _touch(enrolment, lesson.id)


def _touch(enrolment: Enrolment, lesson_id: int) -> None:
    enrolment.last_lesson_id, enrolment.touched_at = lesson_id, clock.now()


def _check_open(enrolment: Enrolment, lesson: Lesson) -> None:
    if lesson.course_id != enrolment.course_id:
        raise Missing
    if enrolment.course.lesson_order == "sequence" and queries.undone_before(enrolment, lesson):
        raise LessonShut


def report_quiz(course_id: int, user_id: int, percent: int, pass_percent: int, passed: bool) -> Certificate | None:
    """Take a counted test's result: the best is kept. Returns the certificate if this completes the course.

    :raises NotEnrolled: the learner is not on the course.
    """
    enrolment = queries.enrolment(course_id, user_id, lock=True)
    if enrolment is None:
        raise NotEnrolled
    if enrolment.quiz_percent is None or percent > enrolment.quiz_percent:
        enrolment.quiz_percent, enrolment.quiz_pass_percent = percent, pass_percent
    if passed and enrolment.quiz_passed_at is None:
        enrolment.quiz_passed_at = clock.now()
    enrolment.touched_at = clock.now()
    db.session.flush()
    return complete(enrolment)


def complete(enrolment: Enrolment) -> Certificate | None:
    """Complete the course when its rule is met, and issue the certificate once.

    Without a name to put on it the certificate waits; calling again after the name is given issues it.
    """
    course = enrolment.course
    rule = Requirement(course.requires_lessons, course.requires_quiz, course.minimum_percent)
    left = queries.lessons_left(enrolment)
    if not is_complete(rule, left, enrolment.quiz_passed_at is not None, enrolment.quiz_percent):
        return None
    if enrolment.completed_at is None:
        enrolment.completed_at = clock.now()
    name = queries.certificate_name(enrolment.user_id)
    if not name:
        return None
    return certificates.issue(
        certificates.Award(
            holder_id=enrolment.user_id,
            kind="course",
            subject_key=course.key,
            edition=course.edition,
            name=name,
            title=course.title,
            hours=course.hours,
            lessons=queries.lesson_count(course.id),
            score_percent=enrolment.quiz_percent if course.requires_quiz else None,
            pass_percent=enrolment.quiz_pass_percent if course.requires_quiz else None,
            legal_state_on=course.legal_state_on,
        )
    )

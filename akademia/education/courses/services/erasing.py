"""Erasing parts of a course for good, with their versions, drafts, addresses, and their places in the bin."""

from collections.abc import Callable, Collection

from sqlalchemy import delete, select

from akademia.core.db import WITH_BIN, db
from akademia.education.courses.models import CourseModule, Lesson, LessonTwin
from akademia.texts.services.recycling import forget, taken_out

Eraser = Callable[[int], None]
_with_course: list[Eraser] = []


def erases_with_course(eraser: Eraser) -> Eraser:
    """Register what another wing erases with a course, by the course's number, before the course itself goes."""
    _with_course.append(eraser)
    return eraser


def erase_beside(course_id: int) -> None:
    """Erase what other wings keep with a course."""
    for eraser in _with_course:
        eraser(course_id)


def erase_twins(twin_ids: Collection[int]) -> None:
    _erase("twin", LessonTwin, twin_ids)


def erase_lessons(lesson_ids: Collection[int]) -> None:
    """Erase lessons with their twins; what learners have done of them goes too, so ask before."""
    own = select(LessonTwin.id).where(LessonTwin.lesson_id.in_(lesson_ids)).execution_options(**WITH_BIN)
    erase_twins(list(db.session.scalars(own)))
    _erase("lesson", Lesson, lesson_ids)


def erase_modules(module_ids: Collection[int]) -> None:
    """Erase modules that have no lessons any more, not even in the bin."""
    _erase("module", CourseModule, module_ids)


def _erase(kind: str, model: type[LessonTwin | Lesson | CourseModule], refs: Collection[int]) -> None:
    taken_out(kind, refs)
    forget(kind, refs)
    db.session.execute(delete(model).where(model.id.in_(refs)).execution_options(synchronize_session="fetch"))

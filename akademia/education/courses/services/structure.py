"""The order of a course's modules and lessons, and whether readers see the course."""

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.education.courses.models import Course, CourseModule, Enrolment, Lesson
from akademia.education.courses.queries.programme import added_rows
from akademia.education.courses.rules import DOWN, UP
from akademia.texts.services.recycling import NotRemovable

WAYS = (UP, DOWN)


class NotPublishable(RuleBroken):
    message = "Tego kursu nie można jeszcze opublikować."


class OtherCourse(RuleBroken):
    message = "Ten moduł należy do innego kursu. Wybierz moduł tego kursu, w którym jest lekcja."


def held_course(course_id: int) -> Course:
    """Return a course, held so that two editors of its structure wait for each other.

    :raises Missing: there is none.
    """
    wanted = select(Course).where(Course.id == course_id).with_for_update().execution_options(populate_existing=True)
    course = db.session.scalar(wanted)
    if course is None:
        raise Missing
    return course


def touch_course(course_id: int) -> Course:
    """Mark a course as a person's own, so that the starter leaves it alone."""
    course = held_course(course_id)
    course.origin, course.changed_at = "person", clock.now()
    return course


def _modules(course: Course) -> list[CourseModule]:
    wanted = select(CourseModule).where(CourseModule.course_id == course.id)
    return list(db.session.scalars(wanted.order_by(CourseModule.position, CourseModule.id)))


def _lessons(module: CourseModule) -> list[Lesson]:
    wanted = select(Lesson).where(Lesson.module_id == module.id)
    return list(db.session.scalars(wanted.order_by(Lesson.position, Lesson.id)))


def renumber(course: Course) -> None:
    """Give modules and lessons their places anew, from 0, in their present order."""
    position = 0
    for place, module in enumerate(_modules(course)):
        module.position = place
        for lesson in _lessons(module):
            lesson.position, position = position, position + 1
    db.session.flush()


def move_module(module_id: int, way: str, author: int) -> Course:
    """Move a module one place up or down; at the end of the course it stays."""
    module = _module(module_id)
    course = touch_course(module.course_id)
    order = _modules(course)
    place = order.index(module)
    other = place + (-1 if way == UP else 1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order):
        one.position = number
    db.session.flush()
    renumber(course)
    record("module.moved", "module", module.id, actor=author, way=way)
    return course


def move_lesson(lesson_id: int, way: str, author: int) -> Course:
    """Move a lesson one place up or down; past the edge of its module it goes into the next one."""
    lesson = _lesson(lesson_id)
    course = touch_course(lesson.course_id)
    modules = _modules(course)
    lists = [_lessons(module) for module in modules]
    home = next(n for n, module in enumerate(modules) if module.id == lesson.module_id)
    place = lists[home].index(lesson)
    other = place + (-1 if way == UP else 1)
    if 0 <= other < len(lists[home]):
        lists[home].insert(other, lists[home].pop(place))
    elif 0 <= (next_home := home + (-1 if way == UP else 1)) < len(modules):
        lists[home].pop(place)
        lists[next_home].insert(len(lists[next_home]) if way == UP else 0, lesson)
        lesson.module_id, lesson.provisions = modules[next_home].id, modules[next_home].provisions
    for number, one in enumerate(one for lessons in lists for one in lessons):
        one.position = number
    db.session.flush()
    record("lesson.moved", "lesson", lesson.id, actor=author, way=way)
    return course


def move_lesson_to(lesson_id: int, module_id: int, author: int) -> Course:
    """Move a lesson to the end of another module of its course; in its own module it stays where it is.

    :raises OtherCourse: the module belongs to another course.
    """
    lesson, module = _lesson(lesson_id), _module(module_id)
    if module.course_id != lesson.course_id:
        raise OtherCourse
    course = touch_course(lesson.course_id)
    if lesson.module_id != module.id:
        own = _lessons(module)
        lesson.module_id, lesson.provisions = module.id, module.provisions
        lesson.position = own[-1].position + 1 if own else 0
        db.session.flush()
        renumber(course)
        record("lesson.moved", "lesson", lesson.id, actor=author, module=module.id)
    return course


def refuse_while_away(*homes: Course | CourseModule | Lesson) -> None:
    """Refuse to move in or out of the bin what belongs to something that lies there itself.

    :param homes: from the outermost.
    :raises NotRemovable: with what to bring back first.
    """
    away = next((home for home in homes if home.removed), None)
    if away is not None:
        noun = {Course: "kurs", CourseModule: "moduł", Lesson: "lekcję"}[type(away)]
        raise NotRemovable(f"To, do czego to należy, też jest w koszu. Przywróć najpierw {noun} „{away.title}”.")


def _module(ref: int) -> CourseModule:
    found = db.session.scalar(select(CourseModule).join(Course).where(CourseModule.id == ref))
    if found is None:
        raise Missing
    return found


def _lesson(ref: int) -> Lesson:
    found = db.session.scalar(select(Lesson).join(Course).where(Lesson.id == ref))
    if found is None:
        raise Missing
    return found


def change_state(course_id: int, state: str, author: int | None) -> Course:
    """Publish a course, close it to new learners, or take it back into a draft. What was planned is over.

    :raises NotPublishable: what is missing, in words.
    """
    course = held_course(course_id)
    missing = _missing(course) if state == "published" else _holding(course) if state == "draft" else ""
    if missing:
        raise NotPublishable(missing)
    course.state, course.origin, course.changed_at = state, "person", clock.now()
    course.planned_state = course.planned_at = course.plan_trouble = None
    if state == "published" and course.published_at is None:
        course.published_at = clock.now()
    record("course.state_changed", "course", course.id, actor=author, state=state)
    return course


def _missing(course: Course) -> str:
    modules = _modules(course)
    lessons = [_lessons(module) for module in modules]
    if not any(lessons):
        return "Kurs nie ma jeszcze żadnej lekcji. Dodaj i opublikuj choć jedną."
    empty = next((module for module, own in zip(modules, lessons, strict=True) if not own), None)
    if empty is not None:
        return f"Moduł „{empty.title}” jest pusty. Dodaj do niego lekcję albo usuń moduł."
    if course.requires_quiz and not any(row.counts for row in added_rows(course.id, None)):
        return "Do ukończenia kursu potrzebny jest test, a kurs nie ma testu, który się liczy."
    return ""


def _holding(course: Course) -> str:
    held = select(Enrolment.id).where(Enrolment.course_id == course.id).limit(1)
    if db.session.scalar(held) is None:
        return ""
    return "Na kurs zapisali się uczestnicy, więc nie można go ukryć. Możesz go zamknąć dla nowych osób."

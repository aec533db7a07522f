"""Modules of a course: a title over some lessons. In the bin a module takes its lessons with it."""

from datetime import date

from sqlalchemy import func, select

from akademia.core.db import WITH_BIN, db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.text import counted
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonProgress
from akademia.education.courses.services.authoring.courses import course_row
from akademia.education.courses.services.erasing import erase_lessons, erase_modules
from akademia.education.courses.services.structure import refuse_while_away, renumber, touch_course
from akademia.texts.formats.fields import Field
from akademia.texts.models import BinItem
from akademia.texts.services import Rendering
from akademia.texts.services.kinds import Address, Binned, Place, TextKind, Values, no_text, register


def module_row(ref: int, with_bin: bool = False) -> CourseModule:
    """Return a module of a course that is not in the bin.

    :raises Missing: there is none, or it lies in the bin itself (unless `with_bin`).
    """
    wanted = select(CourseModule).join(Course).where(CourseModule.id == ref)
    module = db.session.scalar(wanted.execution_options(**(WITH_BIN if with_bin else {})))
    if module is None:
        raise Missing
    return module


def _read_module(ref: int) -> Values:
    module = module_row(ref)
    return {"title": module.title, "provisions": module.provisions.removeprefix("–")}


def _blank_module(parent: int) -> Values:
    course_row(parent)
    return {"title": "", "provisions": ""}


def _write_module(place: Place, values: Values, _made: Rendering) -> tuple[int, date | None]:
    if place.ref is None:
        course = course_row(place.parent)
        module = CourseModule(course_id=course.id, position=len(course.modules))
    else:
        module = module_row(place.ref)
    module.title, module.provisions = values["title"].strip(), values["provisions"].strip() or "–"
    db.session.add(module)
    db.session.flush()
    for lesson in db.session.scalars(select(Lesson).where(Lesson.module_id == module.id)):
        lesson.provisions = module.provisions
    touch_course(module.course_id)
    return module.id, None


def _module_home(place: Place) -> Address:
    course = place.parent if place.ref is None else module_row(place.ref).course_id
    return "courses_desk.show_course", {"ref": course}


def _module_home_title(place: Place) -> str:
    return (course_row(place.parent) if place.ref is None else module_row(place.ref).course).title


def _move_module(ref: int, to_bin: bool) -> tuple[str, str]:
    """Hide a module with its lessons, or show them again; a lesson that was put into the bin by itself stays there."""
    module = module_row(ref, with_bin=True)
    refuse_while_away(module.course)
    module.removed = to_bin
    by_itself = select(BinItem.ref).where(BinItem.kind == "lesson", BinItem.emptied_at.is_(None))
    own = select(Lesson).where(Lesson.module_id == ref, Lesson.id.not_in(by_itself))
    for lesson in db.session.scalars(own.execution_options(**WITH_BIN)):
        lesson.removed = to_bin
    db.session.flush()
    renumber(touch_course(module.course_id))
    return f"{module.course.key}/{module.id}", module.title


def _module_holds(ref: int) -> str:
    done = select(func.count(LessonProgress.enrolment_id.distinct())).join(Lesson).where(Lesson.module_id == ref)
    count = db.session.scalar(done.execution_options(**WITH_BIN)) or 0
    if not count:
        return ""
    words = counted(count, "osoba ukończyła", "osoby ukończyły", "osób ukończyło")
    return f"Jego ślad zostanie także potem: {words} lekcje z tego modułu, a postępów uczestników nie usuwamy."


def _erase_module(ref: int) -> None:
    own = select(Lesson.id).where(Lesson.module_id == ref).execution_options(**WITH_BIN)
    erase_lessons(list(db.session.scalars(own)))
    erase_modules([ref])


MODULE = register(
    TextKind(
        name="module",
        address="modul",
        nouns=("moduł", "moduł", "Nowy moduł"),
        permission=Permission.CourseEdit,
        fields=(
            Field("title", "Tytuł modułu"),
            Field("provisions", "Przepisy", hint="Słowami: które przepisy obejmuje, np. „art. 3–6”.", required=False),
        ),
        read=_read_module,
        blank=_blank_module,
        check=lambda place, values: {},
        make=no_text,
        write=_write_module,
        home=_module_home,
        home_name="Kurs",
        home_title=_module_home_title,
        source_field=None,
        verb="Zapisz moduł",
        bin=Binned(lambda ref: "", _move_module, _module_holds, _erase_module),
    )
)  # fmt: skip

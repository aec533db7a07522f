"""Easy-to-read twins of lessons. `parent` of a new one is its lesson."""

from datetime import date

from markupsafe import Markup
from sqlalchemy import select

from akademia.core.db import WITH_BIN, db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.education.courses.models import Course, Lesson, LessonTwin
from akademia.education.courses.queries.shape import LessonTexts, Text
from akademia.education.courses.services.authoring.lessons import (
    COMMON,
    HINT,
    OF_LAW,
    face_of,
    lesson_row,
    lesson_shown,
    make_text,
    source_of,
    text_of,
)
from akademia.education.courses.services.erasing import erase_twins
from akademia.education.courses.services.structure import refuse_while_away, touch_course
from akademia.texts.formats.fields import MARKDOWN, Field
from akademia.texts.formats.source import digest
from akademia.texts.services import Rendering
from akademia.texts.services.house_texts import renew_html
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import day_of, shown


def twin_row(ref: int, with_bin: bool = False) -> LessonTwin:
    """Return the twin of a lesson that is not in the bin.

    :raises Missing: there is none, or it lies in the bin itself (unless `with_bin`).
    """
    wanted = select(LessonTwin).join(Lesson).join(Course).where(LessonTwin.id == ref)
    twin = db.session.scalar(wanted.execution_options(**(WITH_BIN if with_bin else {})))
    if twin is None:
        raise Missing
    return twin


def _lesson_of(place: Place) -> Lesson:
    return lesson_row(place.parent) if place.ref is None else twin_row(place.ref).lesson


def _read_twin(ref: int) -> Values:
    twin = twin_row(ref)
    return {
        "title": twin.title,
        "summary": twin.summary,
        "minutes": str(twin.minutes),
        "legal_state_on": shown(twin.legal_state_on),
        "default_act": twin.default_act,
        "source": source_of("twin", ref),
    }


def _blank_twin(parent: int) -> Values:
    lesson = lesson_row(parent)
    return {"title": lesson.title, "summary": lesson.summary, "minutes": "10", "legal_state_on": "", "default_act": "",
            "source": ""}  # fmt: skip


def _check_twin(place: Place, _values: Values) -> dict[str, str]:
    own = select(LessonTwin.removed).where(LessonTwin.lesson_id == _lesson_of(place).id)
    binned = db.session.scalar(own.execution_options(**WITH_BIN)) if place.ref is None else None
    if binned is None:
        return {}
    if binned:
        return {"title": "Tekst łatwy do czytania tej lekcji jest w koszu. Przywróć go stamtąd i popraw."}
    return {"title": "Ta lekcja ma już tekst łatwy do czytania. Otwórz tamten."}


def _write_twin(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    lesson = _lesson_of(place)
    twin = LessonTwin(lesson_id=lesson.id, version=0) if place.ref is None else twin_row(place.ref)
    twin.title, twin.summary, twin.minutes = values["title"].strip(), values["summary"].strip(), int(values["minutes"])
    twin.html, twin.digest, twin.source_version = str(made.html), digest(values["source"]), lesson.version
    twin.legal_state_on, twin.default_act = day_of(values["legal_state_on"]), values["default_act"]
    twin.provision_keys = list(dict.fromkeys([*(twin.provision_keys or []), *made.cited]))
    db.session.add(twin)
    db.session.flush()
    course = touch_course(lesson.course_id)
    return twin.id, twin.legal_state_on or lesson.legal_state_on or course.legal_state_on


def _stamp_twin(ref: int, version: int) -> None:
    twin_row(ref).version = version


def _twin_shown(ref: int) -> Address | None:
    found = lesson_shown(twin_row(ref).lesson_id)
    return (found[0], {**found[1], "wersja": "etr"}) if found else None


def _twin_home(place: Place) -> Address:
    return "courses_desk.show_course", {"ref": _lesson_of(place).course_id}


def _twin_face(place: Place, values: Values, made: Rendering) -> Face:
    lesson = _lesson_of(place)
    twin, full = text_of(values, made), Text(lesson.title, lesson.summary, lesson.minutes, Markup(""))
    shown = LessonTexts(
        lesson.id, lesson.slug, lesson.module_id, lesson.provisions, True, full, twin, twin_outdated=False
    )
    return face_of(lesson.course, shown, twin)


def _twin_notice(place: Place) -> str:
    lesson = _lesson_of(place)
    if place.ref is None or lesson.twin is None or lesson.twin.source_version == lesson.version:
        return ""
    return (
        f"Lekcja jest nowsza: ten tekst powstał z jej wersji {lesson.twin.source_version}, teraz jest wersja "
        f"{lesson.version}. Popraw go; publikacja potwierdzi, że zgadza się z lekcją."
    )


def _move_twin(ref: int, to_bin: bool) -> tuple[str, str]:
    twin = twin_row(ref, with_bin=True)
    lesson = twin.lesson
    refuse_while_away(lesson.course, lesson.module, lesson)
    twin.removed = to_bin
    db.session.flush()
    db.session.expire(lesson, ["twin"])
    touch_course(lesson.course_id)
    return f"{lesson.course.key}/{lesson.key}", twin.title


TWIN = register(
    TextKind(
        name="twin",
        address="etr",
        nouns=("tekst łatwy do czytania", "tekst łatwy do czytania", "Nowy tekst łatwy do czytania"),
        permission=Permission.CourseEdit,
        fields=(*COMMON, *OF_LAW, Field("source", "Treść", MARKDOWN, HINT)),
        read=_read_twin,
        blank=_blank_twin,
        check=_check_twin,
        make=make_text,
        write=_write_twin,
        stamp=_stamp_twin,
        face=_twin_face,
        shown=_twin_shown,
        renew=lambda ref, html: renew_html(LessonTwin, ref, "html", html),
        explains=True,
        home=_twin_home,
        home_name="Kurs",
        home_title=lambda place: _lesson_of(place).course.title,
        unsigned="pliki kursu",
        notice=_twin_notice,
        bin=Binned(lambda ref: "", _move_twin, lambda ref: "", lambda ref: erase_twins([ref])),
    )
)

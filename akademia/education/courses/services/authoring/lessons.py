"""Lessons."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup
from sqlalchemy import func, select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.text import counted
from akademia.education.courses.models import Course, Lesson, LessonProgress
from akademia.education.courses.queries.pages import LessonPage, outline
from akademia.education.courses.queries.shape import LessonTexts, Text, shape_of
from akademia.education.courses.services.authoring.modules import module_row
from akademia.education.courses.services.erasing import erase_lessons
from akademia.education.courses.services.structure import refuse_while_away, renumber, touch_course
from akademia.law.rules import DEFAULT_ACT
from akademia.texts import queries as texts
from akademia.texts.formats.fields import FLAG, LONG, MARKDOWN, NUMBER, Field
from akademia.texts.formats.source import digest
from akademia.texts.services import Lexicon, Rendering, keep_slug, render
from akademia.texts.services.house_texts import free_key, renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of, shown


def lesson_row(ref: int, with_bin: bool = False) -> Lesson:
    """Return a lesson of a course that is not in the bin.

    :raises Missing: there is none, or it lies in the bin itself (unless `with_bin`).
    """
    wanted = select(Lesson).join(Course).where(Lesson.id == ref)
    lesson = db.session.scalar(wanted.execution_options(**(WITH_BIN if with_bin else {})))
    if lesson is None:
        raise Missing
    return lesson


def source_of(kind: str, ref: int) -> str:
    version = texts.present_version(kind, ref)
    return texts.revision(kind, ref, version).source if version else ""


def make_text(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, act=values.get("default_act") or DEFAULT_ACT)


def _read_lesson(ref: int) -> Values:
    lesson = lesson_row(ref)
    return {
        "title": lesson.title, "slug": lesson.slug, "summary": lesson.summary, "minutes": str(lesson.minutes),
        "preview": "1" if lesson.preview else "", "legal_state_on": shown(lesson.legal_state_on),
        "default_act": lesson.default_act, "source": source_of("lesson", ref),
    }  # fmt: skip


def _blank_lesson(parent: int) -> Values:
    module_row(parent)
    return dict.fromkeys(("title", "slug", "summary", "preview", "legal_state_on", "default_act", "source"), "") | {
        "minutes": "15"
    }


def _course_of(place: Place) -> Course:
    return module_row(place.parent).course if place.ref is None else lesson_row(place.ref).course


def _check_lesson(place: Place, values: Values) -> dict[str, str]:
    taken = slug_complaint("lesson", values["slug"], place.ref, scope=_course_of(place).id)
    return {"slug": taken} if taken else {}


def _write_lesson(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    lesson = _new_lesson(place, values) if place.ref is None else lesson_row(place.ref)
    lesson.title, lesson.slug, lesson.summary = values["title"].strip(), values["slug"], values["summary"].strip()
    lesson.minutes, lesson.preview = int(values["minutes"]), bool(values["preview"])
    lesson.legal_state_on, lesson.default_act = day_of(values["legal_state_on"]), values["default_act"]
    lesson.html, lesson.digest, lesson.changed_at = str(made.html), digest(values["source"]), clock.now()
    lesson.provision_keys = list(dict.fromkeys([*(lesson.provision_keys or []), *made.cited]))
    db.session.add(lesson)
    db.session.flush()
    keep_slug("lesson", lesson.slug, lesson.id, scope=lesson.course_id)
    course = touch_course(lesson.course_id)
    if place.ref is None:
        renumber(course)
    return lesson.id, lesson.legal_state_on or course.legal_state_on


def _new_lesson(place: Place, values: Values) -> Lesson:
    module = module_row(place.parent)
    own = select(Lesson.key).where(Lesson.course_id == module.course_id).execution_options(**WITH_BIN)
    last = select(func.coalesce(func.max(Lesson.position), -1)).where(Lesson.course_id == module.course_id)
    return Lesson(
        course_id=module.course_id, module_id=module.id, key=free_key(set(db.session.scalars(own)), values["slug"]),
        position=(db.session.scalar(last) or 0) + 1, provisions=module.provisions, version=0,
    )  # fmt: skip


def _stamp_lesson(ref: int, version: int) -> None:
    lesson_row(ref).version = version


def lesson_shown(ref: int) -> Address | None:
    lesson = lesson_row(ref)
    if lesson.course.state == "draft":
        return None
    return "courses.show_lesson", {"slug": lesson.course.slug, "lesson_slug": lesson.slug}


def _lesson_home(place: Place) -> Address:
    return "courses_desk.show_course", {"ref": _course_of(place).id}


def _lesson_face(place: Place, values: Values, made: Rendering) -> Face:
    old = lesson_row(place.ref) if place.ref is not None else None
    module, text = old.module if old else module_row(place.parent), text_of(values, made)
    twin = Text(old.twin.title, "", 0, Markup("")) if old and old.twin else None
    shown = LessonTexts(
        old.id if old else 0, values["slug"] or "x", module.id, module.provisions, True, text, twin, twin_outdated=False
    )
    return face_of(_course_of(place), shown, text)


def text_of(values: Values, made: Rendering) -> Text:
    return Text(values["title"] or "Bez tytułu", values["summary"], _minutes(values), made.html)


def face_of(course: Course, lesson: LessonTexts, text: Text) -> Face:
    shape = shape_of(course)
    around = outline(shape, None, here=lesson.id)
    place = next((n for n, row in enumerate(around.lessons) if row.id == lesson.id), around.total)
    shown = LessonPage(
        course=shape.course, lesson=lesson, outline=around, enrolment=None, text=text, twin=text is lesson.twin,
        readable=True, done=False, number=place + 1, previous=around.lessons[place - 1] if place else None,
        next=around.lessons[place + 1] if place + 1 < around.total else None,
    )  # fmt: skip
    return Face("education/courses/lesson.html", {"page": shown, "course": shape.course, "outline": around})


def _minutes(values: Values) -> int:
    return int(values["minutes"]) if values["minutes"].isascii() and values["minutes"].isdigit() else 0


def _lesson_notice(place: Place) -> str:
    if place.ref is None:
        return ""
    lesson = lesson_row(place.ref)
    if lesson.twin is not None and lesson.twin.source_version != lesson.version:
        source = lesson.twin.source_version
        return f"Tekst łatwy do czytania powstał z wersji {source}, a lekcja ma wersję {lesson.version}."
    return ""


def _move_lesson(ref: int, to_bin: bool) -> tuple[str, str]:
    lesson = lesson_row(ref, with_bin=True)
    refuse_while_away(lesson.course, lesson.module)
    lesson.removed = to_bin
    db.session.flush()
    renumber(touch_course(lesson.course_id))
    return f"{lesson.course.key}/{lesson.key}", lesson.title


def _lesson_holds(ref: int) -> str:
    done = db.session.scalar(select(func.count(LessonProgress.id)).where(LessonProgress.lesson_id == ref)) or 0
    if not done:
        return ""
    words = counted(done, "osoba ukończyła", "osoby ukończyły", "osób ukończyło")
    return f"Jej ślad zostanie także potem: {words} tę lekcję, a postępów uczestników nie usuwamy."


def _erase_lesson(ref: int) -> None:
    erase_lessons([ref])


COMMON = (
    Field("title", "Tytuł"),
    Field("summary", "O czym jest, w jednym zdaniu", LONG, at_most=400),
    Field("minutes", "Czas czytania w minutach", NUMBER, low=1, high=600),
)
OF_LAW = (
    replace(STATE, hint="Gdy inny niż w całym kursie. Po zmianie przepisów wpisz dzień, na który poprawiasz tekst."),
    ACT,
)
_SLUG = Field("slug", "Adres", hint="Ostatnia część adresu lekcji. Stare adresy dalej prowadzą do lekcji.",
              at_most=80, is_address=True)  # fmt: skip
HINT = "Markdown: ## nagłówek, **pogrubienie**, - lista, > [!UWAGA] ramka, [art. 15 ust. 4](uzs:art-15-ust-4) przepis."

LESSON = register(
    TextKind(
        name="lesson",
        address="lekcja",
        nouns=("lekcja", "lekcję", "Nowa lekcja"),
        permission=Permission.CourseEdit,
        fields=(
            COMMON[0], _SLUG, *COMMON[1:],
            Field("preview", "Otwarta dla każdego, także bez zapisu na kurs", FLAG),
            *OF_LAW,
            Field("source", "Treść", MARKDOWN, HINT),
        ),
        read=_read_lesson,
        blank=_blank_lesson,
        check=_check_lesson,
        make=make_text,
        write=_write_lesson,
        stamp=_stamp_lesson,
        face=_lesson_face,
        shown=lesson_shown,
        renew=lambda ref, html: renew_html(Lesson, ref, "html", html),
        explains=True,
        home=_lesson_home,
        home_name="Kurs",
        home_title=lambda place: _course_of(place).title,
        unsigned="pliki kursu",
        notice=_lesson_notice,
        bin=Binned(lambda ref: "", _move_lesson, _lesson_holds, _erase_lesson),
    )
)  # fmt: skip

"""Courses: fields without a running text."""

from datetime import date

from sqlalchemy import func, select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.legal import LEGAL_STATE_ON
from akademia.core.text import counted
from akademia.education.courses.models import Course, Enrolment
from akademia.education.courses.queries.pages import CoursePage, outline
from akademia.education.courses.queries.shape import CourseFacts, CourseShape, shape_of
from akademia.education.courses.rules import LEVELS
from akademia.education.courses.services.erasing import erase_beside, erase_lessons, erase_modules
from akademia.organisations.queries.projects import project_card, project_names
from akademia.texts.formats.fields import CHOICE, DAY, FLAG, LINES, LONG, NUMBER, Field, lines_of
from akademia.texts.formats.source import digest
from akademia.texts.services import Rendering, keep_slug
from akademia.texts.services.house_texts import free_key, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, no_text, register

ORDER_NAMES = {"free": "dowolna", "sequence": "po kolei"}


def course_row(ref: int, with_bin: bool = False) -> Course:
    """Return a course in any state.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    wanted = select(Course).where(Course.id == ref).execution_options(**(WITH_BIN if with_bin else {}))
    course = db.session.scalar(wanted)
    if course is None:
        raise Missing
    return course


def _read_course(ref: int) -> Values:
    course = course_row(ref)
    flags = {name: "1" if getattr(course, name) else "" for name in ("requires_lessons", "requires_quiz")}
    plain = {name: str(getattr(course, name)) for name in _PLAIN}
    project = str(course.project_id or "")
    lists = {"outcomes": "\n".join(course.outcomes), "authors": "\n".join(course.authors)}
    return {**plain, **lists, **flags, "project": project, "legal_state_on": course.legal_state_on.isoformat()}


_PLAIN = ("title", "slug", "summary", "audience", "level", "hours", "edition", "lesson_order", "minimum_percent")


def _blank_course(parent: int) -> Values:
    if parent:
        raise Missing
    return {
        **dict.fromkeys(("title", "slug", "summary", "audience", "outcomes", "authors", "requires_quiz"), ""),
        "project": "", "level": "basic", "hours": "1", "edition": "1", "lesson_order": "free", "minimum_percent": "0",
        "requires_lessons": "1", "legal_state_on": LEGAL_STATE_ON.isoformat(),
    }  # fmt: skip


def _check_course(place: Place, values: Values) -> dict[str, str]:
    told = {}
    if not values["requires_lessons"] and not values["requires_quiz"]:
        told["requires_lessons"] = "Wybierz warunek ukończenia: lekcje albo test"
    taken = slug_complaint("course", values["slug"], place.ref)
    if taken:
        told["slug"] = taken
    return told


def _write_course(place: Place, values: Values, _made: Rendering) -> tuple[int, date | None]:
    course = course_row(place.ref) if place.ref is not None else Course(key=_course_key(values["slug"]), state="draft")
    for name in ("title", "slug", "summary", "audience", "level", "lesson_order"):
        setattr(course, name, values[name].strip())
    for name in ("hours", "edition", "minimum_percent"):
        setattr(course, name, int(values[name]))
    course.outcomes, course.authors = lines_of(values["outcomes"]), lines_of(values["authors"])
    course.requires_lessons, course.requires_quiz = bool(values["requires_lessons"]), bool(values["requires_quiz"])
    course.project_id = int(values["project"]) if values["project"] else None
    course.legal_state_on = date.fromisoformat(values["legal_state_on"])
    course.digest = digest(repr(sorted(values.items())))
    course.origin, course.changed_at = "person", clock.now()
    db.session.add(course)
    db.session.flush()
    keep_slug("course", course.slug, course.id)
    return course.id, course.legal_state_on


def _course_key(slug: str) -> str:
    return free_key(set(db.session.scalars(select(Course.key).execution_options(**WITH_BIN))), slug)


def _course_shown(ref: int) -> Address | None:
    course = course_row(ref)
    return None if course.state == "draft" else ("courses.show_course", {"slug": course.slug})


def _course_home(place: Place) -> Address:
    return ("courses_desk.show_courses", {}) if place.ref is None else ("courses_desk.show_course", {"ref": place.ref})


def _course_face(place: Place, values: Values, _made: Rendering) -> Face:
    """Show a course with the lessons it has; a new one has none yet."""
    facts = CourseFacts(
        **{name: values[name] for name in ("title", "slug", "summary", "audience", "level", "lesson_order")},
        outcomes=tuple(lines_of(values["outcomes"])), authors=tuple(lines_of(values["authors"])),
        hours=_number(values["hours"]), requires_lessons=bool(values["requires_lessons"]),
        requires_quiz=bool(values["requires_quiz"]), legal_state_on=_day(values["legal_state_on"]), state="draft",
        id=place.ref or 0,
    )  # fmt: skip
    found = shape_of(course_row(place.ref)) if place.ref is not None else CourseShape(facts, (), ())
    around = outline(CourseShape(facts, found.modules, found.lessons), None)
    project = project_card(_number(values["project"]) or None)
    page = CoursePage(facts, around, None, None, None, project=project)
    return Face("education/courses/course.html", {"page": page, "course": facts, "outline": around})


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() else 0


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return LEGAL_STATE_ON


def enrolled(course_id: int) -> int:
    """Return how many learners are on a course."""
    return db.session.scalar(select(func.count(Enrolment.id)).where(Enrolment.course_id == course_id)) or 0


def _course_refusal(ref: int) -> str:
    course_row(ref)
    count = enrolled(ref)
    if not count:
        return ""
    people = counted(count, "osoba", "osoby", "osób")
    return (
        f"Na ten kurs zapisano: {people}. Ich postępy i zaświadczenia muszą zostać, więc kursu nie można usunąć. "
        "Możesz go zamknąć: nikt nowy się nie zapisze, a kto się uczy, dokończy."
    )


def _move_course(ref: int, to_bin: bool) -> tuple[str, str]:
    course = course_row(ref, with_bin=True)
    course.removed, course.origin = to_bin, "person"
    if to_bin:
        course.planned_state = course.planned_at = course.plan_trouble = None
    return course.key, course.title


def _course_holds(ref: int) -> str:
    return "Zostaje ukryty, bo są na nim zapisani uczestnicy." if enrolled(ref) else ""


def _erase_course(ref: int) -> None:
    course = course_row(ref, with_bin=True)
    erase_beside(course.id)
    erase_lessons([lesson.id for lesson in course.lessons])
    erase_modules([module.id for module in course.modules])
    db.session.expire(course, ["lessons", "modules"])
    db.session.delete(course)


COURSE = register(
    TextKind(
        name="course",
        address="kurs",
        nouns=("kurs", "kurs", "Nowy kurs"),
        permission=Permission.CourseEdit,
        fields=(
            Field("title", "Tytuł"),
            Field("slug", "Adres", hint="Ostatnia część adresu kursu. Stare adresy dalej prowadzą do kursu.",
                  at_most=80, is_address=True),
            Field("summary", "O czym jest kurs", LONG, "Jedno lub dwa zdania, widać je w katalogu.", at_most=400),
            Field("audience", "Dla kogo", LONG, at_most=400),
            Field("outcomes", "Czego nauczy", LINES, "Jedna rzecz w wierszu. Zdanie zaczyna się od „Po kursie…”.",
                  at_most=400),
            Field("authors", "Autorzy", LINES, "Jedna osoba lub instytucja w wierszu.", required=False),
            Field("project", "Projekt, z którego kurs sfinansowano", CHOICE, required=False, is_wide=True,
                  choices=project_names),
            Field("level", "Poziom", CHOICE, choices=LEVELS),
            Field("hours", "Wymiar w godzinach", NUMBER, low=1, high=500),
            Field("edition", "Edycja", NUMBER, "Zwiększ, gdy po zmianach uczestnikom należy się nowe zaświadczenie.",
                  low=1),
            Field("legal_state_on", "Stan prawny na dzień", DAY),
            Field("lesson_order", "Kolejność lekcji", CHOICE, choices=ORDER_NAMES),
            Field("requires_lessons", "Do ukończenia potrzebne są wszystkie lekcje", FLAG),
            Field("requires_quiz", "Do ukończenia potrzebny jest zaliczony test końcowy", FLAG),
            Field("minimum_percent", "Najniższy wynik testu w procentach", NUMBER, high=100),
        ),
        read=_read_course,
        blank=_blank_course,
        check=_check_course,
        make=no_text,
        write=_write_course,
        face=_course_face,
        shown=_course_shown,
        home=_course_home,
        home_name="Kursy",
        source_field=None,
        kept_back=("edition",),
        verb="Zapisz kurs",
        bin=Binned(_course_refusal, _move_course, _course_holds, _erase_course),
    )
)  # fmt: skip

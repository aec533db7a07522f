"""Lessons on what changed, as a kind of text that people edit. `parent` of a new one is its course."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, func, select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.text import counted, date_words
from akademia.education.courses.models import Course
from akademia.education.courses.services.authoring.courses import course_row
from akademia.education.courses.services.erasing import erases_with_course
from akademia.education.courses.services.structure import refuse_while_away
from akademia.education.quizzes.models import Question
from akademia.education.updates.models import CourseUpdate, UpdateAmendment, UpdatePass, UpdateQuestion
from akademia.education.updates.queries import choosing
from akademia.education.updates.queries.desk import untold
from akademia.education.updates.queries.reading import UpdateTexts, asked_of, page_of
from akademia.education.updates.rules import QUESTIONS, repeated
from akademia.education.updates.services.telling import ask_to_tell
from akademia.law.rules import DEFAULT_ACT
from akademia.texts import queries as texts
from akademia.texts.formats.fields import CHOICE, LONG, MARKDOWN, Field
from akademia.texts.formats.source import digest
from akademia.texts.services import Lexicon, Rendering, keep_slug, render
from akademia.texts.services.house_texts import renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of
from akademia.texts.services.recycling import forget, taken_out

AMENDMENTS = ("amendment", "second_amendment")
ASKED = tuple(f"question_{place}" for place in range(1, QUESTIONS + 1))


def update_row(ref: int, with_bin: bool = False) -> CourseUpdate:
    """Return a lesson of a course that is not in the bin.

    :raises Missing: there is none, or it lies in the bin itself (unless `with_bin`).
    """
    wanted = select(CourseUpdate).join(Course, Course.id == CourseUpdate.course_id).where(CourseUpdate.id == ref)
    update = db.session.scalar(wanted.execution_options(**(WITH_BIN if with_bin else {})))
    if update is None:
        raise Missing
    return update


def _course_of(place: Place) -> Course:
    return course_row(place.parent) if place.ref is None else update_row(place.ref).course


def _options(place: Place) -> Mapping[str, Mapping[str, str]]:
    course = _course_of(place)
    amendments = {"": "– wybierz –", **choosing.later_amendments(course, place.ref)}
    questions = {"": "– wybierz –", **choosing.single_questions(course.id, place.ref)}
    return dict.fromkeys(AMENDMENTS, amendments) | dict.fromkeys(ASKED, questions)


def _read(ref: int) -> Values:
    update = update_row(ref)
    version = texts.present_version("update", ref)
    told = [str(row.amendment_id) for row in update.told]
    asked = [row.question.key for row in update.asked]
    return {
        "title": update.title, "slug": update.slug, "summary": update.summary, "default_act": update.default_act,
        "legal_state_on": update.legal_state_on.isoformat(),
        "source": texts.revision("update", ref, version).source if version else "",
        **{name: told[place] if place < len(told) else "" for place, name in enumerate(AMENDMENTS)},
        **{name: asked[place] if place < len(asked) else "" for place, name in enumerate(ASKED)},
    }  # fmt: skip


def _blank(parent: int) -> Values:
    """Begin with the first amendment that nobody tells of, where there is one."""
    course_row(parent)
    first = next(iter(untold(parent)), None)
    names = ("title", "slug", "summary", "default_act", "source", *AMENDMENTS, *ASKED)
    state = first.since if first else clock.today()
    values = dict.fromkeys(names, "") | {"legal_state_on": state.isoformat()}
    return values | ({"amendment": str(first.amendment_id)} if first else {})


def _check(place: Place, values: Values) -> dict[str, str]:
    course = _course_of(place)
    told = {ASKED[at - 1]: "To pytanie jest już wybrane. Wybierz inne" for at in repeated([values[n] for n in ASKED])}
    told |= {AMENDMENTS[at - 1]: "Ta nowelizacja jest już wybrana" for at in repeated([values[n] for n in AMENDMENTS])}
    taken = slug_complaint("update", values["slug"], place.ref, scope=course.id)
    late = {name: _too_early(values[name], values["legal_state_on"], course) for name in AMENDMENTS}
    return {name: said for name, said in ({"slug": taken} | late | told).items() if said}


def _too_early(amendment: str, state: str, course: Course) -> str:
    """Say that a lesson is written for a day on which an amendment does not bind yet; empty when it does."""
    if not amendment.isdecimal() or STATE.complaint(state) or not state:
        return ""
    first = choosing.first_change(int(amendment), choosing.oldest_day(course))
    if first is None or first <= date.fromisoformat(state):
        return ""
    return f"Wchodzi w życie {date_words(first)} Wpisz stan prawny na ten dzień albo późniejszy"


def _make(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, act=values.get("default_act") or DEFAULT_ACT)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    update = update_row(place.ref) if place.ref is not None else CourseUpdate(course_id=place.parent, version=0)
    update.title, update.slug, update.summary = values["title"].strip(), values["slug"], values["summary"].strip()
    update.legal_state_on, update.default_act = date.fromisoformat(values["legal_state_on"]), values["default_act"]
    update.html, update.digest, update.changed_at = str(made.html), digest(values["source"]), clock.now()
    questions = _questions(update.course_id, place.ref, values)
    db.session.add(update)
    db.session.flush()
    keep_slug("update", update.slug, update.id, scope=update.course_id)
    update.asked, update.told = [], []
    db.session.flush()
    update.asked = [UpdateQuestion(question_id=one.id, position=at) for at, one in enumerate(questions, start=1)]
    told = [int(values[name]) for name in AMENDMENTS if values[name]]
    update.told = [UpdateAmendment(amendment_id=number, position=at) for at, number in enumerate(told, start=1)]
    db.session.flush()
    ask_to_tell(update.id)
    return update.id, update.legal_state_on


def _questions(course_id: int, update_id: int | None, values: Values) -> list[Question]:
    found = [choosing.present_question(course_id, values[name], update_id) for name in ASKED]
    return [one for one in found if one is not None]


def _stamp(ref: int, version: int) -> None:
    update_row(ref).version = version


def _shown(ref: int) -> Address | None:
    update = update_row(ref)
    place = {"slug": update.course.slug, "update_slug": update.slug}
    return None if update.course.state == "draft" else ("updates.show_update", place)


def _home(place: Place) -> Address:
    return "updates_desk.show_updates", {"kurs": _course_of(place).id}


def _face(place: Place, values: Values, made: Rendering) -> Face:
    course = _course_of(place)
    state = day_of(values["legal_state_on"]) if not STATE.complaint(values["legal_state_on"]) else None
    shown = UpdateTexts(
        place.ref or 0, course.id, course.slug, course.title, values["slug"] or "x", values["title"] or "Bez tytułu",
        values["summary"], made.html, state or course.legal_state_on, 0, (),
        asked_of(_questions(course.id, place.ref, values)),
    )  # fmt: skip
    return Face("education/updates/update.html", {"page": page_of(shown, None, {}, False), "update": shown})


def _notice(place: Place) -> str:
    """Tell of questions that the bank has in a newer version."""
    asked = update_row(place.ref).asked if place.ref is not None else []
    newer = sum(not row.question.current for row in asked)
    if not newer:
        return ""
    words = counted(newer, "pytanie zmieniło się", "pytania zmieniły się", "pytań zmieniło się")
    return f"W banku {words} od publikacji tej lekcji. Nowa wersja lekcji zada obecne; wycofane zostaną, jak są."


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    update = update_row(ref, with_bin=True)
    refuse_while_away(update.course)
    update.removed = to_bin
    db.session.flush()
    if not to_bin:
        ask_to_tell(update.id, again=True)
    return f"{update.course.key}/{update.slug}", update.title


def _holds(ref: int) -> str:
    count = db.session.scalar(select(func.count(UpdatePass.id)).where(UpdatePass.update_id == ref)) or 0
    if not count:
        return ""
    words = counted(count, "osoba odświeżyła", "osoby odświeżyły", "osób odświeżyło")
    return f"Jej ślad zostanie także potem: {words} dzięki niej wiedzę, a tego nie usuwamy."


def _erase(ref: int) -> None:
    forget("update", [ref])
    db.session.execute(delete(CourseUpdate).where(CourseUpdate.id == ref))


@erases_with_course
def _erase_all(course_id: int) -> None:
    own = select(CourseUpdate.id).where(CourseUpdate.course_id == course_id).execution_options(**WITH_BIN)
    numbers = list(db.session.scalars(own))
    taken_out("update", numbers)
    for number in numbers:
        _erase(number)


UPDATE = register(
    TextKind(
        name="update",
        address="co-sie-zmienilo",
        nouns=("lekcja o zmianach", "lekcję o zmianach", "Nowa lekcja o zmianach"),
        permission=Permission.CourseEdit,
        fields=(
            Field("title", "Tytuł"),
            Field("slug", "Adres", hint="Ostatnia część adresu lekcji. Stare adresy dalej prowadzą do lekcji.",
                  at_most=80, is_address=True),
            Field("summary", "Co się zmieniło, w jednym zdaniu", LONG, at_most=400),
            Field("amendment", "Nowelizacja", CHOICE, "Ta, o której mówi lekcja: obowiązuje od dnia późniejszego niż "
                  "stan prawny kursu."),
            Field("second_amendment", "Druga nowelizacja", CHOICE, required=False),
            replace(STATE, required=True, hint="Dzień, na który opisujesz przepisy po zmianie. O lekcji mówimy tym, "
                    "którzy znają prawo sprzed zmian."),
            ACT,
            Field("source", "Treść", MARKDOWN, "Krótko: co było, co jest teraz, od kiedy. Markdown: ## nagłówek, "
                  "**pogrubienie**, - lista, [art. 15 ust. 4](uzs:art-15-ust-4) przepis."),
            Field("question_1", "Pierwsze pytanie", CHOICE, "Pytania z jedną dobrą odpowiedzią, z banku tego kursu. "
                  "Nowe dopiszesz w dziale „Pytania”.", is_wide=True),
            Field("question_2", "Drugie pytanie", CHOICE, is_wide=True),
            Field("question_3", "Trzecie pytanie", CHOICE, is_wide=True),
        ),
        read=_read,
        blank=_blank,
        check=_check,
        make=_make,
        write=_write,
        stamp=_stamp,
        face=_face,
        shown=_shown,
        options=_options,
        notice=_notice,
        renew=lambda ref, html: renew_html(CourseUpdate, ref, "html", html),
        explains=True,
        home=_home,
        home_name="Co się zmieniło",
        bin=Binned(lambda ref: "", _move, _holds, _erase),
    )
)  # fmt: skip

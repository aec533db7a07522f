"""Items of the library as a kind of text that staff edit.

An item is begun at its desk with a title (`beginning`), so that files can be laid beside it. What is published here is
what readers see; until then the item has no version. Whether it may be published at all is asked each time, also of a
planned publication: somebody looked at it (`review`), and there is a right to show it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing, RuleBroken
from akademia.core.text import sort_key
from akademia.law.rules import DEFAULT_ACT
from akademia.organisations.queries.projects import project_names
from akademia.people.services import persons_named
from akademia.publishing.library.models import Credit, LibraryItem, Relation
from akademia.publishing.library.queries.files import what_stops_publishing
from akademia.publishing.library.queries.preview import preview_page
from akademia.publishing.library.queries.rows import GUIDE_KIND, department_names, item_row, items_at
from akademia.publishing.library.queries.values import values_of_item
from akademia.publishing.library.rules.credits import BadCredit, read_credits
from akademia.publishing.library.rules.identifiers import BadNumber, doi_of, isbn_of, issn_of
from akademia.publishing.library.rules.works import (
    KINDS,
    LANGUAGES,
    LICENCES,
    RELATIONS,
    licence_complaints,
    slug_in,
)
from akademia.publishing.library.services.describing import keep_item_record
from akademia.publishing.library.services.printing import ask_for_print
from akademia.texts.formats.fields import CHOICE, LINES, LONG, MARKDOWN, NUMBER, Field, lines_of
from akademia.texts.formats.source import digest
from akademia.texts.services import Lexicon, Rendering, keep_slug, render_with_named
from akademia.texts.services.house_texts import renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, PROVISIONS, STATE, day_of

NUMBERS = {"isbn": isbn_of, "issn": issn_of, "doi": doi_of}
PLAIN = ("title", "slug", "subtitle", "kind", "summary", "publisher", "place", "language", "audience", "licence",
         "permission", "available_at", "default_act")  # fmt: skip
CONSENT, READERS, EDITION, OTHERS, LAW = (
    "Zgoda na publikację i miejsce, w którym jest dostępna", "Podtytuł, odbiorcy, słowa kluczowe, język, adres",
    "Wydawca, rok, strony, ISBN, ISSN, DOI, projekt", "Inne wydania, oryginał i całość, której jest częścią",
    "Stan prawny i przepisy",
)  # fmt: skip
NOT_LOOKED_AT = "Najpierw przekaż pozycję do sprawdzenia: przycisk jest na jej stronie w panelu."
IS_WITHDRAWN = "Pozycja jest wycofana. Przywróć ją na jej stronie w panelu, potem opublikujesz nową wersję."


class NotOpen(RuleBroken):
    """An item in this state is not published."""

    message = NOT_LOOKED_AT


def _no_new(_parent: int) -> Values:
    raise Missing  # a new one is begun at the desk of the library, never here


def _check(place: Place, values: Values) -> dict[str, str]:
    assert place.ref is not None
    told = {**own_complaints(values), **_relation_complaints(place.ref, values)}
    taken = slug_complaint(GUIDE_KIND, values["slug"], place.ref)
    if taken:
        told["slug"] = taken
    item = item_row(place.ref)
    stops = what_stops_publishing(place.ref, bool(values["source"].strip())) if not item.version else []
    if stops:
        told.setdefault("source", " ".join(stops))
    shut = _shut(item.state)
    return {**told, "title": shut} if shut else told


def _shut(state: str) -> str:
    return {"draft": NOT_LOOKED_AT, "withdrawn": IS_WITHDRAWN}.get(state, "")


def own_complaints(values: Values) -> dict[str, str]:
    """Return what keeps an item from its readers in what it says of itself: field -> message."""
    told = licence_complaints(
        values["licence"], values["permission"], values["available_at"], bool(values["source"].strip())
    )
    try:
        read_credits(values["credits"])
    except BadCredit as error:
        told["credits"] = str(error)
    for name, read in NUMBERS.items():
        try:
            read(values[name])
        except BadNumber as error:
            told[name] = str(error)
    year = values["year"].strip()
    if year.isascii() and year.isdigit() and int(year) > clock.today().year + 1:
        told["year"] = "Rok wydania jest zbyt daleko w przyszłości."
    return told


def _relation_complaints(ref: int, values: Values) -> dict[str, str]:
    told = {}
    for name in RELATIONS:
        wanted = [slug_in(line) for line in lines_of(values[name])]
        known = items_at(wanted)
        unknown = next((slug for slug in wanted if slug not in known), None)
        if unknown is not None:
            told[name] = f"Nie ma w bibliotece pozycji o adresie „{unknown}”."
        elif ref in known.values():
            told[name] = "Pozycja nie może wskazywać samej siebie."
    older = items_at([slug_in(line) for line in lines_of(values["new_version_of"])]).values()
    if "new_version_of" not in told and ref in _versions_before(older):
        told["new_version_of"] = "Tamta pozycja jest już nowszym wydaniem tej."
    return told


def _versions_before(refs: object) -> set[int]:
    """Return what some items are new versions of, and those in turn."""
    seen: set[int] = set()
    ahead = set(refs)  # type: ignore[call-overload]
    while ahead:
        seen |= ahead
        older = select(Relation.other_id).where(Relation.kind == "new_version_of", Relation.item_id.in_(ahead))
        ahead = set(db.session.scalars(older)) - seen
    return seen


def make_guide(values: Values, words: Lexicon) -> Rendering:
    """Render the full text; the provisions named beside it are cited with those in it."""
    return render_with_named(values["source"], values["provisions"], words, values.get("default_act") or DEFAULT_ACT)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    assert place.ref is not None
    item = item_row(place.ref, lock=True)
    if _shut(item.state):
        raise NotOpen(_shut(item.state))
    item.digest, item.origin = digest(repr(sorted(values.items()))), "person"
    lay(item, values, made)
    return item.id, item.legal_state_on


def lay(item: LibraryItem, values: Values, made: Rendering) -> None:
    """Write checked values and their rendering into an item, for its readers. Its version is kept by who calls."""
    _describe(item, values)
    now = clock.now()
    item.html, item.legal_state_on = (
        str(made.html) if values["source"].strip() else "",
        day_of(values["legal_state_on"]),
    )
    item.state, item.published_at, item.changed_at = "published", item.published_at or now, now
    db.session.flush()
    keep_slug(GUIDE_KIND, item.slug, item.id)


def _describe(item: LibraryItem, values: Values) -> None:
    for name in PLAIN:
        setattr(item, name, values[name].strip())
    for name, read in NUMBERS.items():
        setattr(item, name, read(values[name]))
    item.title_key, item.keywords = sort_key(item.title), lines_of(values["keywords"])
    item.year, item.pages = _number(values["year"]), _number(values["pages"])
    item.department_id, item.project_id = int(values["department"]), _number(values["project"])
    _credit(item.id, values["credits"])
    _relate(item.id, values)
    db.session.expire(item, ["credits", "relations", "department", "project"])


def _number(value: str) -> int | None:
    return int(value) if value.strip() else None


def _credit(ref: int, typed: str) -> None:
    lines = read_credits(typed)
    people = persons_named((one.given, one.family) for one in lines if not one.body)
    db.session.execute(delete(Credit).where(Credit.item_id == ref))
    db.session.add_all(
        Credit(item_id=ref, position=place, role=one.role, body=one.body,
               person_id=None if one.body else people[one.given, one.family].id)
        for place, one in enumerate(lines)
    )  # fmt: skip


def _relate(ref: int, values: Values) -> None:
    db.session.execute(delete(Relation).where(Relation.item_id == ref))
    for name in RELATIONS:
        others = items_at([slug_in(line) for line in lines_of(values[name])]).values()
        db.session.add_all(Relation(item_id=ref, kind=name, other_id=other) for other in dict.fromkeys(others))


def _stamp(ref: int, version: int) -> None:
    item = item_row(ref)
    item.version = version
    db.session.flush()
    keep_item_record(item)
    ask_for_print(item)


def _shown(ref: int) -> Address | None:
    item = item_row(ref)
    return ("library.show_item", {"slug": item.slug}) if item.state == "published" else None


def _face(place: Place, values: Values, made: Rendering) -> Face:
    assert place.ref is not None
    html = made.html if values["source"].strip() else ""
    return Face("publishing/library/item.html", {"item": preview_page(place.ref, values, str(html))})


def _home(place: Place) -> Address:
    return ("library_desk.show_items", {}) if place.ref is None else ("library_desk.show_item", {"ref": place.ref})


def _refusal(ref: int) -> str:
    if item_row(ref).version == 0:
        return ""
    return "Tę pozycję czytelnicy już widzieli, więc jej adres musi zostać. Zamiast usuwać, wycofaj ją."


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    item = item_row(ref, with_bin=True)
    item.removed, item.origin = to_bin, "person"
    return item.slug, item.title


def _erase(ref: int) -> None:
    db.session.delete(item_row(ref, with_bin=True))


def _notice(place: Place) -> str:
    return _shut(item_row(place.ref).state) if place.ref is not None else ""


def _licences() -> Mapping[str, str]:
    return {"": "jeszcze nie wiadomo", **{key: one.label for key, one in LICENCES.items()}}


GUIDE = register(
    TextKind(
        name=GUIDE_KIND,
        address="pozycja",
        nouns=("pozycja biblioteki", "pozycję biblioteki", "Nowa pozycja biblioteki"),
        permission=Permission.LibraryEdit,
        # What a draft needs stands in sight; the rest waits folded, by what it is about.
        fields=(
            Field("title", "Tytuł", at_most=300),
            Field("department", "Dział", CHOICE, choices=department_names),
            Field("kind", "Rodzaj", CHOICE, choices=KINDS),
            Field("summary", "O czym jest", LONG, "Kilka zdań dla kogoś, kto jeszcze nie czytał.", at_most=2000),
            Field("credits", "Autorzy i inne osoby", LINES,
                  "Jedna osoba w wierszu: „Anna Nowak”, „red. Jan Kowalski”, „tłum. …”, „oprac. …”, „il. …”, „rec. …”. "
                  "Nazwisko z kilku słów: „van Beethoven, Ludwig”. Nie osoba: „instytucja: Fundacja Przykład”.",
                  required=False, at_most=160),
            Field("licence", "Licencja albo zgoda", CHOICE, "Bez niej pozycji nie można opublikować.",
                  required=False, choices=_licences),
            Field("permission", "Kto i na co się zgodził", LONG, "Gdy publikujesz za zgodą. Przeczytają to czytelnicy.",
                  required=False, at_most=400, fold=CONSENT),
            Field("available_at", "Gdzie jest dostępna", hint="Gdy biblioteka nie ma pliku, na przykład „u wydawcy”.",
                  required=False, at_most=200, fold=CONSENT),
            Field("subtitle", "Podtytuł", required=False, at_most=300, fold=READERS),
            Field("audience", "Dla kogo", LONG, required=False, at_most=400, fold=READERS),
            Field("keywords", "Słowa kluczowe", LINES, "Jedno w wierszu.", required=False, at_most=80, fold=READERS),
            Field("language", "Język", CHOICE, choices=LANGUAGES, fold=READERS),
            Field("slug", "Adres", hint="Ostatnia część adresu pozycji. Stare adresy dalej prowadzą do pozycji.",
                  at_most=80, is_address=True, fold=READERS),
            Field("publisher", "Wydawca", required=False, at_most=200, fold=EDITION),
            Field("place", "Miejsce wydania", required=False, at_most=80, fold=EDITION),
            Field("year", "Rok wydania", NUMBER, required=False, low=1800, high=2100, fold=EDITION),
            Field("pages", "Liczba stron", NUMBER, required=False, low=1, high=20000, fold=EDITION),
            Field("isbn", "ISBN", required=False, at_most=20, fold=EDITION),
            Field("issn", "ISSN", required=False, at_most=12, fold=EDITION),
            Field("doi", "DOI", hint="Jeśli publikacja go ma, na przykład 10.1000/182.", required=False, at_most=240,
                  fold=EDITION),
            Field("project", "Projekt, z którego ją sfinansowano", CHOICE, required=False, is_wide=True,
                  choices=project_names, fold=EDITION),
            Field("new_version_of", "Nowe wydanie pozycji", LINES, "Adres starszej pozycji, jeden w wierszu.",
                  required=False, at_most=300, fold=OTHERS),
            Field("translation_of", "Tłumaczenie pozycji", LINES, "Adres oryginału.", required=False, at_most=300,
                  fold=OTHERS),
            Field("part_of", "Część pozycji", LINES, "Adres całości.", required=False, at_most=300, fold=OTHERS),
            replace(STATE, fold=LAW),
            replace(ACT, fold=LAW),
            replace(PROVISIONS, fold=LAW, hint="Gdy treść jest tylko w pliku, na przykład „art. 15 ust. 4, art. 18”. "
                    "Przepisy z treści poniżej rozpoznamy sami."),
            Field("source", "Pełny tekst do czytania na stronie", MARKDOWN, required=False),
        ),
        read=values_of_item,
        blank=_no_new,
        check=_check,
        make=make_guide,
        write=_write,
        stamp=_stamp,
        face=_face,
        shown=_shown,
        renew=lambda ref, html: renew_html(LibraryItem, ref, "html", html),
        explains=True,
        home=_home,
        home_name="Biblioteka",
        home_title=lambda place: "Biblioteka" if place.ref is None else item_row(place.ref).title,
        notice=_notice,
        bin=Binned(_refusal, _move, lambda ref: "", _erase),
    )
)  # fmt: skip

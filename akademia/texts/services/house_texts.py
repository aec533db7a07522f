"""Static pages and glossary terms as kinds of text that people edit."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select, update

from akademia.core import clock
from akademia.core.db import WITH_BIN, Model, db
from akademia.core.doors import Permission
from akademia.core.errors import BrokenSource, Missing
from akademia.core.text import counted, slugify, sort_key
from akademia.jobs.queries import any_open
from akademia.law.queries import numbers
from akademia.law.rules import DEFAULT_ACT
from akademia.texts import queries
from akademia.texts.formats.fields import LINES, LONG, MARKDOWN, Field, lines_of
from akademia.texts.formats.source import digest
from akademia.texts.models import Page, Term
from akademia.texts.queries import HOUSE_PAGES, moved_to
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of, shown
from akademia.texts.services.rendering import RESERVED, Lexicon, Rendering, keep_slug, render
from akademia.texts.services.renewing import ask_to_explain_anew, mentions

MORE_MOST = 600


def slug_complaint(kind: str, slug: str, ref: int | None, scope: int = 0) -> str:
    """Return why a text may not have an address part; empty when it may."""
    if slug in RESERVED:
        return f"Adres „{slug}” jest zastrzeżony. Wybierz inny."
    if moved_to(kind, slug, scope) not in (None, ref):
        return f"Adres „{slug}” ma albo miał już inny tekst. Wybierz inny."
    return ""


def free_key(taken: set[str], words: str) -> str:
    """Return a lasting name made from words, unlike those that are taken."""
    base = slugify(words)[:60].strip("-") or "tekst"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def renew_html(model: type[Model], ref: int, column: str, html: str) -> None:
    """Write one text's HTML and nothing else, whether it lies in the bin or not."""
    db.session.execute(update(model).where(model.id == ref).values({column: html}))  # type: ignore[attr-defined]


# ── pages ──


def _page(ref: int, with_bin: bool = False) -> Page:
    page = db.session.scalar(select(Page).where(Page.id == ref).execution_options(**(WITH_BIN if with_bin else {})))
    if page is None:
        raise Missing
    return page


def _read_page(ref: int) -> Values:
    page = _page(ref)
    version = queries.present_version("page", ref)
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "legal_state_on": shown(page.legal_state_on),
        "default_act": page.default_act,
        "source": queries.revision("page", ref, version).source if version else "",
    }


def _blank_page(parent: int) -> Values:
    if parent:
        raise Missing
    return {"title": "", "slug": "", "summary": "", "legal_state_on": "", "default_act": "", "source": ""}


def _check_page(place: Place, values: Values) -> dict[str, str]:
    slug = values["slug"]
    if place.ref is not None:
        present = _page(place.ref).slug
        if present in HOUSE_PAGES and slug != present:
            return {"slug": f"Adres tej strony stoi w stopce każdej strony. Zostaw „{present}”."}
    taken = slug_complaint("page", slug, place.ref)
    return {"slug": taken} if taken else {}


def _make_page(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, explain=False, act=values.get("default_act") or DEFAULT_ACT)


def _write_page(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    page = _page(place.ref) if place.ref is not None else Page(key=_page_key(values["slug"]), version=0)
    page.title, page.slug, page.summary = values["title"].strip(), values["slug"], values["summary"].strip()
    page.legal_state_on, page.default_act = day_of(values["legal_state_on"]), values["default_act"]
    page.html, page.digest, page.origin, page.changed_at = (
        str(made.html), digest(values["source"]), "person", clock.now()
    )  # fmt: skip
    db.session.add(page)
    db.session.flush()
    keep_slug("page", page.slug, page.id)
    return page.id, page.legal_state_on


def _page_key(slug: str) -> str:
    return free_key(set(db.session.scalars(select(Page.key).execution_options(**WITH_BIN))), slug)


def _stamp_page(ref: int, version: int) -> None:
    _page(ref).version = version


def _page_face(place: Place, values: Values, made: Rendering) -> Face:
    page = Page(
        title=values["title"], summary=values["summary"], version=queries.present_version("page", place.ref or 0) + 1,
        legal_state_on=day_of(values["legal_state_on"]), changed_at=clock.now(),
    )  # fmt: skip
    return Face("texts/page.html", {"page": page, "html": made.html, "notices": ()})


def _page_shown(ref: int) -> Address | None:
    return queries.page_place(_page(ref).slug)


def _page_refusal(ref: int) -> str:
    slug = _page(ref).slug
    return "Ta strona jest potrzebna każdej akademii i nie można jej usunąć." if slug in HOUSE_PAGES else ""


def _move_page(ref: int, to_bin: bool) -> tuple[str, str]:
    page = _page(ref, with_bin=True)
    page.removed, page.origin = to_bin, "person"
    return page.key, page.title


def _erase_page(ref: int) -> None:
    db.session.delete(_page(ref, with_bin=True))


PAGE = register(
    TextKind(
        name="page",
        address="strona",
        nouns=("strona", "stronę", "Nowa strona"),
        permission=Permission.TextEdit,
        fields=(
            Field("title", "Tytuł"),
            Field("slug", "Adres", hint="Ostatnia część adresu strony. Stare adresy dalej prowadzą do strony.",
                  at_most=80, is_address=True),
            Field("summary", "Jedno zdanie o stronie", LONG, at_most=400),
            STATE,
            ACT,
            Field("source", "Treść", MARKDOWN),
        ),
        read=_read_page,
        blank=_blank_page,
        check=_check_page,
        make=_make_page,
        write=_write_page,
        stamp=_stamp_page,
        face=_page_face,
        shown=_page_shown,
        renew=lambda ref, html: renew_html(Page, ref, "html", html),
        home=lambda place: ("editor.show_pages", {}),
        home_name="Strony",
        bin=Binned(_page_refusal, _move_page, lambda ref: "", _erase_page),
    )
)  # fmt: skip

# ── terms ──


def _term(ref: int, with_bin: bool = False) -> Term:
    term = db.session.scalar(select(Term).where(Term.id == ref).execution_options(**(WITH_BIN if with_bin else {})))
    if term is None:
        raise Missing
    return term


def _read_term(ref: int) -> Values:
    term = _term(ref)
    version = queries.present_version("term", ref)
    last = queries.revision("term", ref, version) if version else None
    return {
        "name": term.name,
        "abbreviation": term.abbreviation or "",
        "meaning": term.meaning,
        "forms": "\n".join(term.forms),
        "provisions": str(last.fields.get("provisions", "")) if last else "",
        "legal_state_on": shown(term.legal_state_on),
        "more": last.source if last else "",
    }


def _blank_term(parent: int) -> Values:
    if parent:
        raise Missing
    return dict.fromkeys(("name", "abbreviation", "meaning", "forms", "provisions", "legal_state_on", "more"), "")


def _check_term(place: Place, values: Values) -> dict[str, str]:
    told = {}
    wanted = lines_of(values["provisions"])
    unknown = [key for key in wanted if key not in numbers(wanted)]
    if unknown:
        told["provisions"] = f"Nie ma przepisu „{unknown[0]}” w rejestrze ustawy. Klucze mają postać art-15-ust-4"
    if len(values["more"]) > MORE_MOST:
        told["more"] = f"Skróć wyjaśnienie do {MORE_MOST} znaków"
    same = select(Term.id).where(Term.name_key == sort_key(values["name"].strip()), Term.id != (place.ref or 0))
    if db.session.scalar(same.limit(1)) is not None:
        told["name"] = "Takie hasło jest już w słowniku"
    return told


def make_term(values: Values, words: Lexicon) -> Rendering:
    """Render what else a term tells; it cites the provisions named beside it too."""
    made = render(values["more"], words, explain=False, listed=False)
    wanted = lines_of(values["provisions"])
    unknown = [key for key in wanted if key not in words.gists]
    if unknown:
        raise BrokenSource([f"nie ma przepisu „{unknown[0]}” w rejestrze ustawy"])
    return replace(made, cited=tuple(key for key in words.gists if key in {*wanted, *made.cited}), headings=())


def _write_term(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    name = values["name"].strip()
    term = _term(place.ref) if place.ref is not None else Term(key=_term_key(name))
    term.name, term.name_key, term.meaning = name, sort_key(name), values["meaning"].strip()
    term.abbreviation, term.forms = values["abbreviation"].strip() or None, lines_of(values["forms"])
    term.legal_state_on = day_of(values["legal_state_on"])
    term.more_html, term.digest, term.origin = str(made.html), digest(repr(sorted(values.items()))), "person"
    db.session.add(term)
    db.session.flush()
    ask_to_explain_anew(f"term-{term.id}")
    return term.id, term.legal_state_on


def _term_notice(place: Place) -> str:
    if place.ref is None or not any_open("texts.renew", f"term-{place.ref}-"):
        return ""
    told = counted(len(mentions(_term(place.ref).key)), "tekst", "teksty", "tekstów")
    return f"Odnawiamy teksty po zmianie w słowniku. To hasło objaśnia teraz: {told}. Strony zmienią się same."


def _term_key(name: str) -> str:
    return free_key(set(db.session.scalars(select(Term.key).execution_options(**WITH_BIN))), name)


def _term_face(place: Place, values: Values, made: Rendering) -> Face:
    name = values["name"].strip() or "hasło bez nazwy"
    row = queries.TermRow(
        "podglad", name, values["abbreviation"] or None, values["meaning"], made.html, name[0].upper()
    )
    return Face("texts/glossary.html", {"terms": [row]})


def _move_term(ref: int, to_bin: bool) -> tuple[str, str]:
    term = _term(ref, with_bin=True)
    term.removed, term.origin = to_bin, "person"
    ask_to_explain_anew(f"term-{ref}")
    return term.key, term.name


def _erase_term(ref: int) -> None:
    db.session.delete(_term(ref, with_bin=True))


TERM = register(
    TextKind(
        name="term",
        address="haslo",
        nouns=("hasło", "hasło", "Nowe hasło"),
        permission=Permission.TextEdit,
        fields=(
            Field("name", "Hasło"),
            Field("abbreviation", "Skrót", required=False, at_most=20),
            Field("meaning", "Co to znaczy", LONG, "Jedno proste zdanie. Widać je po najechaniu na słowo w tekście.",
                  at_most=200),
            Field("forms", "Odmienione formy", LINES,
                  "Po nich teksty poznają hasło. Jedna w wierszu, skróty wielkimi literami.",
                  required=False),
            Field("provisions", "Przepisy", LINES, "Klucze z rejestru ustawy, jeden w wierszu, np. art-15-ust-4.",
                  required=False),
            STATE,
            Field("more", "Więcej", MARKDOWN, "Kilka zdań na stronie słownika, najwyżej 600 znaków.", required=False),
        ),
        read=_read_term,
        blank=_blank_term,
        check=_check_term,
        make=make_term,
        write=_write_term,
        face=_term_face,
        shown=lambda ref: ("texts.show_glossary", {"_anchor": _term(ref).key}),
        renew=lambda ref, html: renew_html(Term, ref, "more_html", html),
        used_in=lambda ref: mentions(_term(ref).key),
        notice=_term_notice,
        home=lambda place: ("editor.show_terms", {}),
        home_name="Słownik",
        title_field="name",
        source_field="more",
        bin=Binned(lambda ref: "", _move_term, lambda ref: "", _erase_term),
    )
)  # fmt: skip

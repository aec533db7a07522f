"""Articles as a kind of text that people edit. `parent` of a new one is its number."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func, select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db, row_of
from akademia.core.doors import Permission
from akademia.law.rules import DEFAULT_ACT
from akademia.people.services import persons_named
from akademia.publishing.journal.models import Article, ArticleAuthor, Issue, Section
from akademia.publishing.journal.queries.reading import ArticlePage, imprint_of, number_words
from akademia.publishing.journal.rules import names_of, pages_words
from akademia.publishing.journal.services.files import ask_for_files
from akademia.texts import queries as texts
from akademia.texts.formats.fields import CHOICE, LINES, LONG, MARKDOWN, NUMBER, Field, lines_of
from akademia.texts.formats.source import digest
from akademia.texts.services import Lexicon, Rendering, keep_slug, render
from akademia.texts.services.house_texts import renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of, shown
from akademia.texts.services.recycling import forget

PAGES = ("first_page", "last_page")
NAMES = (
    "title",
    "slug",
    "section",
    "authors",
    "summary",
    "keywords",
    *PAGES,
    "legal_state_on",
    "default_act",
    "source",
)


def article_row(ref: int, with_bin: bool = False) -> Article:
    """Return an article that is not in the bin.

    :raises Missing: there is none, or it lies there (unless `with_bin`).
    """
    return row_of(Article, ref, with_bin=with_bin)


def issue_row(ref: int) -> Issue:
    """Return a number.

    :raises Missing: there is none.
    """
    return row_of(Issue, ref)


def _issue_of(place: Place) -> Issue:
    return issue_row(place.parent) if place.ref is None else article_row(place.ref).issue


def _options(place: Place) -> Mapping[str, Mapping[str, str]]:
    sections = db.session.scalars(select(Section).order_by(Section.position))
    return {"section": {"": "– bez rubryki –", **{str(one.id): one.title for one in sections}}}


def _read(ref: int) -> Values:
    article = article_row(ref)
    version = texts.present_version("article", ref)
    return {
        "title": article.title, "slug": article.slug, "section": str(article.section_id or ""),
        "authors": "\n".join(one.person.name for one in article.authors), "summary": article.summary,
        "keywords": "\n".join(article.keywords), "legal_state_on": shown(article.legal_state_on),
        "default_act": article.default_act,
        **{name: str(getattr(article, name) or "") for name in PAGES},
        "source": texts.revision("article", ref, version).source if version else "",
    }  # fmt: skip


def _blank(parent: int) -> Values:
    return dict.fromkeys(NAMES, "") | {"legal_state_on": shown(issue_row(parent).legal_state_on)}


def _check(place: Place, values: Values) -> dict[str, str]:
    issue = _issue_of(place)
    told = {"slug": slug_complaint("article", values["slug"], place.ref, scope=issue.id)}
    if not issue.is_record and not values["source"].strip():
        told["source"] = "Wpisz treść artykułu"
    first, last = (_page(values[name]) for name in PAGES)
    if last is not None and (first is None or last < first):
        told["last_page"] = "Ostatnia strona nie może być przed pierwszą"
    return {name: words for name, words in told.items() if words}


def _page(value: str) -> int | None:
    return int(value) if value.strip() else None


def _make(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, act=values.get("default_act") or DEFAULT_ACT)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    issue = _issue_of(place)
    article = article_row(place.ref) if place.ref is not None else _new(issue)
    article.title, article.slug, article.summary = values["title"].strip(), values["slug"], values["summary"].strip()
    article.section_id = int(values["section"]) if values["section"] else None
    article.keywords = lines_of(values["keywords"])
    article.first_page, article.last_page = (_page(values[name]) for name in PAGES)
    article.legal_state_on, article.default_act = day_of(values["legal_state_on"]), values["default_act"]
    article.html, article.digest = str(made.html), digest(values["source"])
    article.changed_at, issue.origin = clock.now(), "person"
    db.session.add(article)
    db.session.flush()
    keep_slug("article", article.slug, article.id, scope=issue.id)
    keep_authors(article, lines_of(values["authors"]))
    ask_for_files(issue)
    return article.id, article.legal_state_on


def _new(issue: Issue) -> Article:
    last = select(func.max(Article.position)).where(Article.issue_id == issue.id).execution_options(**WITH_BIN)
    return Article(issue_id=issue.id, version=0, position=(db.session.scalar(last) or 0) + 1)


def keep_authors(article: Article, lines: list[str]) -> None:
    """Keep who wrote an article, in the order of its title page."""
    names = names_of(lines)
    persons = persons_named(names)
    article.authors = []
    db.session.flush()
    article.authors = [ArticleAuthor(position=at, person=persons[name]) for at, name in enumerate(names, 1)]
    db.session.flush()


def _stamp(ref: int, version: int) -> None:
    article_row(ref).version = version


def _shown(ref: int) -> Address | None:
    article = article_row(ref)
    if article.issue.state != "published":
        return None
    return "journal.show_article", {"year": article.issue.year, "number": article.issue.number, "slug": article.slug}


def _home(place: Place) -> Address:
    return "journal_desk.show_issue", {"issue_id": _issue_of(place).id}


def _face(place: Place, values: Values, made: Rendering) -> Face:
    issue = _issue_of(place)
    section = _options(place)["section"].get(values["section"], "") if values["section"] else ""
    pages = [value.strip() if value.strip().isdigit() else "" for value in (values[name] for name in PAGES)]
    shown_page = ArticlePage(
        id=place.ref or 0, title=values["title"] or "Bez tytułu", slug=values["slug"], summary=values["summary"],
        html=made.html, authors=tuple(" ".join(name).strip() for name in names_of(lines_of(values["authors"]))),
        section=section, keywords=tuple(lines_of(values["keywords"])),
        pages=pages_words(_page(pages[0]), _page(pages[1])), legal_state_on=day_of(values["legal_state_on"]),
        year=issue.year, number=issue.number, journal=imprint_of(issue).get("title", ""),
        number_words=number_words(issue), available_at=issue.available_at if issue.is_record else "",
    )  # fmt: skip
    return Face("publishing/journal/article.html", {"article": shown_page})


def _notice(place: Place) -> str:
    if _issue_of(place).state == "published":
        return "Numer już się ukazał. Po publikacji zmiany powstaną nowe pliki PDF i EPUB całego numeru."
    return "Numer jest szkicem. Czytelnicy zobaczą artykuł, gdy opublikujesz cały numer."


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    article = article_row(ref, with_bin=True)
    article.removed, article.issue.origin = to_bin, "person"
    db.session.flush()
    ask_for_files(article.issue)
    return f"{article.issue.year}-{article.issue.number}/{article.slug}", article.title


def _erase(ref: int) -> None:
    forget("article", [ref])
    db.session.execute(delete(Article).where(Article.id == ref))


ARTICLE = register(
    TextKind(
        name="article",
        address="artykul",
        nouns=("artykuł", "artykuł", "Nowy artykuł"),
        permission=Permission.JournalEdit,
        fields=(
            Field("title", "Tytuł", at_most=300),
            Field("slug", "Adres", hint="Ostatnia część adresu artykułu. Stare adresy dalej prowadzą do artykułu.",
                  at_most=80, is_address=True),
            Field("section", "Rubryka", CHOICE, required=False),
            Field("authors", "Autorzy", LINES, "Po jednym w wierszu: imię i nazwisko, w kolejności z artykułu.",
                  required=False, at_most=120),
            Field("summary", "Streszczenie", LONG, at_most=1200, required=False),
            Field("keywords", "Słowa kluczowe", LINES, "Po jednym w wierszu.", required=False, at_most=80),
            Field("first_page", "Pierwsza strona", NUMBER, "Gdy numer ma już ustalone strony.", required=False, low=1,
                  high=9999),
            Field("last_page", "Ostatnia strona", NUMBER, required=False, low=1, high=9999),
            STATE,
            ACT,
            Field("source", "Treść", MARKDOWN, "Markdown: ## nagłówek, **pogrubienie**, - lista, "
                  "[art. 15 ust. 4](uzs:art-15-ust-4) przepis. W numerze archiwalnym może zostać pusta.",
                  required=False),
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
        renew=lambda ref, html: renew_html(Article, ref, "html", html),
        explains=True,
        home=_home,
        home_name="Numer",
        home_title=lambda place: f"Numer {number_words(_issue_of(place))}",
        bin=Binned(lambda ref: "", _move, lambda ref: "", _erase),
    )
)  # fmt: skip

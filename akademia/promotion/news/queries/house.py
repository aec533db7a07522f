"""News for the rest of the house: lists, the search, the register of provisions, the desk, letters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.text import date_words, fold
from akademia.organisations.models import Territory
from akademia.people.models import Person
from akademia.promotion.news.models import Article, Named, Picture, Region
from akademia.promotion.news.queries.rows import NEWEST_FIRST, NEWS_KIND, PUBLIC
from akademia.texts.formats.reading import reading

MOST_FOUND = 8
_REFS: Any = bindparam("refs", expanding=True)
_COLUMNS = (
    Article.id, Article.slug, Article.title, Article.lead, Article.published_on, Article.legal_state_on,
    Article.changed_at,
)  # fmt: skip
_ITEMS: Any = select(*_COLUMNS).where(PUBLIC).order_by(*NEWEST_FIRST)
_SOME_ITEMS: Any = _ITEMS.where(Article.id.in_(_REFS))
_NEWEST: Any = _ITEMS.limit(bindparam("most"))
_BETWEEN: Any = (
    select(*_COLUMNS).where(PUBLIC, Article.published_on.between(bindparam("first"), bindparam("last")))
    .order_by(Article.published_at, Article.id)
)  # fmt: skip


def every_article() -> Iterable[Item]:
    """Return all news as others may show it, the newest first."""
    return [_item(row) for row in rows(_ITEMS)]


def public_articles(refs: Collection[int]) -> Iterable[Item]:
    """Return the public news among some numbers."""
    return [_item(row) for row in rows(_SOME_ITEMS, refs=list(refs))]


def newest_articles(most: int) -> Sequence[Item]:
    """Return the newest few."""
    return [_item(row) for row in rows(_NEWEST, most=most)]


def articles_between(first: date, last: date) -> Iterable[Item]:
    """Return the news that came out from one day to another, both counted, the oldest first."""
    return [_item(row) for row in rows(_BETWEEN, first=first, last=last)]


def _item(row: Any) -> Item:
    facts = (date_words(row.published_on),)
    place = {"slug": row.slug}
    return Item(
        NEWS_KIND, row.id, row.title, row.lead, place, row.legal_state_on, row.changed_at, facts, on=row.published_on
    )


def living_articles(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are news, withdrawn or not, in the bin or not."""
    found = select(Article.id).where(Article.id.in_(refs)).execution_options(**WITH_BIN)
    return set(db.session.scalars(found))


def article_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where news among some numbers is edited, also what readers do not see."""
    found = db.session.execute(select(Article.id, Article.title, Article.withdrawn_at).where(Article.id.in_(refs)))
    return {
        ref: Found(title, "news_desk.show_article", {"ref": ref}, ("wycofana" if gone else "opublikowana",))
        for ref, title, gone in found
    }


def found_articles(words: str) -> list[Found]:
    """Return the few pieces of news whose titles hold the words."""
    wanted = fold(words)
    hits = (row for row in rows(_ITEMS) if wanted in fold(row.title))
    return [Found(row.title, "news.show_article", {"slug": row.slug}, ("aktualność",)) for row in hits][:MOST_FOUND]


_STAMPS: Any = select(Article.id, Article.version, Article.slug, Article.changed_at).where(PUBLIC)
_SOME_STAMPS: Any = _STAMPS.where(Article.id.in_(_REFS))
_DOCUMENTS: Any = (
    select(*_COLUMNS, Article.version, Article.html).where(PUBLIC, Article.id.in_(_REFS)).order_by(Article.id)
)
# What stands beside the text and is looked for too: people, regions, what pictures show.
_BESIDE: tuple[Any, ...] = (
    select(Named.article_id, Person.given_names + " " + Person.family_name)
    .join(Person, Person.id == Named.person_id)
    .where(Named.article_id.in_(_REFS)).order_by(Named.article_id, Named.position),
    select(Region.article_id, Territory.name)
    .join(Territory, Territory.code == Region.code)
    .where(Region.article_id.in_(_REFS)).order_by(Region.article_id, Territory.name_key),
    select(Picture.article_id, Picture.alt)
    .where(Picture.article_id.in_(_REFS)).order_by(Picture.article_id, Picture.position),
)  # fmt: skip


def article_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of public news."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def article_documents(refs: Collection[int]) -> Sequence[Document]:
    """Return public news as the search reads it: the text, its people, regions, and the words of its pictures."""
    beside: dict[int, list[str]] = {}
    for statement in _BESIDE:
        for ref, words in rows(statement, refs=list(refs)):
            beside.setdefault(ref, []).append(words)
    return [_document(row, beside.get(row.id, [])) for row in rows(_DOCUMENTS, refs=list(refs))]


def _stamp(row: Any) -> str:
    return f"{row.version} {row.slug} {row.changed_at}"


def _document(row: Any, beside: Sequence[str]) -> Document:
    text = reading(row.html)
    return Document(
        ref=row.id, stamp=_stamp(row), title=row.title, summary=row.lead, place={"slug": row.slug},
        words=" ".join([*beside, text.words]), headings=text.headings, path=(date_words(row.published_on),),
        legal_state_on=row.legal_state_on, family=row.slug,
    )  # fmt: skip

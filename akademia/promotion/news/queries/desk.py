"""News as its staff see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from akademia.core.area import Found, WaitingRow
from akademia.core.db import db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.promotion.news.models import Article
from akademia.promotion.news.queries.rows import NEWS_KIND, article_row
from akademia.texts.models import Draft
from akademia.texts.queries import DraftRow, draft_of, open_drafts, waiting_drafts

STATES = {"opublikowane": "opublikowane", "wycofane": "wycofane", "szkice": "z nowym szkicem"}
MOST_FOUND = 8


@dataclass(frozen=True)
class DeskRow:
    """An article in the desk's list. `has_draft`: there is a working copy that readers do not see."""

    id: int
    title: str
    published_on: date
    version: int
    is_withdrawn: bool
    has_draft: bool


@dataclass(frozen=True)
class DeskArticle:
    """An article as its own page of the desk shows it.

    :param planned_at: when its working copy is to be published.
    :param share_key: of the picture that other sites show; empty until it is made.
    """

    id: int
    slug: str
    title: str
    lead: str
    version: int
    published_at: datetime
    has_draft: bool
    planned_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_why: str
    share_key: str


def desk_articles(asked: Asked) -> ListPage[DeskRow]:
    """Return news, withdrawn too; `stan` narrows the list, words are looked for in titles."""
    drafted = select(Draft.id).where(Draft.kind == NEWS_KIND, Draft.ref == Article.id, Draft.is_open).exists()
    query: Any = select(
        Article.id, Article.title, Article.published_on, Article.version, Article.withdrawn_at.is_not(None), drafted
    )
    if asked.words:
        query = query.where(Article.title.icontains(asked.words, autoescape=True))
    wanted = {
        "opublikowane": Article.withdrawn_at.is_(None), "wycofane": Article.withdrawn_at.is_not(None), "szkice": drafted
    }  # fmt: skip
    if "stan" in asked.filters:
        query = query.where(wanted[asked.filters["stan"]])
    by: Any = Article.title_key if asked.sort == "tytul" else Article.published_at
    return list_page(query.order_by(by.desc() if asked.descending else by.asc(), Article.id), asked, _row)


def _row(row: Any) -> DeskRow:
    return DeskRow(*row)


def new_drafts() -> list[DraftRow]:
    """Return what was begun and never published."""
    return open_drafts((NEWS_KIND,), (0,))


def desk_article(ref: int) -> DeskArticle:
    """Return an article for its page of the desk.

    :raises Missing: there is none, or it lies in the bin.
    """
    article, draft = article_row(ref), draft_of(NEWS_KIND, ref)
    is_open = draft is not None and draft.is_open
    return DeskArticle(
        article.id, article.slug, article.title, article.lead, article.version, article.published_at, is_open,
        draft.publish_at if draft and is_open else None, article.withdrawn_at, article.withdrawn_why, article.share_key,
    )  # fmt: skip


def waiting(user_id: int) -> list[WaitingRow]:
    """Return a person's own drafts of news, and those whose planned publication failed."""
    return waiting_drafts(user_id, (NEWS_KIND,))


def found_at_desk(words: str) -> list[Found]:
    """Return the few withdrawn articles whose titles hold the words, for the search of the desk."""
    found = db.session.execute(
        select(Article.id, Article.title)
        .where(Article.withdrawn_at.is_not(None), Article.title.icontains(words, autoescape=True))
        .order_by(Article.changed_at.desc()).limit(MOST_FOUND)
    )  # fmt: skip
    return [Found(title, "news_desk.show_article", {"ref": ref}, ("wycofana aktualność",)) for ref, title in found]

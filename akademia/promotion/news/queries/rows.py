"""Rows of news, and which of them readers see."""

from typing import Any

from sqlalchemy import and_

from akademia.core.db import row_of
from akademia.promotion.news.models import Article

NEWS_KIND = "news"
PUBLIC: Any = and_(Article.withdrawn_at.is_(None), Article.removed.is_(False))
NEWEST_FIRST = (Article.published_at.desc(), Article.id.desc())


def article_row(ref: int, with_bin: bool = False, lock: bool = False) -> Article:
    """Return an article, withdrawn or not.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    return row_of(Article, ref, lock, with_bin)

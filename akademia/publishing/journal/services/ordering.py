"""The order of articles in a number."""

from sqlalchemy import select

from akademia.core.db import db
from akademia.publishing.journal.models import Article
from akademia.publishing.journal.services.files import ask_for_files


def raise_article(article: Article) -> None:
    """Let an article change places with the one before it; the first one stays."""
    before = db.session.scalar(
        select(Article)
        .where(Article.issue_id == article.issue_id, Article.position < article.position)
        .order_by(Article.position.desc())
        .limit(1)
    )
    if before is None:
        return
    before.position, article.position = article.position, before.position
    db.session.flush()
    ask_for_files(article.issue)

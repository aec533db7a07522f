"""The picture that other sites show beside a link to an article: made anew after each version."""

from io import BytesIO

from akademia.core.db import db
from akademia.jobs.services import enqueue
from akademia.promotion.news.models import Article
from akademia.promotion.news.queries.rows import article_row
from akademia.storage import services as storage
from akademia.storage import store

DRAW = "news.draw"
KEY_SIGNS = 16


def ask_for_share_picture(article: Article) -> None:
    """Have the picture of an article's present version drawn."""
    enqueue(DRAW, {"article": article.id}, key=f"{article.id}-{article.version}")


def lay_share_picture(content: bytes, slug: str) -> storage.Laid:
    """Put the bytes of a picture down, before the writing transaction."""
    with store.aside(BytesIO(content)) as path:
        return storage.lay(path, f"{slug}.png", "png")


def keep_share_picture(ref: int, laid: storage.Laid) -> None:
    """Let a picture take the place of the one before it; the very same one stays.

    Its part of address is made from its bytes, so that others may keep it for ever.

    :raises Missing: the article is gone.
    """
    article = article_row(ref, lock=True)
    key = laid.sha256[:KEY_SIGNS]
    if article.share_key == key:
        return
    forget_share_picture(article)
    article.share_file, article.share_key = storage.enter(laid, None), key
    db.session.flush()


def forget_share_picture(article: Article) -> None:
    """Let go of an article's picture, if it has one."""
    file = article.share_file
    if file is None:
        return
    article.share_file, article.share_key = None, ""
    db.session.flush()
    storage.forget(file)

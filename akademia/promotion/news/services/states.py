"""Taking an article from its readers, and giving it back."""

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.law.services import cite
from akademia.promotion.news.models import Article
from akademia.promotion.news.queries.rows import NEWS_KIND, article_row
from akademia.promotion.news.services.articles import NEWS
from akademia.texts.models import Draft
from akademia.texts.services.kinds import Place
from akademia.texts.services.publishing import roll_back


class OtherState(RuleBroken):
    message = "Stan tej aktualności w międzyczasie się zmienił. Otwórz jej stronę jeszcze raz."


def withdraw(ref: int, why: str, actor: int) -> Article:
    """Take an article from its readers: its address says that it is gone, and why. What it cites is forgotten.

    :param why: a reason in words for readers.
    :raises OtherState: it is withdrawn already.
    """
    article = article_row(ref, lock=True)
    if article.withdrawn_at is not None:
        raise OtherState
    now = clock.now()
    article.withdrawn_at, article.withdrawn_why, article.changed_at, article.origin = now, why, now, "person"
    draft = db.session.scalar(select(Draft).where(Draft.kind == NEWS_KIND, Draft.ref == ref))
    if draft is not None:
        draft.publish_at = None
    cite(NEWS_KIND, ref, article.version, [], None)
    record("news.withdrawn", NEWS_KIND, ref, actor=actor, why=why)
    return article


def bring_back(ref: int, actor: int) -> Article:
    """Publish a withdrawn article again, as it was: a new version of the same words. Its day stays.

    :raises OtherState: it is not withdrawn.
    :raises NotReady: something in it is not right any more, such as a picture that the library no longer has.
    """
    article = article_row(ref, lock=True)
    if article.withdrawn_at is None:
        raise OtherState
    article.withdrawn_at, article.withdrawn_why = None, ""
    db.session.flush()
    roll_back(Place(NEWS, ref), article.version, actor)
    record("news.brought_back", NEWS_KIND, ref, actor=actor)
    return article

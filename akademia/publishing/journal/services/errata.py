"""Corrections of articles."""

from datetime import date

from akademia.audit.services import record
from akademia.core.db import db
from akademia.publishing.journal.models import Article, Erratum, Issue
from akademia.publishing.journal.services.files import ask_for_files


def correct(article: Article, words: str, told_on: date, issue: Issue | None, actor: int) -> Erratum:
    """Tell a correction of an article, in a number where one is given; both lead to each other."""
    erratum = Erratum(article=article, issue=issue, words=words.strip(), told_on=told_on)
    db.session.add(erratum)
    db.session.flush()
    _renew(erratum)
    record("article.corrected", "article", article.id, actor=actor, erratum=erratum.id)
    return erratum


def take_back(erratum: Erratum, actor: int) -> None:
    """Remove a correction that was told by mistake."""
    article = erratum.article
    db.session.delete(erratum)
    db.session.flush()
    _renew(erratum)
    record("article.correction_dropped", "article", article.id, actor=actor, erratum=erratum.id)


def _renew(erratum: Erratum) -> None:
    ask_for_files(erratum.article.issue)
    if erratum.issue is not None and erratum.issue is not erratum.article.issue:
        ask_for_files(erratum.issue)

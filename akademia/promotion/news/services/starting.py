"""Keeping news from their files, dated by the day on which they were loaded. What a person edited is left alone."""

from pathlib import Path

from akademia.core.errors import BrokenSource
from akademia.promotion.news.formats.starter import NewsSource, read_news
from akademia.promotion.news.queries.rows import NEWS_KIND, article_row
from akademia.promotion.news.queries.values import NO_VALUES
from akademia.promotion.news.services.articles import NEWS, lay, make_article, new_article, own_complaints
from akademia.promotion.news.services.sharing import ask_for_share_picture
from akademia.texts.queries import moved_to, was_emptied
from akademia.texts.services import publish
from akademia.texts.services.keeping import Kept
from akademia.texts.services.kinds import Place
from akademia.texts.services.rendering import Lexicon


def keep_news(folder: Path, words: Lexicon) -> Kept:
    """Write the news of a folder (`*.md`); the last by name is the newest.

    :raises BrokenSource: a file cannot be used; nothing is kept then.
    """
    kept = Kept()
    for path in sorted(folder.glob("*.md")):
        _keep(read_news(path), words, kept)
    return kept


def _keep(source: NewsSource, words: Lexicon, kept: Kept) -> None:
    ref = moved_to(NEWS_KIND, source.slug)
    article = article_row(ref, with_bin=True) if ref else None
    if was_emptied(NEWS_KIND, source.slug) if article is None else article.origin != "starter":
        if article is None or article.digest != source.digest:
            kept.left_alone.append(source.title)
        return
    values = {**NO_VALUES, **source.values}
    told = {**own_complaints(values), **Place(NEWS).complaints(values)}
    if told:
        raise BrokenSource([f"{source.path}, {name}: {said}" for name, said in told.items()])
    made = make_article(values, words)
    if article is not None and (article.digest, article.html) == (source.digest, str(made.html)):
        return
    kept.note(source.title, article is not None)
    article = article or new_article()
    article.digest, article.origin = source.digest, "starter"
    lay(article, values, made)
    fields = {name: value for name, value in values.items() if name != "source"}
    revision = publish(
        NEWS_KIND, article.id, article.title, values["source"], made, article.legal_state_on, fields=fields
    )
    article.version = revision.version
    ask_for_share_picture(article)

"""What the picture of an article says."""

from akademia.core.operator import OPERATOR
from akademia.core.text import date_words, tidy
from akademia.promotion.news.formats.share import ShareWords
from akademia.promotion.news.queries.abouts import abouts_of
from akademia.promotion.news.queries.rows import article_row

OWN_AREA = "promotion"


def share_words(ref: int) -> ShareWords:
    """Return what an article's picture says; its colour is of the first area that the article is about.

    :raises Missing: there is no such article, or it lies in the bin.
    """
    article = article_row(ref)
    regions, areas = abouts_of([ref])
    about = areas.get(ref, ())
    named = [*(one.name for one in about), *(f"woj. {one.name}" for one in regions.get(ref, ()))]
    return ShareWords(
        article.slug, tidy(article.title), about[0].key if about else OWN_AREA, OPERATOR.academy,
        date_words(article.published_on), " · ".join(named[:3]),
    )  # fmt: skip

"""How acts on the news are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.promotion.news.queries.house import article_desk


def _articles(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in article_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={"news.withdrawn": "wycofanie aktualności", "news.brought_back": "przywrócenie wycofanej aktualności"},
    things={"news": Thing("aktualność", _articles)},
)

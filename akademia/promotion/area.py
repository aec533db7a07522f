"""The calling card of promotion."""

from akademia.core.area import Area, Kind
from akademia.promotion.news.queries import house as news

AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
    kinds=(
        Kind("news", "Aktualności", "news.show_article", news.every_article, news.public_articles,
             news.living_articles, "Aktualność", news.article_stamps, news.article_documents, desk=news.article_desk,
             passages=news.article_passages, published_between=news.articles_between,
             newest=news.newest_articles, weight=0.8),
    ),
    find=news.found_articles,
)  # fmt: skip

"""The calling card of promotion."""

from akademia.core.area import Area, Kind
from akademia.promotion.directory.queries import house as directory
from akademia.promotion.news.queries import house as news

AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
    kinds=(
        Kind("entity", "Podmioty", "directory.show_entity", directory.every_entity, directory.public_entities,
             directory.living_entities, "Podmiot", directory.entity_stamps, directory.entity_documents,
             desk=directory.entity_desk),
        Kind("news", "Aktualności", "news.show_article", news.every_article, news.public_articles,
             news.living_articles, "Aktualność", news.article_stamps, news.article_documents, desk=news.article_desk,
             passages=news.article_passages, published_between=news.articles_between,
             newest=news.newest_articles, weight=0.8),
    ),
    find=news.found_articles,
)  # fmt: skip

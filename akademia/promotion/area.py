"""The calling card of promotion."""

from akademia.core.area import Area, Found, Kind
from akademia.promotion.directory.queries import house as directory
from akademia.promotion.news.queries import house as news
from akademia.promotion.newsletter.queries import archive as newsletter
from akademia.promotion.team.queries import house as team


def _found(words: str) -> list[Found]:
    return [*news.found_articles(words), *team.found_members(words)]


AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
    kinds=(
        # Most entities bear the words of what they are; who looks for one knows its town too.
        Kind("entity", "Podmioty", "directory.show_entity", directory.every_entity, directory.public_entities,
             directory.living_entities, "Podmiot", directory.entity_stamps, directory.entity_documents,
             desk=directory.entity_desk, weight=0.5),
        # News and people only mention provisions: neither has passages for a collection of interpretations.
        Kind("news", "Aktualności", "news.show_article", news.every_article, news.public_articles,
             news.living_articles, "Aktualność", news.article_stamps, news.article_documents, desk=news.article_desk,
             published_between=news.articles_between, newest=news.newest_articles, weight=0.8),
        # An issue repeats what stands elsewhere in full.
        Kind("newsletter", "Newsletter", "newsletter.show_issue", newsletter.every_issue, newsletter.issue_items,
             newsletter.living_issues, "Numer newslettera", newsletter.issue_stamps, newsletter.issue_documents,
             desk=newsletter.issue_desk, weight=0.5, published_between=newsletter.issues_between),
        Kind("member", "Kadra", "team.show_member", team.every_member, team.shown_members, team.living_members,
             "Osoba z kadry", team.member_stamps, team.member_documents, desk=team.member_desk),
    ),
    find=_found,
)  # fmt: skip

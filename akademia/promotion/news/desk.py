"""The place of the news at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.promotion.news.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Aktualności", "news_desk.show_articles", Permission.NewsEdit, "promotion",
             new=("Nowa aktualność", "news_desk.begin_article"), waiting=waiting, find=found_at_desk),
)  # fmt: skip

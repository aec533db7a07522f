"""The place of the newsletter at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.promotion.newsletter.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Newsletter", "newsletter_desk.show_issues", Permission.NewsletterSend, "promotion",
             new=("Nowy numer newslettera", "newsletter_desk.begin_issue"), waiting=waiting, find=found_at_desk),
)  # fmt: skip

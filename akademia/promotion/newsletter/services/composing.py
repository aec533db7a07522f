"""An issue as its letter and as its page."""

from akademia.core.area import areas, house_kinds
from akademia.core.links import absolute_url, full_url_for
from akademia.mail.formats.letter import Words, render
from akademia.mail.formats.mime import ANY_WAY_OUT
from akademia.mail.services import queue_letter
from akademia.promotion.newsletter.formats.body import Part, body_html, body_text
from akademia.promotion.newsletter.models import NewsletterIssue

TEMPLATE = "newsletter/issue"


def parts_of(issue: NewsletterIssue) -> list[Part]:
    """Return what an issue shows, in its order."""
    names = {area.name: area.label for area in areas()}
    homes = {kind.name: area for area, kind in house_kinds() if area in names}
    found = [(block, homes.get(block.item_kind or "", "")) for block in issue.blocks if block.shown]
    return [Part(b.html, b.title, b.summary, b.label, b.path, area, names.get(area, "")) for b, area in found]


def page_html(issue: NewsletterIssue) -> str:
    """Return the body as the archive shows it."""
    return str(body_html(parts_of(issue), ""))


def letter_words(issue: NewsletterIssue) -> Words:
    """Return the letter of an issue; `ANY_WAY_OUT` stands where each reader's way out will."""
    return render(TEMPLATE, {**_values(issue), "unsubscribe_url": ANY_WAY_OUT})


def _values(issue: NewsletterIssue, trial: bool = False) -> dict[str, object]:
    parts, base = parts_of(issue), absolute_url("/")
    return {
        "number": issue.number, "title": issue.title, "summary": issue.summary, "is_trial": trial,
        "html": body_html(parts, base), "text": body_text(parts, base),
        "page": full_url_for("newsletter.show_issue", number=issue.number),
        "preferences": full_url_for("newsletter.ask_preferences"),
    }  # fmt: skip


def send_trial(issue: NewsletterIssue, to: str, user_id: int) -> None:
    """Send an issue to the one who makes it, as it stands now."""
    queue_letter(to, TEMPLATE, _values(issue, trial=True), user_id)

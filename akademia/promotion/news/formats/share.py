"""The picture that other sites show beside a link: 1200 by 630 pixels, the size that Open Graph readers ask for."""

from dataclasses import dataclass
from pathlib import Path

from akademia.core.paper import painted

SHEET = Path(__file__).with_name("share.typ")
WIDTH, HEIGHT = 1200, 630
LONGEST_TITLE = 160
# The plate of each area, as the style sheet has it.
PLATES = {
    "education": "#1c4c8a", "advisory": "#0a5a4d", "publishing": "#962a1e", "promotion": "#6f4300",
    "research": "#682a73",
}  # fmt: skip


@dataclass(frozen=True)
class ShareWords:
    """What the picture says. `area`: whose colour it bears; `about`: areas and regions, in one line."""

    slug: str
    title: str
    area: str
    academy: str
    day: str
    about: str


def drawn(words: ShareWords) -> bytes:
    """Return the picture as PNG. The same words give the same bytes."""
    title = words.title if len(words.title) <= LONGEST_TITLE else f"{words.title[: LONGEST_TITLE - 1].rstrip()}…"
    return painted(SHEET, {
        "title": title, "academy": words.academy, "day": words.day, "about": words.about,
        "plate": PLATES[words.area],
    })  # fmt: skip

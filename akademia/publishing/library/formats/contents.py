"""The contents of a long text, read from its stored HTML."""

import re

from markupsafe import Markup

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_GIST = re.compile(r'<span class="law__gist".*?</span>', re.DOTALL)


def contents(html: str) -> list[tuple[str, str]]:
    """Return (id, words) of each second-level heading, in order."""
    return [(anchor, _plain(words)) for anchor, words in _HEADING.findall(html)]


def _plain(words: str) -> str:
    return " ".join(Markup(_GIST.sub("", words)).striptags().split())  # noqa: S704 - only to take its tags off

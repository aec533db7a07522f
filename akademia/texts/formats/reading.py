"""A rendered text read back as plain words, without what its renderer added to it."""

import re
from dataclasses import dataclass

from markupsafe import Markup

_GIST = re.compile(r'<span class="law__gist".*?</span>', re.DOTALL)  # what an explained word says holds no other span
_LAW_LIST = re.compile(r'<h2 id="przepisy">.*\Z', re.DOTALL)
_HEADING = re.compile(r"<h([2-4])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_BLOCK_END = re.compile(r"(</(?:p|li|h[2-4]|td|th|dt|dd|caption|figcaption|tr|blockquote|div)>|<br>)")


@dataclass(frozen=True)
class Reading:
    """The headings of a text and all its words, headings too, as plain text."""

    headings: tuple[str, ...]
    words: str


def reading(html: str) -> Reading:
    """Read cleaned HTML; explanations of terms and the closing list of provisions are left out."""
    own = _LAW_LIST.sub("", _GIST.sub("", html))
    return Reading(tuple(_plain(words) for _, words in _HEADING.findall(own)), _plain(own))


def _plain(html: str) -> str:
    spaced = _BLOCK_END.sub(r"\1 ", html)
    return " ".join(str(Markup(spaced).striptags()).split())  # noqa: S704 - only to take its tags off

"""The one place where HTML is cleaned, always at save. The only user of bleach.

bleach with `strip=True` keeps the text inside a stripped element, so elements whose text is no text (scripts,
styles, frames) are dropped whole before it. A strict Content-Security-Policy stands behind this.
"""

import re
from typing import Any

import bleach
from markupsafe import Markup

TAGS = frozenset({
    "a", "abbr", "aside", "audio", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "dfn", "div",
    "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "ins", "kbd", "li", "mark",
    "ol", "p", "picture", "pre", "q", "s", "section", "small", "source", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "video",
})  # fmt: skip
_EVERYWHERE = {"id", "class", "lang", "title", "role", "tabindex"}
ATTRIBUTES: dict[str, set[str]] = {
    "*": _EVERYWHERE | {"aria-label", "aria-describedby", "aria-labelledby", "aria-hidden"},
    "a": {"href", "rel", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "td": {"data-label", "colspan", "rowspan", "headers"},
    "th": {"scope", "colspan", "rowspan", "headers"},
    "ol": {"start", "type"},
    "time": {"datetime"},
    "details": {"open"},
    "audio": {"src", "controls", "preload"},
    "video": {"src", "controls", "preload", "playsinline", "width", "height"},
    "source": {"src", "srcset", "sizes", "type", "width", "height"},
    "track": {"src", "kind", "srclang", "label", "default"},
}
# What plays or loads by itself comes from the academy's own media and from nowhere else.
OWN_ONLY = frozenset({"audio", "video", "source", "track"})
_OWN = re.compile(r"/media/[a-z0-9]+/[a-z0-9]+(?:\.[a-z0-9]+)?\Z")
_SIZE = re.compile(r" [0-9]{1,5}w\Z")
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
_WHOLE = re.compile(
    r"<\s*(script|style|iframe|object|embed|template|noscript|svg|math|textarea|title|xmp|plaintext)\b.*?"
    r"(?:<\s*/\s*\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def clean(html: str) -> Markup:
    """Return HTML with only what texts may hold; what is not allowed is dropped, its plain text kept."""
    previous = None
    while previous != html:
        previous, html = html, _WHOLE.sub("", html)
    kept = bleach.clean(html, tags=TAGS, attributes=_may_stay, protocols=PROTOCOLS, strip=True, strip_comments=True)
    return Markup(kept)  # noqa: S704 - the one place that cleans


def _may_stay(tag: str, name: str, value: Any) -> bool:
    if name in ATTRIBUTES["*"]:
        return True
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    return not (tag in OWN_ONLY and name in ("src", "srcset")) or is_own(str(value))


def is_own(addresses: str) -> bool:
    """Say whether every address of a `src` or `srcset` is one of the academy's own media."""
    return all(_OWN.match(_SIZE.sub("", one.strip())) for one in addresses.split(","))


def plain(html: str) -> str:
    """Return the words of HTML without its tags, blanks made one."""
    return " ".join(str(Markup(html).striptags()).split())  # noqa: S704 - only to take its tags off

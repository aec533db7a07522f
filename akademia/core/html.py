"""The one place where HTML is cleaned, always at save. The only user of bleach.

bleach with `strip=True` keeps the text inside a stripped element, so elements whose text is no text (scripts,
styles, frames) are dropped whole before it. A strict Content-Security-Policy stands behind this.
"""

import re

import bleach
from markupsafe import Markup

TAGS = frozenset({
    "a", "abbr", "aside", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "dfn", "div",
    "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "ins", "kbd", "li", "mark",
    "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
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
}
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
    allowed = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
    kept = bleach.clean(html, tags=TAGS, attributes=allowed, protocols=PROTOCOLS, strip=True, strip_comments=True)
    return Markup(kept)  # noqa: S704 - the one place that cleans


def plain(html: str) -> str:
    """Return the words of HTML without its tags, blanks made one."""
    return " ".join(str(Markup(html).striptags()).split())  # noqa: S704 - only to take its tags off

"""The house's Markdown: CommonMark with tables, footnotes, definitions, notices and citations of the act.

Dialect: `art. 15 ust. 4` in running words cites a provision, and so does `[these words](uzs:art-15-ust-4)`;
`[art. 5](uzs:brak)` cites nothing; `> [!UWAGA] title` opens a notice,
`> [!SPRAWDŹ] question` a question with a hidden answer; a paragraph `Tabela: caption` before a table is its caption;
`![words](media:key)` shows a medium of the library; a trailing `{#id}` names a heading or paragraph;
`[words]{#id datetime=2026-11-23}` is a time. Raw HTML is shown as text.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from akademia.core.text import slugify, tidy
from akademia.law.rules import DEFAULT_ACT
from akademia.media.formats.figure import Shown
from akademia.texts.formats.citing import SET_ASIDE, Found, Reader, link_citations, linked_reference
from akademia.texts.formats.glossary import Finder
from akademia.texts.formats.media import show_media

NOTICES = {
    "UWAGA": ("Uwaga", "notice notice--warn"),
    "POMYŁKA": ("Częsta pomyłka", "notice notice--warn"),
    "PRZYKŁAD": ("Przykład", "notice"),
    "ZAPAMIĘTAJ": ("Zapamiętaj", "notice notice--right"),
    "PRAKTYKA": ("Z praktyki", "notice"),
}
CHECK = "SPRAWDŹ"
_MARKER_LINE = re.compile(r"\[!([^\]]+)\][ \t]*([^\n]*)\n?")
_TRAILING_ID = re.compile(r"\s*\{#([A-Za-z][\w-]*)\}\s*\Z")
_CAPTION = "Tabela:"


@dataclass(frozen=True)
class ProvisionGist:
    """What a citation shows on hover and focus."""

    label: str
    summary: str
    repealed: bool = False


@dataclass
class Rendered:
    """HTML not yet cleaned, and what was met on the way.

    :param cited: provisions (`citing.reference`) in the order of first mention.
    :param law: all that the running words cite, and what in them is unsure.
    :param headings: (id, text) of second-level headings.
    :param media: keys of the media shown.
    :param problems: (line, sentence); lines count from 1 in the source.
    """

    html: str = ""
    cited: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    law: Found = field(default_factory=Found)
    problems: list[tuple[int, str]] = field(default_factory=list)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(deflist_plugin).use(attrs_plugin, spans=True)
    return parser


_MARKDOWN = _parser()


def parse(source: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the tokens of a text in this dialect, and what rendering them needs besides."""
    env: dict[str, Any] = {}
    return _MARKDOWN.parse(source, env), env


def to_html(
    source: str,
    provisions: Mapping[str, ProvisionGist],
    finder: Finder | None = None,
    media: Mapping[str, Shown] | None = None,
    read: Reader | None = None,
    listed: bool = True,
    page: str = "",
) -> Rendered:
    """Render a text.

    :param provisions: what may be cited, by `citing.reference`.
    :param finder: finds glossary terms; each is explained at its first mention only.
    :param media: what may be shown, by key.
    :param read: reads citations in running words; without it only links cite.
    :param listed: whether a list of provisions will close the text; else citations lead to the register.
    :param page: what tells its ids apart from those of the same words elsewhere on one page.
    """
    tokens, env = parse(source)
    work = _Work(provisions, finder, listed)
    work.prefix = "" if listed else f"{blake2s((page + source).encode(), digest_size=4).hexdigest()}-"
    if read is not None:
        work.out.law = link_citations(tokens, read, provisions)
        work.out.cited = list(dict.fromkeys(ref for ref, _words in work.out.law.cited))
    work.out.media = show_media(tokens, media or {}, work.complain)
    work.shape(tokens)
    work.out.html = work.render(tokens, env)
    return work.out


class _Work:
    """One rendering: walks the tokens, shapes them to the house's HTML, collects what was met."""

    def __init__(self, provisions: Mapping[str, ProvisionGist], finder: Finder | None, listed: bool) -> None:
        self.provisions = provisions
        self.listed = listed
        self.finder = finder
        self.out = Rendered()
        self.explained: set[str] = set()
        self.gist_number = 0
        self.prefix = ""
        self.open_links: list[tuple[str, ProvisionGist] | None] = []  # of citations; links stand one in another never
        self.ids: set[str] = set()
        self.alike: defaultdict[str, int] = defaultdict(lambda: 1)

    def render(self, tokens: Sequence[Token], env: dict[str, Any]) -> str:
        return str(_MARKDOWN.renderer.render(list(tokens), _MARKDOWN.options, env))

    def shape(self, tokens: list[Token]) -> None:
        for place, token in enumerate(tokens):
            before = tokens[place - 1] if place else None
            if token.type == "inline" and before is not None:
                self._shape_inline(token, before, tokens, place)
            elif token.type == "heading_open" and token.tag == "h1":
                self.complain(token, "nagłówek pierwszego poziomu (#) ma już tytuł strony; zacznij od ##")
            elif token.type == "dl_open":
                token.attrSet("class", "definition")
        _shape_tables(tokens)
        _shape_captions(tokens)
        _shape_notices(tokens, self.complain)

    def _shape_inline(self, token: Token, before: Token, tokens: list[Token], place: int) -> None:
        children = token.children or []
        found = _TRAILING_ID.search(token.content)
        if found and before.type in ("heading_open", "paragraph_open") and children and children[-1].type == "text":
            children[-1].content = _TRAILING_ID.sub("", children[-1].content)
            before.attrSet("id", found[1])
            self.ids.add(found[1])
        if before.type == "heading_open":
            self._name_heading(token, before)
        quiet = before.type in ("heading_open", "th_open", "dt_open") or token.content.startswith(_CAPTION)
        token.children = self._words(children, token, quiet)

    def _name_heading(self, token: Token, opening: Token) -> None:
        name = str(opening.attrGet("id") or "")
        if not name:
            base = slugify("".join(c.content for c in token.children or [])) or "czesc"
            name = base
            while name in self.ids:
                self.alike[base] += 1
                name = f"{base}-{self.alike[base]}"
            self.ids.add(name)
            opening.attrSet("id", name)
        if opening.tag == "h2":
            self.out.headings.append((name, tidy("".join(c.content for c in token.children or []))))

    def _words(self, children: list[Token], holder: Token, quiet: bool) -> list[Token]:
        """Tidy the words, resolve citations, explain terms (not in headings, table heads and links)."""
        result: list[Token] = []
        in_link = False
        spans: list[bool] = []  # the open ones; whether each is a time
        for child in children:
            if child.type == "link_open":
                in_link = True
                ref = linked_reference(str(child.attrGet("href") or ""))
                result += [child] if ref is None else self._citation_open(child, ref, holder)
            elif child.type == "link_close":
                in_link = False
                result += self._citation_close(child) if self.open_links else [child]
            elif child.type == "span_open":
                spans.append(bool(child.attrGet("datetime")))
                result.append(_retag(child, "time") if spans[-1] else child)
            elif child.type == "span_close":
                result.append(_retag(child, "time") if spans.pop() else child)
            elif child.type == "text":
                child.content = tidy(child.content)
                result += [child] if quiet or in_link else self._explain(child)
            else:
                result.append(child)
        return result

    def _citation_open(self, link: Token, ref: str, holder: Token) -> list[Token]:
        gist = self.provisions.get(ref)
        if gist is None:
            if ref != SET_ASIDE:
                self.complain(holder, f"nie ma przepisu „{ref}” w rejestrze ustawy")
            self.open_links.append(None)
            return []
        if ref not in self.out.cited:
            self.out.cited.append(ref)
        name = self._gist_name()
        target = f"#{place_of(ref)}" if self.listed else register_address(ref)
        link.attrs = {"href": target, "aria-describedby": name}
        self.open_links.append((name, gist))
        return [_raw('<span class="law">'), link]

    def _gist_name(self) -> str:
        """Return the next id of an explanation. A text without a list of its own stands on a page beside others."""
        self.gist_number += 1
        return f"opis-{self.prefix}{self.gist_number}"

    def _citation_close(self, closing: Token) -> list[Token]:
        opened = self.open_links.pop()
        if opened is None:
            return []
        name, gist = opened
        state = " (uchylony)" if gist.repealed else ""
        head = f'<span class="law__gist" role="tooltip" id="{name}"><b>'
        return [
            closing,
            _raw(head),
            _text(gist.label + state),
            _raw("</b> "),
            _text(tidy(gist.summary)),
            _raw("</span></span>"),
        ]

    def _explain(self, child: Token) -> list[Token]:
        if self.finder is None:
            return [child]
        result: list[Token] = []
        for words, term in self.finder.split(child.content, self.explained):
            if term is None:
                result.append(_text(words))
                continue
            self.explained.add(term.key)
            name = self._gist_name()
            result += [
                _raw(f'<span class="law law--term"><a href="/slownik/#{term.key}" aria-describedby="{name}">'),
                _text(words),
                _raw(f'</a><span class="law__gist" role="tooltip" id="{name}"><b>'),
                _text(term.name),
                _raw("</b> "),
                _text(tidy(term.meaning)),
                _raw("</span></span>"),
            ]
        return result

    def complain(self, token: Token, sentence: str) -> None:
        self.out.problems.append(((token.map or [0])[0] + 1, sentence))


def place_of(ref: str) -> str:
    """Return the id of a provision in the list that closes a text."""
    return f"przepis-{ref.replace(':', '-')}"


def register_address(ref: str) -> str:
    """Return where a provision stands in the register, for what is rendered once and has no request."""
    act, _, key = ref.rpartition(":")
    return f"/prawo/{act or DEFAULT_ACT}/{key}/"


def _raw(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _retag(token: Token, tag: str) -> Token:
    token.tag = tag
    return token


def _shape_tables(tokens: list[Token]) -> None:
    """Give body cells their column's name, first cells of a row the role of its heading, numbers their class."""
    heads: list[str] = []
    column, in_head = 0, False
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            heads = []
            token.attrSet("class", "table table--fold")
        elif token.type in ("thead_open", "tbody_open"):
            in_head = token.type == "thead_open"
        elif token.type == "tr_open":
            column = 0
        elif token.type in ("th_open", "td_open"):
            right = "right" in str(token.attrGet("style") or "")
            token.attrs = {"class": "num"} if right else {}
            if in_head:
                heads.append(tidy(tokens[place + 1].content))
                token.attrSet("scope", "col")
            elif column == 0:
                token.tag, token.attrs = "th", {"scope": "row"}
            else:
                token.attrSet("data-label", heads[column])
            column += 1
        elif token.type == "td_close" and column == 1 and not in_head:
            token.tag = "th"


def _shape_captions(tokens: list[Token]) -> None:
    """Move a paragraph `Tabela: …` into the table that follows it, and box every table so that it may scroll."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "table_open":
            tokens.insert(place, Token("html_block", "", 0, content='<div class="table-box">\n'))
            place += 1
            before = tokens[place - 3] if place >= 4 else None
            if before is not None and before.type == "inline" and before.content.startswith(_CAPTION):
                _take_caption(tokens, place, before)
        elif token.type == "table_close":
            tokens.insert(place + 1, Token("html_block", "", 0, content="</div>\n"))
            place += 1
        place += 1


def _take_caption(tokens: list[Token], table: int, words: Token) -> None:
    children = words.children or []
    if children and children[0].type == "text":
        children[0].content = children[0].content.removeprefix(_CAPTION).lstrip(" \u00a0")
    caption = [
        Token("caption_open", "caption", 1, block=True),
        words,
        Token("caption_close", "caption", -1, block=True),
    ]
    tokens[table + 1 : table + 1] = caption
    tokens[table - 4 : table - 1] = [Token("html_block", "", 0) for _ in range(3)]


def _shape_notices(tokens: list[Token], complain: Any) -> None:
    """Turn blockquotes that begin with a marker into notices or into questions with a hidden answer."""
    closings: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "blockquote_open":
            found = (
                _MARKER_LINE.match(tokens[place + 2].content) if tokens[place + 1].type == "paragraph_open" else None
            )
            closings.append("" if not found else "</div></details>\n" if found[1] == CHECK else "</div>\n")
            if found:
                _open_notice(tokens, place, found, complain)
        elif token.type == "blockquote_close":
            closing = closings.pop()
            if closing:
                token.type, token.content = "html_block", closing


def _open_notice(tokens: list[Token], place: int, found: re.Match[str], complain: Any) -> None:
    name, own_title = found[1], tidy(found[2].strip())
    inline = tokens[place + 2]
    _drop_marker(inline)
    if name == CHECK:
        html = f'<details class="more"><summary>{_escape("Sprawdź się: " + own_title)}</summary><div>\n'
    elif name in NOTICES:
        title, classes = NOTICES[name]
        shown = f"{title}: {own_title}" if own_title else title
        html = f'<div class="{classes}"><p class="notice__title">{_escape(shown)}</p>\n'
    else:
        complain(tokens[place], f"nieznany znacznik ramki „{name}”")
        return
    tokens[place].type, tokens[place].content, tokens[place].tag = "html_block", html, ""
    if not any(child.content or child.children for child in inline.children or []):
        tokens[place + 1].type = tokens[place + 3].type = inline.type = "html_block"
        tokens[place + 1].content = tokens[place + 3].content = inline.content = ""


def _drop_marker(inline: Token) -> None:
    """Remove the marker's line from a paragraph's parsed words."""
    children = inline.children or []
    cut = next((n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")), len(children) - 1)
    inline.children = children[cut + 1 :]


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

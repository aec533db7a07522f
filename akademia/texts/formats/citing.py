"""Citations in the running words of a text: those that are sure become links, the others wait for their author.

A citation its author linked (`[art. 5](uzs:art-5)`) or set aside (`[art. 5](uzs:brak)`) is left as it stands; its
words still tell what „tej ustawy” or „ust. 2” after it means.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from markdown_it.token import Token

from akademia.law.rules import DEFAULT_ACT, OTHER_ACT, PARTIAL, PROVISION, WHOLE_ACT, Cited, reference

SET_ASIDE = "brak"
_TARGET = re.compile(r"([a-z][a-z0-9-]*):([a-z][a-z0-9^-]*)\Z")
_BLANK = "\ufffc"  # stands for what has no words: a picture, code
_BETWEEN = "\n¶\n"
_EDGE = "¦"  # of a link: what its author linked is a citation of its own
_ARTICLE = re.compile(r"\bart\.?[\s\u00ad]*\d", re.IGNORECASE)
_JOINT = re.compile(r"[\s,;]*(?:\b(?:i|oraz|lub|albo|a także)\b)?[\s,;]*\Z")
_BREAKS = ("softbreak", "hardbreak")
_MOST_DOUBTS = 100  # of each sort; a text with more is mended in turns
Reader = Callable[[str], Sequence[Cited]]


def linked_reference(href: str) -> str | None:
    """Return the provision an author's link names (`uzs:art-15`), or `brak`; None for a link of another sort."""
    found = _TARGET.match(href)
    if found is None:
        return None
    return SET_ASIDE if found[2] == SET_ASIDE else reference(found[1], found[2])


def href(ref: str) -> str:
    """Return the target of a link to a provision, as authors write it."""
    return ref if ":" in ref else f"{DEFAULT_ACT}:{ref}"


@dataclass(frozen=True)
class Unsure:
    """A citation that only its author can resolve.

    :param line: in the source, from 1.
    :param nth: how many of the same words stand before it in that block.
    :param choices: the provisions it may mean, the likeliest first; none where nothing like it is known.
    """

    line: int
    words: str
    nth: int
    ambiguous: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Mismatch:
    """A link whose words name another provision than the one it leads to."""

    line: int
    words: str
    target: str


@dataclass
class Found:
    """What a text cites. `cited`: (provision, its words), `acts`: (whole act, its words), both in the text's order."""

    cited: list[tuple[str, str]] = field(default_factory=list)
    acts: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    mismatched: list[Mismatch] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    """One child of a block in the running text. `link`: number and target of the link it stands in."""

    start: int
    end: int
    holder: int
    child: int
    link: tuple[int, str] | None = None


@dataclass
class _Running:
    """The words of all blocks in one string, and where each piece came from."""

    text: str = ""
    pieces: list[_Piece] = field(default_factory=list)
    begins: dict[int, int] = field(default_factory=dict)

    def within(self, start: int, end: int) -> list[_Piece]:
        """Return the pieces that hold some characters."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        last = bisect_right(self.pieces, end - 1, key=lambda piece: piece.start)
        return self.pieces[first:last]


@dataclass(frozen=True)
class _Link:
    """A link to be set: from a place in one child to a place in another of the same block."""

    first: int
    start: int
    last: int
    end: int
    refs: tuple[str, ...]


def link_citations(tokens: list[Token], read: Reader, known: Collection[str]) -> Found:
    """Find the citations of a text and link those that are sure, in the tokens themselves.

    :param read: gives the citations of running words.
    :param known: the provisions that may be linked.
    """
    return _Linking(tokens, read, known).done()


def plain_citations(text: str, read: Reader, known: Collection[str]) -> Found:
    """Find the citations of words that are no Markdown and bear no links."""
    words = Token("inline", "", 0, map=[0, 1], children=[_text(text)])
    return link_citations([words], read, known)


class _Linking:
    def __init__(self, tokens: list[Token], read: Reader, known: Collection[str]) -> None:
        self.tokens = tokens
        self.read = read
        self.known = known
        self.found = Found()
        self.links: dict[int, list[_Link]] = {}
        self.running = _run(tokens)

    def done(self) -> Found:
        told = [(start, entry) for start, entry in self._linked()]
        for one in self.read(self.running.text):
            for part in self._parts(one):
                self._take(part, told)
        for holder, links in self.links.items():
            self.tokens[holder].children = _with_links(self.tokens[holder].children or [], links)
        told.sort(key=lambda each: each[0])
        self.found.cited = [entry for _start, entries in told for entry in entries]
        return self.found

    def _parts(self, one: Cited) -> list[Cited]:
        """Return the articles of a list („art. 3 i art. 5”) one by one; the whole where they do not mean the same."""
        words = self.running.text[one.start : one.end]
        starts = [found.start() for found in _ARTICLE.finditer(words)]
        if len(starts) < 2 or starts[0] or one.result in (WHOLE_ACT, OTHER_ACT):
            return [one]
        parts: list[Cited] = []
        for start, end in pairwise([*starts, len(words)]):
            said = words[start:end] if end == len(words) else _JOINT.sub("", words[start:end])
            parts += [
                replace(part, start=one.start + start + part.start, end=one.start + start + part.end)
                for part in self.read(said)
            ]
        same = [key for part in parts for key in part.ids] == list(one.ids) and len(parts) == len(starts)
        return parts if same and {part.act for part in parts} == {one.act} else [one]

    def _linked(self) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """Yield the citations that the author linked."""
        inside = [piece for piece in self.running.pieces if piece.link is not None]
        for link, group in groupby(inside, key=lambda piece: piece.link):
            pieces = list(group)
            ref = linked_reference(link[1]) if link else None
            if ref in self.known:
                yield pieces[0].start, [(str(ref), self.running.text[pieces[0].start : pieces[-1].end])]

    def _take(self, one: Cited, told: list[tuple[int, list[tuple[str, str]]]]) -> None:
        pieces = self.running.within(one.start, one.end)
        if not pieces:
            return
        words = self.running.text[one.start : one.end]
        linked = next((piece for piece in pieces if piece.link is not None), None)
        if one.result in (WHOLE_ACT, OTHER_ACT):
            self.found.acts.append((one.act if one.result == WHOLE_ACT else str(one.name), words))
        elif linked is not None and linked.link is not None and linked_reference(linked.link[1]) is not None:
            self._compare(one, linked, words)
        elif one.result == PROVISION and all(reference(one.act, key) in self.known for key in one.ids):
            refs = tuple(reference(one.act, key) for key in one.ids)
            told.append((one.start, [(ref, words) for ref in refs]))
            if linked is None:
                self._link(one, pieces, refs)
        elif len(self.found.unsure) < _MOST_DOUBTS:
            self.found.unsure.append(self._unsure(one, pieces[0], words))

    def _compare(self, one: Cited, piece: _Piece, words: str) -> None:
        """Note a link whose words say something else than where it leads."""
        if len(self.found.mismatched) == _MOST_DOUBTS:
            return
        target = linked_reference(piece.link[1]) if piece.link else None
        said = {reference(one.act, key) for key in one.ids}
        if one.result == PROVISION and target != SET_ASIDE and not any(_kin(str(target), ref) for ref in said):
            self.found.mismatched.append(Mismatch(self._line(one.start, piece.holder), words, str(target)))

    def _unsure(self, one: Cited, piece: _Piece, words: str) -> Unsure:
        begins = self.running.begins[piece.holder]
        before = self.running.text[begins : one.start]
        ways = [key for reading in one.readings for key in reading.ids[:1]] or list(one.ids)
        choices = (reference(one.act, key) for key in dict.fromkeys(ways))
        return Unsure(
            self._line(begins, piece.holder), words, len(_pattern(words).findall(before)), one.result != PARTIAL,
            tuple(ref for ref in choices if ref in self.known),
        )  # fmt: skip

    def _line(self, place: int, holder: int) -> int:
        begins = self.running.begins[holder]
        return (self.tokens[holder].map or [0])[0] + 1 + self.running.text.count("\n", begins, place)

    def _link(self, one: Cited, pieces: Sequence[_Piece], refs: tuple[str, ...]) -> None:
        """Plan a link, unless the words are broken by something (bold, a picture) or stand in a heading."""
        first, last = pieces[0], pieces[-1]
        children = self.tokens[first.holder].children or []
        whole = all(children[n].type in ("text", *_BREAKS) for n in range(first.child, last.child + 1))
        if first.holder != last.holder or not whole or _is_quiet(self.tokens, first.holder):
            return
        planned = _Link(first.child, one.start - first.start, last.child, one.end - last.start, refs)
        self.links.setdefault(first.holder, []).append(planned)


def _kin(one: str, other: str) -> bool:
    """Whether two provisions are one, or one lies in the other."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _is_quiet(tokens: Sequence[Token], holder: int) -> bool:
    before = tokens[holder - 1].type if holder else ""
    return before in ("heading_open", "th_open", "dt_open") or tokens[holder].content.startswith("Tabela:")


def _run(tokens: Sequence[Token]) -> _Running:
    running, parts, at, links = _Running(), [], 0, 0
    for holder, token in enumerate(tokens):
        if token.type != "inline":
            continue
        running.begins[holder] = at
        link: tuple[int, str] | None = None
        for place, child in enumerate(token.children or []):
            if child.type == "link_open":
                links += 1
                link = (links, str(child.attrGet("href") or ""))
            elif child.type == "link_close":
                link = None
            words = _words_of(child)
            if child.type in ("link_open", "link_close"):
                parts.append(_EDGE)
                at += len(_EDGE)
            if words:
                running.pieces.append(_Piece(at, at + len(words), holder, place, link))
                parts.append(words)
                at += len(words)
        parts.append(_BETWEEN)
        at += len(_BETWEEN)
    running.text = "".join(parts)
    return running


def _words_of(child: Token) -> str:
    if child.type == "text":
        return child.content
    if child.type in _BREAKS:
        return "\n"
    return _BLANK if child.type in ("image", "code_inline", "footnote_ref") else ""


def _with_links(children: Sequence[Token], links: Sequence[_Link]) -> list[Token]:
    """Return the children of a block with links set into them."""
    opened = {(link.first, link.start): link for link in links}
    cuts: dict[int, set[int]] = {}
    for link in links:
        cuts.setdefault(link.first, set()).add(link.start)
        cuts.setdefault(link.last, set()).add(link.end)
    closed = {(link.last, link.end) for link in links}
    result: list[Token] = []
    for place, child in enumerate(children):
        if place not in cuts:
            result.append(child)
            continue
        ends = sorted({0, len(_words_of(child)), *cuts[place]})
        for start, end in pairwise(ends):
            if (place, start) in opened:
                result.append(_opening(opened[place, start]))
            result.append(child if child.type != "text" else _text(child.content[start:end]))
            if (place, end) in closed:
                result.append(Token("link_close", "a", -1))
    return result


def _opening(link: _Link) -> Token:
    return Token("link_open", "a", 1, attrs={"href": href(link.refs[0])}, meta={"refs": link.refs})


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds these words in a source, broken anywhere between two of them."""
    return re.compile(r"\s+(?:>\s*)*".join(re.escape(word) for word in words.split()))


def with_choice(source: str, one: Unsure, target: str) -> str | None:
    """Return a source in which an unsure citation is linked to a provision, or set aside.

    :param target: of the link, as authors write it (`uzs:art-5`, `uzs:brak`).

    None where its words do not stand in the source as they are shown, as when a sign in them is escaped.
    """
    lines = source.split("\n")
    begins = sum(len(line) + 1 for line in lines[: one.line - 1])
    places = list(_pattern(one.words).finditer(source, begins))
    if len(places) <= one.nth:
        return None
    place = places[one.nth]
    return f"{source[: place.start()]}[{place[0]}]({target}){source[place.end() :]}"

"""What of a page goes into a book: the house's HTML made into few kinds of blocks that paper and EPUB both have.

Blocks: h2 h3 h4, p, ul, ol > li, dl > dt dd, table > tr > th td, figure > img figcaption, blockquote, aside (its title
first, as `p.title`), pre, hr, notes > note. In words: a, em, strong, sub, sup, del, u, mark, code, q, abbr, span with
`lang`, br, img, noteref. What floats over a page (explanations of citations) stays there; what plays is told by a link.
"""

from collections.abc import Callable, Iterator

from akademia.publishing.books.formats.tree import Element, Node, parse, words

SAME = {"a", "sub", "sup", "del", "mark", "code", "q", "abbr", "br", "img"}
INLINE = dict.fromkeys(SAME) | {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "dfn": "em", "ins": "u", "u": "u", "s": "del",
    "kbd": "code",
}  # fmt: skip
TRANSPARENT = {"span", "time", "small", "picture", "source", "track", "audio", "video"}
FLOATING = "law__gist"
_KEPT = ("id", "lang")


def blocks(html: str) -> list[Element]:
    """Return a text's blocks in order."""
    return list(_flow(parse(html)))


def _flow(nodes: list[Node]) -> Iterator[Element]:
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or _is_inline(node):
            run.append(node)
            continue
        yield from _paragraph(run)
        run = []
        yield from _block(node)
    yield from _paragraph(run)


def _is_inline(node: Element) -> bool:
    if node.tag in ("audio", "video") or (node.tag not in INLINE and node.tag not in TRANSPARENT):
        return False
    return all(isinstance(one, str) or _is_inline(one) for one in node.inside)


def _paragraph(run: list[Node]) -> Iterator[Element]:
    said = list(_phrase(run))
    if _has_something(said):
        yield Element("p", {}, said)


def _has_something(nodes: list[Node]) -> bool:
    return bool(words(nodes).strip()) or any(
        isinstance(node, Element) and (node.tag == "img" or _has_something(node.inside)) for node in nodes
    )


def _phrase(nodes: list[Node], in_link: bool = False) -> Iterator[Node]:
    """Yield what stands in a line; blocks in it give way to their words."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif "footnote-ref" in node.classes:
            yield from _note_mark(node)
        elif FLOATING not in node.classes and "footnote-backref" not in node.classes:
            yield from _phrase_of(node, in_link)


def _phrase_of(node: Element, in_link: bool) -> Iterator[Node]:
    inside = list(_phrase(node.inside, in_link or node.tag == "a"))
    tag = INLINE.get(node.tag) or node.tag
    if node.tag == "a" and (in_link or not node.attrs.get("href") or not _has_something(inside)):
        yield from inside
    elif node.tag in INLINE:
        yield Element(tag, _attrs(node, "href", "src", "alt", "title"), inside)
    elif node.attrs.get("lang") or (node.tag == "span" and node.attrs.get("id")):
        yield Element("span", _attrs(node), inside)
    else:
        yield from inside


def _note_mark(node: Element) -> Iterator[Node]:
    for link in node.inside:
        if isinstance(link, Element) and link.tag == "a":
            attrs = {"id": link.attrs.get("id", ""), "note": link.attrs.get("href", "").lstrip("#")}
            yield Element("noteref", attrs, [words(link.inside).strip("[]").partition(":")[0]])


def _attrs(node: Element, *more: str) -> dict[str, str]:
    return {name: node.attrs[name] for name in (*_KEPT, *more) if node.attrs.get(name) is not None}


def _block(node: Element) -> Iterator[Element]:
    if FLOATING in node.classes or "footnotes-sep" in node.classes:
        return
    if node.tag in ("audio", "video"):
        yield _recording(node)
    elif "footnotes" in node.classes:
        yield from _notes(node)
    elif "notice" in node.classes or node.tag == "aside":
        yield Element("aside", _attrs(node), list(_flow(node.inside)))
    elif node.tag in _BLOCKS:
        yield from _BLOCKS[node.tag](node)
    else:
        yield from _marked(node, list(_flow(node.inside)))


def _marked(node: Element, inside: list[Element]) -> list[Element]:
    """Give what a part without a face holds the id of that part."""
    if node.attrs.get("id") and inside and not inside[0].attrs.get("id"):
        inside[0] = inside[0]._replace(attrs=inside[0].attrs | {"id": node.attrs["id"]})
    return inside


def _words_block(node: Element) -> Iterator[Element]:
    inside = list(_phrase(node.inside))
    if not _has_something(inside):
        return
    attrs = _attrs(node)
    if "notice__title" in node.classes or node.tag in ("summary", "caption"):
        attrs["class"] = "title"
    yield Element("p" if node.tag in ("summary", "caption") else node.tag, attrs, inside)


def _paragraph_block(node: Element) -> Iterator[Element]:
    """A paragraph holds words only; where cleaned HTML has more in it, it gives way."""
    plain = all(isinstance(one, str) or _is_inline(one) for one in node.inside)
    yield from _words_block(node) if plain else _marked(node, list(_flow(node.inside)))


def _list_block(node: Element) -> Iterator[Element]:
    items = [one for one in node.inside if isinstance(one, Element)]
    made: list[Node] = [Element("li", _attrs(one), list(_flow(_of_item(one)))) for one in items]
    if made:
        yield Element(node.tag, _attrs(node, "start"), made)


def _of_item(item: Element) -> list[Node]:
    return item.inside if item.tag == "li" else [item]


def _definitions(node: Element) -> Iterator[Element]:
    made: list[Node] = []
    for one in node.inside:
        if isinstance(one, Element) and one.tag == "dt":
            made.append(Element("dt", _attrs(one), list(_phrase(one.inside))))
        elif isinstance(one, Element):
            if not made:
                made.append(Element("dt", {}, []))
            made.append(Element("dd", _attrs(one), list(_flow(one.inside))))
    if made:
        yield Element("dl", _attrs(node), made)


def _table(node: Element) -> Iterator[Element]:
    captions = [one for one in node.inside if isinstance(one, Element) and one.tag == "caption"]
    rows = [row for row in _rows(node) if row.inside]
    width = max((sum(_span(cell) for cell in row.inside) for row in rows), default=0)
    if width:
        title = [one for caption in captions for one in _phrase(caption.inside)]
        yield Element("table", _attrs(node) | {"width": str(width)}, [Element("caption", {}, title), *rows])


def _span(cell: Node) -> int:
    return int(cell.attrs["colspan"]) if isinstance(cell, Element) else 0


def _rows(node: Element, in_head: bool = False) -> Iterator[Element]:
    for one in node.inside:
        if not isinstance(one, Element):
            continue
        if one.tag == "tr":
            cells = [_cell(cell) for cell in one.inside if isinstance(cell, Element)]
            yield Element("tr", {"head": "1"} if in_head else {}, list(cells))
        elif one.tag != "caption":
            yield from _rows(one, one.tag == "thead")


def _cell(cell: Element) -> Element:
    """A cell. Spans over rows give way: a cell that reaches out of its table would stop the press."""
    said = cell.attrs.get("colspan", "1")
    span = min(int(said), 40) if said.isascii() and said.isdigit() and said != "0" else 1
    attrs = _attrs(cell, "scope") | {"colspan": str(span)}
    if "num" in " ".join(cell.classes):
        attrs["class"] = "num"
    return Element("th" if cell.tag == "th" else "td", attrs, list(_flow(cell.inside)))


def _figure(node: Element) -> Iterator[Element]:
    pictures = [one for one in _every(node) if one.tag == "img"]
    captions = [list(_phrase(one.inside)) for one in _every(node) if one.tag == "figcaption"]
    if len(pictures) != 1 or any(one.tag in ("audio", "video", "table") for one in _every(node)):
        yield from _flow(node.inside)
        return
    caption = Element("figcaption", {}, captions[0] if captions else [])
    yield Element("figure", _attrs(node), [Element("img", _attrs(pictures[0], "src", "alt"), []), caption])


def _every(node: Element) -> Iterator[Element]:
    for one in node.inside:
        if isinstance(one, Element):
            yield one
            yield from _every(one)


def _quotation(node: Element) -> Iterator[Element]:
    inside: list[Node] = list(_flow(node.inside))
    if inside:
        yield Element("blockquote", _attrs(node), inside)


def _question(node: Element) -> Iterator[Element]:
    """A part that opens on a page stands open in a book."""
    inside: list[Node] = list(_flow(node.inside))
    if inside:
        yield Element("aside", _attrs(node), inside)


def _verbatim(node: Element) -> Iterator[Element]:
    yield Element("pre", _attrs(node), [words(node.inside).rstrip("\n")])


def _rule(_node: Element) -> Iterator[Element]:
    yield Element("hr", {}, [])


def _recording(node: Element) -> Element:
    name = node.attrs.get("aria-label") or "posłuchaj lub obejrzyj w Akademii"
    kind = "Film" if node.tag == "video" else "Nagranie"
    link = Element("a", {"href": node.attrs.get("src", "")}, [name])
    return Element("p", {}, [f"{kind}: ", link if link.attrs["href"] else name])


def _notes(node: Element) -> Iterator[Element]:
    items = [one for one in _every(node) if one.tag == "li" and "footnote-item" in one.classes]
    made: list[Node] = [Element("note", _attrs(one), list(_flow(one.inside))) for one in items]
    if made:
        yield Element("notes", {}, made)


_BLOCKS: dict[str, Callable[[Element], Iterator[Element]]] = {
    "p": _paragraph_block, "h2": _words_block, "h3": _words_block, "h4": _words_block, "summary": _words_block,
    "figcaption": _paragraph_block, "ul": _list_block, "ol": _list_block, "dl": _definitions, "table": _table,
    "figure": _figure, "blockquote": _quotation, "details": _question, "pre": _verbatim, "hr": _rule,
}  # fmt: skip

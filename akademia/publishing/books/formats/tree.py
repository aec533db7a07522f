"""HTML as a tree of elements."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset({"br", "hr", "img", "source", "track"})
# typst stops at some eighty calls one in another; no text for readers is nested so deep.
DEEPEST = 12


class Element(NamedTuple):
    """An element; what stands in it is words and elements."""

    tag: str
    attrs: dict[str, str]
    inside: "list[Element | str]"

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()


Node = Element | str


def parse(html: str) -> list[Node]:
    """Return the tree of cleaned HTML. An element deeper than `DEEPEST` gives way to what stands in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root.inside


def words(nodes: list[Node]) -> str:
    """Return the words of a tree, as they stand."""
    return "".join(node if isinstance(node, str) else words(node.inside) for node in nodes)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, [])
        self.open = [self.root]
        self.held: list[str] = []  # tags that are open and have no place in the tree

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        if tag in VOID:
            self.open[-1].inside.append(element)
        elif len(self.open) > DEEPEST:
            self.held.append(tag)
        else:
            self.open[-1].inside.append(element)
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.held:
            del self.held[len(self.held) - 1 - self.held[::-1].index(tag) :]
        elif any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

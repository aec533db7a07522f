"""A book's blocks as XHTML: well-formed, nothing remote but links, sound to EPUBCheck."""

import re
from html import escape

from akademia.publishing.books.formats.parts import Part, Place, Way
from akademia.publishing.books.formats.pictures import Picture
from akademia.publishing.books.formats.tree import Element, Node, words

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SCOPES = ("row", "col", "rowgroup", "colgroup")
_EMPTY = {"br", "hr", "img"}


def said(words: str) -> str:
    """Return words for XHTML: escaped, without the signs that XML cannot hold."""
    return escape(_FORBIDDEN.sub("", words))


def page(title: str, body: str, language: str, kind: str = "") -> str:
    """Return a whole file."""
    about = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{said(language)}" xml:lang="{said(language)}">\n<head>\n<title>{said(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f"<body{about}>\n{body}\n</body>\n</html>\n"
    )


class Writer:
    """Writes one part; `files` are the names of parts' files."""

    def __init__(self, part: Part, way: Way, pictures: dict[str, Picture], files: dict[str, str]) -> None:
        self.part = part
        self.way = way
        self.pictures = pictures
        self.files = files
        self.level = 1

    def body(self) -> str:
        return "\n".join(self.element(block) for block in self.part.blocks)

    def nodes(self, nodes: list[Node]) -> str:
        return "".join(said(node) if isinstance(node, str) else self.element(node) for node in nodes)

    def element(self, element: Element) -> str:
        special = {
            "a": self.link, "img": self.picture, "noteref": self.mark, "notes": self.notes, "note": self.note,
            "table": self.table, "figure": self.figure, "aside": self.frame, "h2": self.heading,
            "h3": self.heading, "h4": self.heading,
        }.get(element.tag)  # fmt: skip
        return special(element) if special else self.plain(element)

    def plain(self, element: Element, tag: str = "", more: str = "") -> str:
        tag = tag or element.tag
        attrs = more + self.attrs(element)
        return f"<{tag}{attrs}/>" if tag in _EMPTY else f"<{tag}{attrs}>{self.nodes(element.inside)}</{tag}>"

    def attrs(self, element: Element) -> str:
        given = element.attrs
        made = {"id": given.get("id", ""), "class": given.get("class", "")}
        if _LANGUAGE.match(given.get("lang", "")):
            made |= {"lang": given["lang"], "xml:lang": given["lang"]}
        if element.tag == "abbr":
            made["title"] = given.get("title", "")
        if element.tag == "ol" and re.fullmatch(r"[0-9]{1,5}", given.get("start", "")):
            made["start"] = given["start"]
        return "".join(f' {name}="{said(value)}"' for name, value in made.items() if value)

    def heading(self, element: Element) -> str:
        """Headings go down by one at a time, whatever a text skips; one without words is none."""
        if not words(element.inside).strip():
            return self.plain(element, "p")
        self.level = min(self.level + 1, int(element.tag[1]))
        return self.plain(element, f"h{self.level}")

    def link(self, element: Element) -> str:
        end = self.way.end(self.part.name, element.attrs.get("href", ""))
        if end is None:
            return self.nodes(element.inside)
        return self.plain(element, more=f' href="{said(end if isinstance(end, str) else self.address(end))}"')

    def address(self, place: Place) -> str:
        beside = "" if place.part == self.part.name and place.at else self.files[place.part]
        return beside + (f"#{place.at}" if place.at else "")

    def picture(self, element: Element) -> str:
        picture, alt = self.pictures.get(element.attrs.get("src", "")), element.attrs.get("alt", "")
        if picture is None:
            return f"<em>[Obraz: {said(alt)}]</em>" if alt else "<em></em>"
        role = "" if alt else ' role="presentation"'
        return f'<img{self.attrs(element)} src="{picture.name}" alt="{said(alt)}"{role}/>'

    def figure(self, element: Element) -> str:
        picture, caption = (one for one in element.inside if isinstance(one, Element))
        under = f"<figcaption>{self.nodes(caption.inside)}</figcaption>" if caption.inside else ""
        return f"<figure{self.attrs(element)}>{self.picture(picture)}{under}</figure>"

    def frame(self, element: Element) -> str:
        return f'<div{self.attrs(element)} class="frame">{self.nodes(element.inside)}</div>'

    def mark(self, element: Element) -> str:
        name = element.attrs["note"]
        number = self.nodes(element.inside)
        if name not in self.part.ids:
            return f"<sup>{number}</sup>"
        link = f'<a href="#{said(name)}" epub:type="noteref" role="doc-noteref">{number}</a>'
        return f"<sup{self.attrs(element)}>{link}</sup>"

    def notes(self, element: Element) -> str:
        return (
            '<section epub:type="endnotes" role="doc-endnotes" aria-label="Przypisy">'
            f"<ol>{self.nodes(element.inside)}</ol></section>"
        )

    def note(self, element: Element) -> str:
        name = element.attrs.get("id", "")
        back = "fnref" + name.removeprefix("fn")
        link = (
            f'<p><a href="#{said(back)}" role="doc-backlink" aria-label="Wróć do tekstu">Wróć</a></p>'
            if back in self.part.ids
            else ""
        )
        return f'<li{self.attrs(element)} class="note">{self.nodes(element.inside)}{link}</li>'

    def table(self, element: Element) -> str:
        caption, *rows = (one for one in element.inside if isinstance(one, Element))
        heads = [row for row in rows if "head" in row.attrs]
        over = f"<caption>{self.nodes(caption.inside)}</caption>" if caption.inside else ""
        head = f"<thead>{''.join(map(self.row, heads))}</thead>" if heads else ""
        bodies = "".join(self.row(row) for row in rows if "head" not in row.attrs)
        return f"<table{self.attrs(element)}>{over}{head}{f'<tbody>{bodies}</tbody>' if bodies else ''}</table>"

    def row(self, row: Element) -> str:
        return f"<tr>{''.join(self.cell(one) for one in row.inside if isinstance(one, Element))}</tr>"

    def cell(self, cell: Element) -> str:
        span = cell.attrs["colspan"]
        more = f' colspan="{span}"' if span != "1" else ""
        if cell.tag == "th" and cell.attrs.get("scope") in _SCOPES:
            more += f' scope="{cell.attrs["scope"]}"'
        alone = len(cell.inside) == 1 and isinstance(cell.inside[0], Element) and cell.inside[0].tag == "p"
        inside = cell.inside[0].inside if alone and isinstance(cell.inside[0], Element) else cell.inside
        return f"<{cell.tag}{more}{self.attrs(cell)}>{self.nodes(inside)}</{cell.tag}>"

"""Pieces of public texts that speak of a provision, as plain data that one area may show of another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Passage:
    """The part of a public text around a citation: the section under its heading, or of a long one what cites.

    :param kind: of the text, as its calling card names it; `ref`: its number.
    :param part: names the part within its text, whatever version; empty: what stands before the first heading.
    :param title: the text's; `heading`: the part's own, empty before the first one.
    :param html: clean, without headings and ids; every link leads away from the text.
    :param shortened: parts that cite nothing were left out.
    :param place: the endpoint's arguments; `endpoint`: its own, where it is not its kind's.
    :param provisions: numbers of the asked provisions that it cites.
    :param is_open: whether every visitor may read it where it stands.
    """

    kind: str
    ref: int
    part: str
    title: str
    heading: str
    html: str
    place: Mapping[str, str]
    version: int
    provisions: tuple[int, ...]
    endpoint: str = ""
    legal_state_on: date | None = None
    shortened: bool = False
    is_open: bool = True
    facts: tuple[str, ...] = ()

"""Attaching the official text of an act to the provisions of its register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from markupsafe import Markup
from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.html import clean
from akademia.law import queries
from akademia.law.formats.official import LARGEST_BYTES, OfficialUnit, read_html, read_markdown
from akademia.law.models import Act, ProvisionText
from akademia.law.rules.keys import is_key, label_of

LONGEST_SAID = 60


READERS = {".md": read_markdown, ".txt": read_markdown, ".html": read_html, ".htm": read_html}


class NotReadable(RuleBroken):
    message = "To nie jest plik Markdown (.md, .txt) ani HTML (.html) zapisany w UTF-8."


class TooLarge(RuleBroken):
    message = "Ten plik jest za duży: tekst ustawy ma najwyżej 5 MB."


class NothingMatched(RuleBroken):
    message = (
        "W tym pliku nie ma ani jednej jednostki, którą zna rejestr. Jednostki poznajemy po „Art. 1.”, „1.”, „1)”."
    )


@dataclass(frozen=True)
class Attached:
    """What came of an official text. `strange`: its units that the register does not have, with their first words;
    `silent`: provisions in force that the text says nothing of.
    """

    kept: int
    strange: tuple[str, ...]
    silent: tuple[str, ...]


def units_of(name: str, data: bytes) -> list[OfficialUnit]:
    """Return the units of an official text by the ending of its file's name. Slow for a long one; touches no table.

    :raises TooLarge: more than 5 MB. :raises NotReadable: another kind of file.
    """
    if len(data) > LARGEST_BYTES:
        raise TooLarge
    read = READERS.get(PurePath(name).suffix.lower())
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable from None
    if read is None or "\0" in text:
        raise NotReadable
    return read(text)


def attach(act: Act, found: Sequence[OfficialUnit], source: str, on: date, actor: int | None = None) -> Attached:
    """Keep the words of each unit at its provision, cleaned; an earlier text of it is replaced. Commits nothing.

    :param source: where the text was published; `on`: the day whose law it tells.
    :raises NothingMatched: not one unit is in the register.
    """
    shape = queries.shape_of(act.key)
    told = [unit for unit in found if unit.lines]
    matching = [unit for unit in told if unit.key in shape.by_key]
    if not matching:
        raise NothingMatched
    numbers = {unit.key: shape.by_key[unit.key].id for unit in matching}
    wanted = select(ProvisionText).where(ProvisionText.provision_id.in_(numbers.values()))
    known = {text.provision_id: text for text in db.session.scalars(wanted)}
    for unit in matching:
        text = known.get(numbers[unit.key]) or ProvisionText(provision_id=numbers[unit.key])
        text.html, text.source, text.legal_state_on, text.kept_at = _html(unit), source, on, clock.now()
        db.session.add(text)
    db.session.flush()
    record("law.text_attached", "act", act.key, actor=actor, source=source, provisions=len(matching))
    strange = tuple(_said(unit) for unit in told if unit.key not in shape.by_key)
    silent = tuple(
        unit.label
        for unit in shape.units
        if unit.kind != "rozdzial" and not (unit.is_repealed or unit.omitted or unit.key in numbers)
        and not shape.children.get(unit.key)
    )  # fmt: skip
    return Attached(len(matching), strange, silent)


def _html(unit: OfficialUnit) -> str:
    return str(clean(Markup("").join(Markup("<p>{}</p>").format(line) for line in unit.lines)))


def _said(unit: OfficialUnit) -> str:
    words = " ".join(unit.lines)
    label = label_of(unit.key) if is_key(unit.key) else unit.key
    return f"{label}: {words[:LONGEST_SAID]}{'…' if len(words) > LONGEST_SAID else ''}"

"""The file of consents: what a person is asked to agree to, each wording under its version."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from akademia.core.errors import BrokenSource

FIELDS = {"key": str, "version": int, "required": bool, "text": str}


@dataclass(frozen=True)
class ConsentText:
    """One wording. Without a `required` one there is no account."""

    key: str
    version: int
    required: bool
    text: str


def read_consents(source: str, where: str) -> tuple[ConsentText, ...]:
    """Return the newest wording of each consent, in the order of the file.

    :raises BrokenSource: a wording cannot be used; each problem names file, line and key.
    """
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        entries = yaml.safe_load(source)
    except yaml.YAMLError as error:
        raise BrokenSource([f"{where}: {error}"]) from error
    if not isinstance(node, yaml.SequenceNode) or not entries:
        raise BrokenSource([f"{where}, wiersz 1: to ma być lista zgód"])
    lines = [entry.start_mark.line + 1 for entry in node.value]
    numbered = zip(entries, lines, strict=True)
    problems = [problem for entry, line in numbered for problem in _problems(entry, where, line)]
    if problems:
        raise BrokenSource(problems)
    newest: dict[str, ConsentText] = {}
    for text in (ConsentText(**entry) for entry in entries):
        if text.key not in newest or newest[text.key].version < text.version:
            newest[text.key] = text
    return tuple(newest.values())


def _problems(entry: Any, where: str, line: int) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where}, wiersz {line}: zgoda ma mieć pola key, version, required, text"
        return
    for name, kind in FIELDS.items():
        if type(entry.get(name)) is not kind or entry[name] == "":
            yield f"{where}, wiersz {line}, {name}: brak wartości albo nie taka ({kind.__name__})"
    for name in entry.keys() - FIELDS.keys():
        yield f"{where}, wiersz {line}, {name}: nie ma takiego pola"

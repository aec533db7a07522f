"""Text files as authors write them: YAML front matter and Markdown, with errors that name file, line and key."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from akademia.core.errors import BrokenSource

_FENCE = re.compile(r"^---\n", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """A text file.

    :param first_line: the line on which the body begins.
    :param digest: changes whenever the file does.
    """

    path: Path
    meta: Mapping[str, Any]
    body: str
    first_line: int
    digest: str


class _Strict(yaml.CSafeLoader):
    """YAML in which a key stands once, a day is one that there is, and a text holds no sign 0."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in keys and key.value != "<<":
                raise yaml.constructor.ConstructorError(
                    None, None, f"klucz „{key.value}” stoi dwa razy", key.start_mark
                )
            keys.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
        return super().construct_mapping(node, deep)


def _a_day(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, f"nie ma dnia „{node.value}”", node.start_mark) from error


def _a_text(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> Any:
    if "\0" in node.value:
        raise yaml.constructor.ConstructorError(None, None, "w tekście stoi znak 0", node.start_mark)
    return loader.construct_yaml_str(node)


_Strict.add_constructor("tag:yaml.org,2002:timestamp", _a_day)
_Strict.add_constructor("tag:yaml.org,2002:str", _a_text)


def read_yaml(path: Path) -> Any:
    """Read a YAML file.

    :raises BrokenSource: it is missing or is not YAML.
    """
    return parse_yaml(_text(path), path, 1)


def parse_yaml(text: str, path: Path, first_line: int) -> Any:
    try:
        return yaml.load(text, Loader=_Strict)  # noqa: S506 - a safe loader, made stricter
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise BrokenSource([f"{path}, wiersz {line}: to nie jest poprawny YAML ({error.problem})"]) from error
    except yaml.YAMLError as error:
        raise BrokenSource([f"{path}, wiersz {first_line}: to nie jest poprawny YAML ({error})"]) from error


def read_source(path: Path) -> Source:
    """Read a text file with its front matter.

    :raises BrokenSource: it has no front matter, or that is not a YAML mapping.
    """
    text = _text(path)
    parts = _FENCE.split(text, 2)
    if len(parts) != 3 or parts[0].strip():
        raise BrokenSource([f"{path}, wiersz 1: plik ma zaczynać się od nagłówka między wierszami ---"])
    meta = parse_yaml(parts[1], path, 2)
    if not isinstance(meta, dict):
        raise BrokenSource([f"{path}, wiersz 2: nagłówek ma mieć postać „klucz: wartość”"])
    return Source(path, meta, parts[2], 3 + parts[1].count("\n"), digest(text))


def write_yaml(values: Mapping[str, Any]) -> str:
    """Return a mapping as YAML, its keys in the order given; reading it gives the same values."""
    return str(yaml.dump(dict(values), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110))


def write_source(meta: Mapping[str, Any], body: str) -> str:
    """Return a text file with its front matter; reading it gives the same values and the same body."""
    return f"---\n{write_yaml(meta)}---\n{body}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise BrokenSource([f"{path}: nie ma takiego pliku"]) from error
    except UnicodeDecodeError as error:
        raise BrokenSource([f"{path}: plik nie jest zapisany w UTF-8"]) from error
    except OSError as error:
        raise BrokenSource([f"{path}: tego nie da się odczytać jako pliku ({error.strerror})"]) from error


def line_of(path: Path, key: str) -> int:
    """Return the first line on which a key stands, for messages."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.lstrip("- ").startswith(f"{key}:"):
            return number
    return 1


class Keys:
    """Checked access to one mapping of a file; complaints gather and name file, line and key."""

    def __init__(self, path: Path, values: Mapping[str, Any], problems: list[str], prefix: str = "") -> None:
        self.path, self.values, self.problems, self.prefix = path, values, problems, prefix

    def complain(self, key: str, sentence: str) -> None:
        self.problems.append(f"{self.path}, wiersz {line_of(self.path, key)}, {self.prefix}{key}: {sentence}")

    def only(self, *allowed: str) -> None:
        """Complain of keys that nobody reads: most often a misspelling."""
        for key in self.values:
            if key not in allowed:
                self.complain(str(key), "nieznany klucz")

    def text(self, key: str, default: str | None = None, at_most: int = 400) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value.strip():
            self.complain(key, "ma być niepustym tekstem")
            return ""
        if len(value) > at_most:
            self.complain(key, f"najwyżej {at_most} znaków, jest {len(value)}")
        return value.strip()

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.complain(key, f"ma być liczbą całkowitą od {low} do {high}")
            return low
        return value

    def optional_number(self, key: str, low: int, high: int) -> int | None:
        return None if self.values.get(key) is None else self.number(key, low, high)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.complain(key, "ma być true albo false")
            return default
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.values.get(key, default)
        if value not in allowed:
            self.complain(key, f"może być tylko: {', '.join(allowed)}")
            return allowed[0]
        return str(value)

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.complain(key, "ma być datą RRRR-MM-DD")
            return date(2022, 9, 22)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.complain(key, "ma być listą tekstów")
            return ()
        return tuple(value)

    def finish(self) -> None:
        """Raise what was gathered.

        :raises BrokenSource: there were complaints.
        """
        if self.problems:
            raise BrokenSource(self.problems)

"""The files that a new academy's library opens with: departments, records of works, guides with their text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.texts.formats.source import Keys, digest, read_source, read_yaml

OF_GUIDE = ("slug", "title", "subtitle", "summary", "kind", "audience", "keywords", "legal_state_on", "department",
            "credits", "publisher", "place", "year", "licence", "default_act", "provisions")  # fmt: skip
OF_RECORD = (*OF_GUIDE, "permission", "available_at", "isbn", "issn", "doi", "pages", "language")
OWN_DEPARTMENT = "publikacje-akademii"


@dataclass(frozen=True)
class DepartmentSource:
    """A department of the file, with its place among the others; `digest` changes whenever it does."""

    slug: str
    title: str
    summary: str
    is_proposed: bool
    position: int
    digest: str


@dataclass(frozen=True)
class GuideSource:
    """A work of a file.

    :param department: the part of address of the department it belongs to.
    :param values: what its form would hold, its department apart.
    :param digest: changes whenever the work or its text does.
    """

    path: Path
    slug: str
    title: str
    department: str
    values: dict[str, str]
    digest: str


def read_departments(path: Path) -> list[DepartmentSource]:
    """Read departments in the order of the file.

    :raises BrokenSource: what is wrong, key by key.
    """
    problems: list[str] = []
    found = [_department(keys, place) for place, keys in enumerate(_entries(path, problems))]
    if problems:
        raise BrokenSource(problems)
    return found


def _department(keys: Keys, place: int) -> DepartmentSource:
    keys.only("slug", "title", "summary", "proposed")
    mark = digest(repr(sorted(keys.values.items())) + str(place))
    return DepartmentSource(
        keys.text("slug", at_most=60), keys.text("title", at_most=80), keys.text("summary"), keys.flag("proposed"),
        place, mark,
    )  # fmt: skip


def read_records(path: Path) -> list[GuideSource]:
    """Read works that are only described, in the order of the file.

    :raises BrokenSource: what is wrong, key by key.
    """
    problems: list[str] = []
    found = [_work(keys, OF_RECORD, "", digest(repr(sorted(keys.values.items())))) for keys in _entries(path, problems)]
    if problems:
        raise BrokenSource(problems)
    return found


def read_guide(path: Path) -> GuideSource:
    """Read a guide: a Markdown file with a head. It stands under CC BY 4.0 unless it says otherwise.

    :raises BrokenSource: what is wrong, key by key.
    """
    source = read_source(path)
    keys = Keys(path, source.meta, [])
    found = _work(keys, OF_GUIDE, source.body, source.digest)
    keys.finish()
    return found


def _entries(path: Path, problems: list[str]) -> list[Keys]:
    entries = read_yaml(path)
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise BrokenSource([f"{path}, wiersz 1: plik ma być listą"])
    return [Keys(path, one, problems, f"{one.get('slug', '?')}.") for one in entries]


def _work(keys: Keys, known: tuple[str, ...], body: str, mark: str) -> GuideSource:
    keys.only(*known)
    said = {name: _said(keys, name) for name in OF_RECORD if name != "department"}
    values = {**said, "licence": said["licence"] or "cc-by-4.0", "language": said["language"] or "pl", "source": body}
    slug, title = keys.text("slug", at_most=80), keys.text("title", at_most=300)
    department = keys.text("department", OWN_DEPARTMENT)
    return GuideSource(keys.path, slug, title, department, values, mark)


def _said(keys: Keys, name: str) -> str:
    value: Any = keys.values.get(name)
    if name in ("keywords", "credits"):
        return "\n".join(keys.texts(name))
    return "" if value is None else str(value).strip()

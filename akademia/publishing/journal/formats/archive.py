"""The file of numbers that a new academy knows of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.publishing.journal.rules import IMPRINT, issn_of
from akademia.texts.formats.source import read_yaml


@dataclass(frozen=True)
class ArchiveArticle:
    """An article of a number that is only described. `page`: on which it begins."""

    slug: str
    section: str
    title: str
    page: int
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArchiveIssue:
    """A number that is only described."""

    year: int
    number: int
    summary: str
    available_at: str
    imprint: dict[str, str]
    articles: tuple[ArchiveArticle, ...]


@dataclass(frozen=True)
class Archive:
    """What the file holds."""

    sections: tuple[str, ...]
    issues: tuple[ArchiveIssue, ...]


def read_archive(path: Path) -> Archive:
    """Read the file.

    :raises BrokenSource: what is wrong with it.
    """
    told = read_yaml(path)
    try:
        archive = Archive(tuple(told["sections"]), tuple(map(_issue, told["issues"])))
    except (KeyError, TypeError, ValueError) as wrong:
        raise BrokenSource([f"{path}: nie ma takiej postaci, jaką ma mieć ({wrong})"]) from wrong
    problems = [f"{path}, nr {one.number}/{one.year}: {said}" for one in archive.issues
                if (said := _complaint(one, archive.sections))]  # fmt: skip
    if problems:
        raise BrokenSource(problems)
    return archive


def _issue(row: dict[str, Any]) -> ArchiveIssue:
    articles = tuple(
        ArchiveArticle(one["slug"], one["section"], one["title"], one["page"], tuple(one.get("authors", ())))
        for one in row["articles"]
    )
    return ArchiveIssue(row["year"], row["number"], row["summary"], row["available_at"], row["imprint"], articles)


def _complaint(issue: ArchiveIssue, sections: tuple[str, ...]) -> str:
    if unknown := issue.imprint.keys() - IMPRINT.keys():
        return f"metryczka: nieznane pole {', '.join(sorted(unknown))}"
    if issn_of(issue.imprint.get("issn", "")) is None:
        return "metryczka: ISSN się nie zgadza"
    strange = [one.section for one in issue.articles if one.section not in sections]
    return f"nieznana rubryka „{strange[0]}”" if strange else ""

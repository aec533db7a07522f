"""A report on a study as Markdown, for the library: each table with the query it came from and the data set's hash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BREAKS = str.maketrans({"|": "\\|", "\n": " ", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]", "<": "&lt;"})


@dataclass(frozen=True)
class ReportFigure:
    """One question of a report. `rows`: (answer, people, share); `said` and `notes`: sentences."""

    title: str
    about: str
    said: str
    notes: str
    rows: Sequence[tuple[str, str | None, str | None]]
    query: str


@dataclass(frozen=True)
class ReportGroup:
    """A group of a report."""

    name: str
    people: int
    figures: Sequence[ReportFigure]


def report(summary: str, method: Sequence[str], groups: Sequence[ReportGroup], digest: str, address: str) -> str:
    """Return the text. `method`: paragraphs; `address`: where the results stand in full."""
    parts = [summary, "## Wyniki i wykresy", f"Wykresy, filtry i tabele krzyżowe: [wyniki badania]({address})."]
    for group in groups:
        parts += list(_group(group, digest))
    parts += ["## Jak to policzono", *method, f"SHA-256 zbioru: `{digest}`"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _group(group: ReportGroup, digest: str) -> Iterator[str]:
    yield f"## {_plain(group.name)}"
    yield f"Liczba ankiet: {group.people}."
    for figure in group.figures:
        yield f"### {_plain(figure.title)}"
        yield _plain(figure.about)
        yield _plain(figure.said)
        if figure.rows:
            lines = ["| Odpowiedź | Liczba osób | Udział |", "|---|---:|---:|"]
            lines += [f"| {' | '.join(_plain(value or '–') for value in row)} |" for row in figure.rows]
            yield "\n".join(lines)
        yield _plain(figure.notes)
        yield f"Zapytanie: `{figure.query}; zbiór={digest[:12]}`"


def _plain(words: str) -> str:
    return words.translate(_BREAKS)

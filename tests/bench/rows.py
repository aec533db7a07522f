"""What a run found, row by row, and its table for docs/performance.md."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    page: str
    database: str
    learners: int
    requests_per_s: float
    cpu_ms: float
    p50_ms: float
    p99_ms: float
    of_limit: float


HEAD = """| page | requests/s | CPU ms | p50 ms | p99 ms | of the limit |
|---|---:|---:|---:|---:|---:|"""


def as_markdown(rows: Sequence[Row], beside: Sequence[str]) -> str:
    """Return a table for each database and number of learners, then what was measured beside them."""
    parts = []
    for database, learners in dict.fromkeys((row.database, row.learners) for row in rows):
        lines = [_line(row) for row in rows if (row.database, row.learners) == (database, learners)]
        parts.append("\n".join([f"### {database}, {learners} learners", "", HEAD, *lines]))
    return "\n\n".join([*parts, "\n".join(f"- {words}" for words in beside)]) + "\n"


def _line(row: Row) -> str:
    return (
        f"| {row.page} | {row.requests_per_s:.0f} | {row.cpu_ms:.2f} | {row.p50_ms:.1f} | {row.p99_ms:.1f} "
        f"| {row.of_limit:.2f} |"
    )

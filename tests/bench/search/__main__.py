"""How well the search answers the judged questions, and what it costs over 100,000 documents on both databases."""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from akademia.app import create_app
from tests.bench.search import cost, quality
from tests.bench.server import Postgres, flask


def run(folder: Path, documents: int, databases: Sequence[str], verbose: bool = True) -> list[str]:
    """Measure; return the lines that tell it."""
    lines, postgres = [], None
    try:
        for database in databases:
            here = folder / f"search-{database}"
            if database == "postgresql":
                postgres = postgres or Postgres(folder)
            url = postgres.make("bench_search") if postgres and database == "postgresql" else f"sqlite:///{here}/a.db"
            here.mkdir(parents=True)
            environ = {"AKADEMIA_INSTANCE": str(here), "AKADEMIA_DATABASE_URL": url}
            flask(environ, "db", "upgrade")
            flask(environ, "starter", "load")
            app = create_app(environ)
            lines += _told_quality(app, database, verbose)
            if documents:
                lines += _tell(*cost.told(database, cost.measure(app, documents)))
    finally:
        if postgres is not None:
            postgres.stop()
    return lines


def _told_quality(app: Flask, database: str, verbose: bool) -> list[str]:
    found = quality.outcomes(app)
    for one in found if verbose else ():
        print(
            f"{one.recall:.2f} {one.ndcg:.2f}  {one.ask}"
            + (f"   missed: {', '.join(one.missed)}" if one.missed else "")
        )
    recall, ndcg = quality.means(found)
    return _tell(f"search, {len(found)} judged questions, {database}: recall@10 {recall:.3f}, nDCG@10 {ndcg:.3f}")


def _tell(*lines: str) -> list[str]:
    for line in lines:
        print(line, flush=True)
    return list(lines)


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    reader.add_argument("--documents", type=int, default=100_000, help="0: only the quality")
    reader.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    asked = reader.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="akademia-bench-"))
    try:
        run(folder, asked.documents, asked.databases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

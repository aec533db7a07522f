"""Measure everything in one run, print it and keep it in build/bench.json."""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.bench import (
    amending,
    asks,
    books,
    citing,
    consulting,
    directory,
    harvesting,
    lettering,
    papers,
    queue,
    results,
    saving,
    sums,
    surveying,
)
from tests.bench.load import Ask, pss_mb, send
from tests.bench.redaction.__main__ import PARTS
from tests.bench.redaction.__main__ import told as redaction
from tests.bench.rows import Row, as_markdown
from tests.bench.search.__main__ import run as measure_search
from tests.bench.server import PROJECT, Postgres, academy, flask, granian

FLASK, WSGI = "bare Flask view", "bare WSGI reply"


class Bench:
    """One run: its rows and the figures beside them."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder, self.seconds = folder, seconds
        self.rows: list[Row] = []
        self.beside: list[str] = []
        self.library: dict[str, list[Ask]] = {}  # pages whose addresses are known when the database is filled

    def measure(self, database: str, url: str, learners: int) -> None:
        """Fill a database and measure every page on it."""
        here = self.folder / f"{database}-{learners}"
        environ = {"AKADEMIA_INSTANCE": str(here), "AKADEMIA_DATABASE_URL": url}
        begun = time.monotonic()
        flask(environ, "db", "upgrade")
        flask(environ, "starter", "load")
        flask(environ, "demo", "fill", "--learners", str(learners))
        for role in ("staff", "admin"):
            flask(environ, "accounts", "role", f"learner{asks.STAFF:06d}@example.org", role)
        self._tell(
            f"consultations, {database}: {consulting.publish(environ)} free times of {consulting.EXPERTS} experts"
        )
        self.library = {
            "library item": [Ask(harvesting.item_path(environ))],
            "published answer": [Ask(harvesting.publish_answer(environ))],
            **surveying.pages(environ),
        }
        if database == "postgresql":
            Postgres.settle(url)
        spent, busy = time.monotonic() - begun, os.getloadavg()[0]
        self._tell(f"{database}, {learners} learners: tables and learners written in {spent:.0f} s; "
                   f"load average before measuring {busy:.1f}")  # fmt: skip
        with academy(environ, "beside") as (port, pid):
            pages = self._pages(port, url, learners)
            limits = self._limits(_bodies(here, port, pages), database, learners)
            for name, sent in pages.items():
                self._row(name, port, pid, sent, database, learners, limits[name])
            self._tell(f"saving a lesson of 3,000 words, {database}, {learners} learners: "
                       f"{saving.lesson_cpu_ms(environ):.0f} ms of CPU")  # fmt: skip
            spent, flagged = amending.entering_s(environ)
            self._tell(f"entering an amendment of {amending.PROVISIONS} provisions, {amending.CITATIONS} citations, "
                       f"{database}: {spent:.1f} s, {flagged} texts to look at")  # fmt: skip
            self._tell(harvesting.measure(environ).told(f"{database}, {learners} learners"))
            self._tell(lettering.measure(environ).told(database))
            self._tell(citing.measure(environ).told(f"{database}, {learners} learners"))
            self._tell(directory.measure(environ).told(f"{database}, {learners} learners"))
            self._tell(results.measure(environ).told(f"{database}, {learners} learners"))
            for view, (few, many) in queue.page_ms(environ).items():
                self._tell(f"a page of the experts' queue, {view}, {database}: {few:.1f} ms among {queue.FEW} cases, "
                           f"{many:.1f} ms among {queue.MANY}, ratio {many / few:.2f} (at most 2)")  # fmt: skip
            self._tell(f"memory (PSS), {database}, {learners} learners: {pss_mb(pid):.0f} MB")
            if not any(words.startswith("a first visit") for words in self.beside):
                self._tell(f"a first visit: {sums.first_visit_bytes(port) / 1000:.1f} KB")
        with academy({**environ, "BENCH_CACHE": "off"}, "off") as (port, pid):
            for name, sent in self._visitor().items():
                limit = limits[f"{name}, visitor, cached"]
                self._row(f"{name}, visitor, not cached", port, pid, sent, database, learners, limit)
            number, spent = books.sixty_pages()
            self._tell(
                f"a number of {number} pages to PDF and EPUB: {spent:.2f} s of CPU (at most {books.MOST_SECONDS})"
            )
            signs, took = papers.hundred_pages()
            self._tell(
                f"words of a PDF of {papers.PAGES} pages, {signs} signs: {took:.2f} s of CPU (at most"
                f" {papers.MOST_SECONDS})"
            )
            pdf = send(port, pid, pages["certificate PDF"], self.seconds, connections=1)
            bare = sums.bare_compile_ms()
            self._tell(f"certificate PDF, one reader, {database}, {learners} learners: p50 {pdf.p50_ms:.1f} ms, "
                       f"bare compile {bare:.1f} ms, ratio {pdf.p50_ms / bare:.2f}")  # fmt: skip

    def _visitor(self) -> dict[str, list[Ask]]:
        return {**asks.visitor(), **self.library}

    def _pages(self, port: int, url: str, learners: int) -> dict[str, list[Ask]]:
        cached = {f"{name}, visitor, cached": sent for name, sent in self._visitor().items()}
        return {
            **cached,
            **asks.signed_in(port, learners),
            **asks.desk(port, url),
            "answer autosave": asks.autosave(port, url, learners),
            "sign-in": asks.sign_in(port, learners),
            "certificate PDF": asks.certificates(url),
        }

    def _limits(self, bodies: Path, database: str, learners: int) -> dict[str, float]:
        """Return what a bare Flask view does with the same bytes as each page."""
        with granian("tests.bench.limit:app", {"BENCH_BODIES": str(bodies)}) as (port, pid):
            limits: dict[str, float] = {}
            for path in sorted(bodies.iterdir()):
                name = path.name.replace("_", " ")
                done = send(port, pid, [Ask(f"/flask/{path.name}")], self.seconds / 2)
                limits[name] = done.requests_per_s
                if name == "lesson, visitor, cached":
                    self._keep(Row(FLASK, database, learners, **asdict(done), of_limit=1.0))
                    bare = send(port, pid, [Ask(f"/wsgi/{path.name}")], self.seconds / 2)
                    ratio = bare.requests_per_s / done.requests_per_s
                    self._keep(Row(WSGI, database, learners, **asdict(bare), of_limit=ratio))
        return limits

    def _row(self, name: str, port: int, pid: int, sent: list[Ask], database: str, learners: int, limit: float) -> None:
        done = send(port, pid, sent, self.seconds)
        self._keep(Row(name, database, learners, **asdict(done), of_limit=done.requests_per_s / limit))

    def _keep(self, row: Row) -> None:
        self.rows.append(row)
        print(
            f"{row.page:32} {row.database:10} {row.learners:7} {row.requests_per_s:9.1f}/s {row.cpu_ms:8.3f} ms CPU "
            f"p50 {row.p50_ms:8.2f} ms p99 {row.p99_ms:8.2f} ms {row.of_limit:6.2f} of limit", flush=True,
        )  # fmt: skip

    def _tell(self, words: str) -> None:
        self.beside.append(words)
        print(words, flush=True)


def _bodies(here: Path, port: int, pages: dict[str, list[Ask]]) -> Path:
    """Keep what each page answers, for the limit to answer the same."""
    folder = here / "bodies"
    folder.mkdir()
    for name, sent in pages.items():
        reader = asks.Reader(port)
        reader.opener.addheaders = [("Cookie", sent[0].cookie)] if sent[0].cookie else []
        body = b"x" * 160 if sent[0].body else reader.get(sent[0].path)
        (folder / name.replace(" ", "_")).write_bytes(body)
    return folder


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument("--learners", type=int, nargs="+", default=[1_000, 100_000])
    reader.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    reader.add_argument("--seconds", type=float, default=4)
    reader.add_argument("--documents", type=int, default=100_000, help="searched in; 0: only how well")
    asked = reader.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("Brakuje pakietu Debiana: wrk")
    folder = Path(tempfile.mkdtemp(prefix="akademia-bench-"))
    bench, postgres = Bench(folder, asked.seconds), None
    try:
        for learners in asked.learners:
            for database in asked.databases:
                if database == "sqlite":
                    url = f"sqlite:///{folder}/sqlite-{learners}/akademia.db"
                else:
                    postgres = postgres or Postgres(folder)
                    url = postgres.make(f"bench_{learners}")
                bench.measure(database, url, learners)
        bench.beside += measure_search(folder, asked.documents, asked.databases, verbose=False)
        for part in PARTS:
            bench._tell("\n".join(redaction(part, verbose=False)))
    finally:
        if postgres is not None:
            postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    target = PROJECT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([asdict(row) for row in bench.rows], indent=1), "utf-8")
    (target.parent / "bench.md").write_text(as_markdown(bench.rows, bench.beside), "utf-8")
    print(f"Zapisano: {target.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()

"""What a search costs over very many documents, beside a course page, both without the page cache."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from flask import Flask
from sqlalchemy import insert, select, text

from akademia.core import clock
from akademia.core.db import commit, db, writing
from akademia.education.courses.models import Course, CourseModule, Lesson
from akademia.search.services import rebuilding
from akademia.texts.formats.reading import reading
from tests.bench.search.quality import COURSE, judged

LESSONS_A_COURSE = 500
SENTENCES_A_LESSON = 4
ROWS_AT_ONCE = 5_000
FIRST_NUMBER = 1_000_000


@dataclass(frozen=True)
class Cost:
    """Milliseconds. `p50`: the median over the judged questions of their medians; `slowest`: the largest of them."""

    documents: int
    built_s: float
    p50: float
    slowest: float
    slowest_ask: str
    course: float

    @property
    def ratio(self) -> float:
        return self.p50 / self.course


def fill(documents: int) -> None:
    """Write lessons made of the starter's own sentences in a random order: common words are common, rare ones rare."""
    chance = random.Random(5)  # the same lessons each time
    sentences = _sentences()
    lessons = []
    for number in range(documents):
        course = FIRST_NUMBER + number // LESSONS_A_COURSE
        if number % LESSONS_A_COURSE == 0:
            write_course(course)
        body = " ".join(chance.choices(sentences, k=SENTENCES_A_LESSON))
        lessons.append({
            "id": FIRST_NUMBER + number, "course_id": course, "module_id": course, "key": f"l{number}",
            "slug": f"l{number}", "position": number % LESSONS_A_COURSE, "title": chance.choice(sentences)[:60],
            "summary": chance.choice(sentences)[:160], "minutes": 5, "preview": True, "html": f"<p>{body}</p>",
            "provisions": "–", "provision_keys": [], "version": 1, "digest": "-", "changed_at": clock.now(),
            "removed": False,
        })  # fmt: skip
        if len(lessons) == ROWS_AT_ONCE:
            db.session.execute(insert(Lesson), lessons)
            lessons.clear()
    if lessons:
        db.session.execute(insert(Lesson), lessons)
    commit()


def write_course(number: int) -> None:
    """Write a public course of one empty module, both with this number."""
    db.session.add(Course(
        id=number, key=f"k{number}", slug=f"k{number}", title=f"Kurs {number}", summary="O czymś.", audience="wszyscy",
        outcomes=[], authors=[], level="basic", hours=1, legal_state_on=clock.now().date(), state="published",
        published_at=clock.now(), requires_quiz=False, digest="-",
    ))  # fmt: skip
    db.session.add(CourseModule(id=number, course_id=number, position=0, title="Moduł", provisions="–"))
    db.session.flush()


def _sentences() -> list[str]:
    html = db.session.scalars(select(Lesson.html).order_by(Lesson.id))
    words = " ".join(reading(one).words for one in html)
    return [one.strip() + "." for one in words.split(". ") if len(one) > 30]


def measure(app: Flask, documents: int, times: int = 3) -> Cost:
    """Fill an academy that holds the starter, index it, and ask every judged question some times."""
    with app.app_context(), writing():
        fill(documents)
        begun = time.monotonic()
        for _ in rebuilding():
            commit()
        built = time.monotonic() - begun
        _settle()
        commit()
    pages = {one.ask: asking(app, {"q": one.ask}) for one in judged()}
    course = asking(app, {}, COURSE)
    spent = medians({"course": course, **pages}, times)
    asked = {name: took for name, took in spent.items() if name != "course"}
    slowest = max(asked, key=lambda name: asked[name])
    return Cost(documents, built, median(asked.values()), asked[slowest], slowest, spent["course"])


def _settle() -> None:
    """Have the database take stock of what it holds, as its own upkeep does in time."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("ANALYZE"))
        return
    commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def asking(app: Flask, query: Mapping[str, str], path: str = "/szukaj/") -> Callable[[], float]:
    """Return what asks for a page past the page cache and tells the milliseconds it took."""
    inner = app.extensions["pagecache"].inner
    client = app.test_client()

    def ask() -> float:
        cached, app.wsgi_app = app.wsgi_app, inner  # type: ignore[method-assign]
        try:
            begun = time.perf_counter()
            response = client.get(path, query_string=dict(query))
            spent = 1_000 * (time.perf_counter() - begun)
        finally:
            app.wsgi_app = cached  # type: ignore[method-assign]
        assert response.status_code == 200, response.status_code
        return spent

    return ask


def medians(pages: Mapping[str, Callable[[], float]], times: int) -> dict[str, float]:
    """Ask for all pages in turn, so that a busy moment meets them alike; the first turn is not counted."""
    spent: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(times + 1):
        for name, ask in pages.items():
            took = ask()
            if turn:
                spent[name].append(took)
    return {name: median(taken) for name, taken in spent.items()}


def told(database: str, cost: Cost) -> Sequence[str]:
    """Say what was measured, a line each."""
    return (
        f"search over {cost.documents} documents, {database}: p50 {cost.p50:.1f} ms, {cost.ratio:.2f} times"
        f" a course page ({cost.course:.1f} ms); the slowest question {cost.slowest:.1f} ms („{cost.slowest_ask}”);"
        f" indexed in {cost.built_s:.0f} s",
    )

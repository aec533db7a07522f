"""What the page of a provision costs that 1,000 texts cite, beside a course page, both without the page cache."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from flask import Flask
from sqlalchemy import delete, insert, select

from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, touch_public, writing
from akademia.education.courses.models import Course, CourseModule, Lesson
from akademia.law.models import Citation, Provision
from tests.bench.search.cost import asking, medians, write_course
from tests.bench.search.quality import COURSE

CITING, TIMES, CHANGES = 1_000, 60, 15
PROVISION = "/prawo/uzs/art-15-ust-4/"
_NUMBER = 2_000_000  # of the course and its lessons, far from all others


@dataclass(frozen=True)
class Cost:
    """Milliseconds of a page as it is asked for again and again (`kept`) and first after a public change (`first`)."""

    kept: float
    first: float
    course: float
    course_first: float

    def told(self, database: str) -> str:
        return (
            f"the page of a provision that {CITING} texts cite, {database}: {self.kept:.2f} ms,"
            f" {self.kept / self.course:.2f} times a course page ({self.course:.2f} ms); first after a public change"
            f" {self.first:.1f} ms, {self.first / self.course_first:.2f} times a course page then"
            f" ({self.course_first:.1f} ms)"
        )


def measure(environ: Mapping[str, str]) -> Cost:
    """Write the texts, ask for both pages in turn, and take the texts out again."""
    app = create_app(environ)
    with app.app_context(), writing():
        _write()
    pages = {"provision": asking(app, {}, PROVISION), "course": asking(app, {}, COURSE)}
    kept = medians(pages, TIMES)
    first: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(CHANGES):
        for name, ask in pages.items():
            change_something(app)
            first[name].append(ask())
    with app.app_context(), writing():
        _erase()
    return Cost(kept["provision"], median(first["provision"]), kept["course"], median(first["course"]))


def _write() -> None:
    write_course(_NUMBER)
    number = db.session.scalars(select(Provision.id).where(Provision.key == "art-15-ust-4")).first()
    lessons = [
        {"id": _NUMBER + place, "course_id": _NUMBER, "module_id": _NUMBER, "key": f"l{place}", "slug": f"l{place}",
         "position": place, "title": f"Lekcja {place}", "summary": "Krótko.", "minutes": 5, "html": "<p>", "version": 1,
         "provisions": "–", "provision_keys": [], "digest": "-", "changed_at": clock.now(), "removed": False}
        for place in range(CITING)
    ]  # fmt: skip
    cites = {"kind": "lesson", "version": 1, "provision_id": number, "legal_state_on": date(2026, 1, 1)}
    db.session.execute(insert(Lesson), lessons)
    db.session.execute(insert(Citation), [{**cites, "ref": lesson["id"]} for lesson in lessons])
    commit()


def change_something(app: Flask) -> None:
    with app.app_context(), writing():
        touch_public(news=False)
        commit()


def _erase() -> None:
    db.session.execute(delete(Citation).where(Citation.kind == "lesson", Citation.ref >= _NUMBER))
    for model, column in ((Lesson, Lesson.course_id), (CourseModule, CourseModule.course_id), (Course, Course.id)):
        db.session.execute(delete(model).where(column == _NUMBER))
    commit()

"""What a page of the experts' queue costs among few cases and among very many: statements and rows, no template."""

import time
from collections.abc import Mapping
from datetime import timedelta
from statistics import median

from sqlalchemy import delete, insert, text

from akademia.advisory.questions.models import Case, Topic
from akademia.advisory.questions.queries.desk import Wanted, queue
from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, rollback, writing

FEW, MANY = 1_000, 100_000
ASKED, OPEN_DAYS = 60, 60
VIEWS = {"all to do": Wanted(), "late": Wanted("po-terminie"), "nobody's": Wanted(holder=0),
         "closed": Wanted("zamkniete")}  # fmt: skip


def page_ms(environ: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Return the median milliseconds of a page among 1,000 cases and among 100,000, by view. No case stays."""
    app = create_app(environ)
    with app.app_context(), writing():
        topic = Topic(key="bench", slug="bench", name="Proba", summary="-", promise_days=5)
        db.session.add(topic)
        db.session.flush()
        _ask(topic.id, 0, FEW)
        few = {name: _median_ms(wanted) for name, wanted in VIEWS.items()}
        _ask(topic.id, FEW, MANY)
        many = {name: _median_ms(wanted) for name, wanted in VIEWS.items()}
        db.session.execute(delete(Case).where(Case.topic_id == topic.id))
        db.session.execute(delete(Topic).where(Topic.id == topic.id))
        commit()
    return {name: (few[name], many[name]) for name in VIEWS}


def _ask(topic_id: int, start: int, end: int) -> None:
    """Ask questions: of each five one is new, one answered, the others closed."""
    now, today = clock.now(), clock.today()
    for first in range(start, end, 10_000):
        rows = [
            {"number": f"bench/{n}", "topic_id": topic_id, "title": f"Pytanie {n}", "digest": f"bench-{n}",
             "state": ("new", "answered", "closed", "closed", "closed")[n % 5], "priority": n % 3,
             "due_on": today + timedelta(days=n % OPEN_DAYS - OPEN_DAYS // 2), "asked_at": now, "moved_at": now,
             "closed_at": now if n % 5 > 1 else None}
            for n in range(first, min(first + 10_000, end))
        ]  # fmt: skip
        db.session.execute(insert(Case), rows)
    db.session.execute(text("ANALYZE cases"))  # the database's own keeper does it within a minute
    commit()


def _median_ms(wanted: Wanted) -> float:
    spent = []
    for _ in range(ASKED):
        begun = time.perf_counter()
        queue(wanted)
        spent.append((time.perf_counter() - begun) * 1_000)
        rollback()
    return median(spent)

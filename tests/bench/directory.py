"""What the directory of 5,000 entities costs as a list and as a map, beside a course page, without the page cache."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from sqlalchemy import delete, insert

from akademia.app import create_app
from akademia.core.db import commit, db, touch_public, writing
from akademia.core.text import search_words, sort_key
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.finding import KIND_CHOICES, VOIVODESHIPS
from tests.bench.citing import change_something
from tests.bench.search.cost import asking, medians
from tests.bench.search.quality import COURSE

ENTITIES, TIMES, CHANGES = 5_000, 60, 15
PAGES = {"list": "/promocja/katalog/", "map": "/promocja/katalog/mapa/", "course": COURSE}
MOST = {"list": 2, "map": 4}  # times a course page
_NUMBER = 2_000_000  # of the entities, far from all others


@dataclass(frozen=True)
class Cost:
    """Milliseconds of each page as it is asked for again and again (`kept`) and first after a public change."""

    kept: Mapping[str, float]
    first: Mapping[str, float]

    def told(self, database: str) -> str:
        parts = [
            f"{name} {self.kept[name]:.2f} ms, {self.kept[name] / self.kept['course']:.2f} times a course page"
            f" (at most {most}); first after a public change {self.first[name]:.1f} ms,"
            f" {self.first[name] / self.first['course']:.2f} times"
            for name, most in MOST.items()
        ]
        return f"the directory of {ENTITIES} entities, {database}: {'; '.join(parts)}"


def measure(environ: Mapping[str, str]) -> Cost:
    """Write the entities, ask for the pages in turn, and take the entities out again."""
    app = create_app(environ)
    with app.app_context(), writing():
        _write()
    pages = {name: asking(app, {}, path) for name, path in PAGES.items()}
    kept = medians(pages, TIMES)
    first: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(CHANGES):
        for name, ask in pages.items():
            change_something(app)
            first[name].append(ask())
    with app.app_context(), writing():
        db.session.execute(delete(Entity).where(Entity.id >= _NUMBER))
        commit()
    return Cost(kept, {name: median(times) for name, times in first.items()})


def _write() -> None:
    kinds, codes, rows = list(KIND_CHOICES), list(VOIVODESHIPS), []
    for n in range(ENTITIES):
        name = f"Podmiot zatrudnienia socjalnego {n}"
        rows.append({
            "id": _NUMBER + n, "slug": f"podmiot-{n}", "kind": kinds[n % len(kinds)], "name": name,
            "name_key": sort_key(name), "words": "".join(f" {word}" for word in search_words(name)),
            "voivodeship_code": codes[n % len(codes)], "founder": f"Fundacja {n}", "place": "Miejscowość",
            "workshops": ["stolarska", "krawiecka"],
        })  # fmt: skip
    db.session.execute(insert(Entity), rows)
    touch_public()
    commit()

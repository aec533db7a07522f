"""What entering an amendment of 50 provisions costs where 100,000 citations stand: written, settled, committed."""

import time
from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func, insert, select

from akademia.app import create_app
from akademia.core.db import commit, db, writing
from akademia.law import queries, services
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.models import Citation, Provision, Review

CITATIONS, TEXTS, PROVISIONS = 100_000, 20_000, 50
_KIND = "bench"  # of no text that there is


def entering_s(environ: Mapping[str, str]) -> tuple[float, int]:
    """Return the seconds that it takes, and how many texts it sends to look at. What was written is taken out again."""
    app = create_app(environ)
    with app.app_context(), writing():
        act = queries.act()
        assert act is not None
        units = db.session.execute(
            select(Provision.id, Provision.key).where(Provision.act_id == act.id).order_by(Provision.position)
        ).all()
        _cite([unit.id for unit in units])
        changed = [unit.key for unit in units if unit.key.startswith("art-")][:PROVISIONS]
        begun = time.perf_counter()
        entered = services.enter(act, _amendment(changed))
        commit()
        spent = time.perf_counter() - begun
        flagged = db.session.scalar(select(func.count(Review.id)).where(Review.kind == _KIND)) or 0
        services.withdraw(entered.amendment.id)
        db.session.execute(delete(Citation).where(Citation.kind == _KIND))
        commit()
    return spent, flagged


def _cite(provisions: list[int]) -> None:
    for start in range(0, CITATIONS, 10_000):
        rows = [
            {"kind": _KIND, "ref": 1 + number % TEXTS, "version": 1, "legal_state_on": date(2022, 9, 22),
             "provision_id": provisions[number % len(provisions)]}
            for number in range(start, start + 10_000)
        ]  # fmt: skip
        db.session.execute(insert(Citation), rows)
    commit()


def _amendment(keys: list[str]) -> AmendmentRow:
    day = date(2090, 1, 1)
    changes = tuple(ChangeRow(key, "changed", "Zmieniono na próbę.", "art. 1", day, None) for key in keys)
    title, address = "Ustawa z dnia 1 lutego 2089 r. o próbie", "Dz.U. 2089 poz. 9"
    passed = date(2089, 2, 1)
    return AmendmentRow("du-2089-9", title, address, "DU/2089/9", passed, passed, "art. 1", None, changes, ())

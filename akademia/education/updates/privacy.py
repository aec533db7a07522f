"""What lessons on what changed keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select

from akademia.core.area import Merged, PrivacyCard
from akademia.core.db import WITH_BIN, db
from akademia.core.text import counted
from akademia.education.updates.models import CourseUpdate, UpdatePass


def export(user_id: int) -> Mapping[str, Any]:
    found = db.session.execute(
        select(CourseUpdate.title, UpdatePass.passed_at)
        .join(UpdatePass, UpdatePass.update_id == CourseUpdate.id)
        .where(UpdatePass.user_id == user_id)
        .order_by(UpdatePass.passed_at)
        .execution_options(**WITH_BIN)
    )
    return {"odświeżona wiedza": [{"lekcja": title, "kiedy": at.isoformat()} for title, at in found]}


def erase(user_id: int) -> None:
    db.session.execute(delete(UpdatePass).where(UpdatePass.user_id == user_id))


def tally(user_id: int) -> list[str]:
    count = db.session.scalar(select(func.count(UpdatePass.id)).where(UpdatePass.user_id == user_id)) or 0
    return [counted(count, "odświeżenie wiedzy", "odświeżenia wiedzy", "odświeżeń wiedzy")] if count else []


def merge(second_id: int, kept_id: int) -> Merged:
    """Move what was passed; where both accounts passed the same, the earlier day stays."""
    kept = {row.update_id: row for row in _passes(kept_id)}
    moved = 0
    for row in _passes(second_id):
        if row.update_id not in kept:
            row.user_id, moved = kept_id, moved + 1
            continue
        earlier = kept[row.update_id]
        earlier.passed_at = min(earlier.passed_at, row.passed_at)
        db.session.delete(row)
    db.session.flush()
    words = counted(moved, "odświeżenie wiedzy", "odświeżenia wiedzy", "odświeżeń wiedzy")
    return Merged((words,) if moved else ())


def _passes(user_id: int) -> list[UpdatePass]:
    return list(db.session.scalars(select(UpdatePass).where(UpdatePass.user_id == user_id).order_by(UpdatePass.id)))


CARD = PrivacyCard(
    "education.updates",
    "Odświeżona wiedza",
    ("update_passes",),
    export,
    erase,
    purpose="Żeby na stronie „Moja nauka” i na stronie zaświadczenia było widać, że znasz zmiany prawa po kursie.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Do usunięcia konta.",
    removes="Dni, w których wiedza została odświeżona. Znikną też ze stron zaświadczeń.",
    tally=tally,
    correct=(("Zobacz swoją naukę", "pages.learning_desk"),),
    merge=merge,
)

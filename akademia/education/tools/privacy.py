"""What tools keep about a person: the sheets they saved themselves."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from akademia.core.area import Merged, PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted
from akademia.education.tools.models import ToolSheet
from akademia.education.tools.queries import declared, sheets


def export(user_id: int) -> Mapping[str, Any]:
    return {"arkusze narzędzi": [_told(row) for row in sheets(user_id)]}


def _told(row: ToolSheet) -> dict[str, Any]:
    return {
        "narzędzie": declared(row.tool_key).title,
        "odpowiedzi": dict(row.answers),
        "zapisano": row.saved_at.isoformat(),
    }


def erase(user_id: int) -> None:
    """Remove all saved sheets."""
    db.session.execute(delete(ToolSheet).where(ToolSheet.user_id == user_id))


def tally(user_id: int) -> list[str]:
    count = len(sheets(user_id))
    return [counted(count, "zapisany arkusz", "zapisane arkusze", "zapisanych arkuszy")] if count else []


def merge(second_id: int, kept_id: int) -> Merged:
    """Move sheets; where both accounts saved one of the same tool, the kept account's stays."""
    kept = {row.tool_key for row in sheets(kept_id)}
    moved, left = [], []
    for row in sheets(second_id):
        title = declared(row.tool_key).title
        if row.tool_key in kept:
            left.append(f"arkusz „{title}”: oba konta go mają; zostaje arkusz zachowanego konta")
            db.session.delete(row)
        else:
            row.user_id = kept_id
            moved.append(f"arkusz „{title}”")
    db.session.flush()
    return Merged(tuple(moved), tuple(left))


CARD = PrivacyCard(
    "education.tools",
    "Arkusze narzędzi",
    ("tool_sheets",),
    export,
    erase,
    purpose="Żeby móc wrócić do listy kontrolnej albo samooceny, którą zapisujesz na koncie.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Do usunięcia arkusza albo konta.",
    removes="Zapisane listy kontrolne i samooceny.",
    tally=tally,
    correct=(("Zobacz narzędzia", "tools.show_catalogue"),),
    merge=merge,
)

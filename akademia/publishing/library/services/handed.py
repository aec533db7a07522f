"""Taking in a text that another area hands over: an item is begun with it, for its readers or as a draft.

Nothing is committed.
"""

from sqlalchemy import select

from akademia.core.area import Found
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.handed import Handed
from akademia.core.text import fold
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.queries.rows import department_names
from akademia.publishing.library.queries.values import values_of_item
from akademia.publishing.library.services.beginning import begin
from akademia.publishing.library.services.guides import GUIDE
from akademia.publishing.library.services.states import hand_over
from akademia.texts.services import drafts
from akademia.texts.services.kinds import Place, Values
from akademia.texts.services.publishing import publish

KIND = "report"
TITLE_AT_MOST, SUMMARY_AT_MOST = 300, 2000
_DEPARTMENTS = ("badan", "raport")


class NoDepartment(RuleBroken):
    message = "Biblioteka nie ma jeszcze działów. Dodaj pierwszy dział, potem przekaż raport jeszcze raz."


def take_in(handed: Handed) -> Found:
    """Begin a report of what was handed in, and return where staff have it. Readers see it only with a licence.

    :raises NoDepartment: there is no department to put it in.
    :raises NotReady: its readers were to see it, and something must be mended first.
    """
    same = _published(handed) if handed.licence else None
    if same is not None:
        return _found(same)
    actor = handed.actor or 0
    item = begin(handed.title[:TITLE_AT_MOST], KIND, _department(), actor)
    working = drafts.open_text(Place(GUIDE, item.id))
    if handed.licence:
        hand_over(item.id, actor)
        publish(working, working.opened, _values(item, handed), actor)
    else:
        drafts.save(working.place, None, working.opened, _values(item, handed), actor)
    return _found(item)


def _published(handed: Handed) -> LibraryItem | None:
    """Return the item that tells readers these very words already: a button pressed twice makes one."""
    named = select(LibraryItem).where(
        LibraryItem.kind == KIND, LibraryItem.title == handed.title[:TITLE_AT_MOST],
        LibraryItem.state == "published", LibraryItem.removed.is_(False),
    )  # fmt: skip
    items = db.session.scalars(named.order_by(LibraryItem.id))
    return next((item for item in items if values_of_item(item.id)["source"] == handed.source), None)


def _found(item: LibraryItem) -> Found:
    return Found(item.title, "library_desk.show_item", {"ref": item.id})


def _department() -> int:
    """Return the department whose title speaks of studies or reports; the first one where none does."""
    names = department_names()
    if not names:
        raise NoDepartment
    fit = (ref for ref, title in names.items() if any(word in fold(title) for word in _DEPARTMENTS))
    return int(next(fit, next(iter(names))))


def _values(item: LibraryItem, handed: Handed) -> Values:
    return {
        **values_of_item(item.id),
        "summary": handed.summary[:SUMMARY_AT_MOST],
        "credits": "\n".join(handed.credits),
        "licence": handed.licence,
        "project": str(handed.project_id or ""),
        "legal_state_on": handed.legal_state_on.isoformat() if handed.legal_state_on else "",
        "source": handed.source,
    }

"""Taking in a text that another area hands over: an item is begun with it as its draft. Nothing is committed."""

from akademia.core.area import Found
from akademia.core.errors import RuleBroken
from akademia.core.handed import Handed
from akademia.core.text import fold
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.queries.rows import department_names
from akademia.publishing.library.queries.values import values_of_item
from akademia.publishing.library.services.beginning import begin
from akademia.publishing.library.services.guides import GUIDE
from akademia.texts.services import drafts
from akademia.texts.services.kinds import Place

KIND = "report"
TITLE_AT_MOST, SUMMARY_AT_MOST = 300, 2000
_DEPARTMENTS = ("badan", "raport")


class NoDepartment(RuleBroken):
    message = "Biblioteka nie ma jeszcze działów. Dodaj pierwszy dział, potem przekaż raport jeszcze raz."


def take_in(handed: Handed) -> Found:
    """Begin a report of what was handed in, and return where staff finish it; its readers see nothing yet.

    :raises NoDepartment: there is no department to put it in.
    """
    item = begin(handed.title[:TITLE_AT_MOST], KIND, _department(), handed.actor or 0)
    _draft(item, handed)
    return Found(item.title, "library_desk.show_item", {"ref": item.id})


def _department() -> int:
    """Return the department whose title speaks of studies or reports; the first one where none does."""
    names = department_names()
    if not names:
        raise NoDepartment
    fit = (ref for ref, title in names.items() if any(word in fold(title) for word in _DEPARTMENTS))
    return int(next(fit, next(iter(names))))


def _draft(item: LibraryItem, handed: Handed) -> None:
    place = Place(GUIDE, item.id)
    values = {
        **values_of_item(item.id),
        "summary": handed.summary[:SUMMARY_AT_MOST],
        "credits": "\n".join(handed.credits),
        "project": str(handed.project_id or ""),
        "legal_state_on": handed.legal_state_on.isoformat() if handed.legal_state_on else "",
        "source": handed.source,
    }
    drafts.save(place, None, drafts.open_text(place).opened, values, handed.actor)

"""Citations of law in running Polish text: from characters to what a lawyer would say it points to.

The way is `tokens` (characters into words and numbers), `locators` („art. 3 ust. 2 pkt 1 i 2” into steps), `names` and
`journals` (which act, which item of the Journal of Laws), `reading` (all joined over a whole text). What a reading
means in a register is decided in `law.rules`.
"""

from akademia.law.formats.citations.journals import Publication
from akademia.law.formats.citations.locators import Item, Level, Step, written
from akademia.law.formats.citations.names import ActName, AmendingAct, Mention, Shelf, Way, known_publications
from akademia.law.formats.citations.reading import Found, found

__all__ = [
    "ActName",
    "AmendingAct",
    "Found",
    "Item",
    "Level",
    "Mention",
    "Publication",
    "Shelf",
    "Step",
    "Way",
    "found",
    "known_publications",
    "written",
]

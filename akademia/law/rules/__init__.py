"""Citations of law in running Polish text: from characters to the provisions a lawyer would say they point to.

The way is `tokens` (characters into words and numbers), `locators` („art. 3 ust. 2 pkt 1 i 2” into steps), `names` and
`journals` (which act, which item of the Journal of Laws), `reading` (all joined over a whole text), `resolving` (what a
reading means in a register).
"""

from akademia.law.rules.journals import Publication
from akademia.law.rules.locators import written
from akademia.law.rules.names import ActName, AmendingAct, Shelf
from akademia.law.rules.reading import found
from akademia.law.rules.resolving import OTHER, ROLES, Cited, Context, Law, Reading, Register, cited, publication

__all__ = [
    "OTHER",
    "ROLES",
    "ActName",
    "AmendingAct",
    "Cited",
    "Context",
    "Law",
    "Publication",
    "Reading",
    "Register",
    "Shelf",
    "cited",
    "found",
    "publication",
    "written",
]

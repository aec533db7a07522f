"""Citations of law in running Polish text: from characters to the provisions a lawyer would say they point to.

The way is `tokens` (characters into words and numbers), `locators` („art. 3 ust. 2 pkt 1 i 2” into steps), `names` and
`journals` (which act, which item of the Journal of Laws), `reading` (all joined over a whole text), `resolving` (what a
reading means in a register). Apart from it `staleness` says which texts a change of the law reaches.
"""

from akademia.law.rules.journals import Publication
from akademia.law.rules.locators import written
from akademia.law.rules.names import ActName, AmendingAct, Shelf
from akademia.law.rules.reading import found
from akademia.law.rules.resolving import (
    AMBIGUOUS,
    DEFAULT_ACT,
    OTHER,
    OTHER_ACT,
    PARTIAL,
    PROVISION,
    ROLES,
    WHOLE_ACT,
    Cited,
    Context,
    Law,
    Reading,
    Register,
    cited,
    publication,
    reference,
)
from akademia.law.rules.staleness import knows, reached, reaches

__all__ = [
    "AMBIGUOUS",
    "DEFAULT_ACT",
    "OTHER",
    "OTHER_ACT",
    "PARTIAL",
    "PROVISION",
    "ROLES",
    "WHOLE_ACT",
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
    "knows",
    "publication",
    "reached",
    "reaches",
    "reference",
    "written",
]

"""Keeping the register, entering amendments, attaching official texts, and who cites what."""

from akademia.law.services.citing import Place, UnknownProvision, cite
from akademia.law.services.editing import (
    ChangedMeanwhile,
    KeyTaken,
    NoPlace,
    ProvisionThere,
    make_provision,
    save_act,
    save_provision,
)
from akademia.law.services.entering import (
    AlreadyEntered,
    AlreadyInForce,
    AmendmentChanged,
    Entered,
    StillCited,
    enter,
    may_withdraw,
    turn_day,
    withdraw,
)
from akademia.law.services.importing import READERS, Attached, NothingMatched, attach, units_of
from akademia.law.services.register import keep_act, keep_amendments

__all__ = [
    "READERS",
    "AlreadyEntered",
    "AlreadyInForce",
    "AmendmentChanged",
    "Attached",
    "ChangedMeanwhile",
    "Entered",
    "KeyTaken",
    "NoPlace",
    "NothingMatched",
    "Place",
    "ProvisionThere",
    "StillCited",
    "UnknownProvision",
    "attach",
    "cite",
    "enter",
    "keep_act",
    "keep_amendments",
    "make_provision",
    "may_withdraw",
    "save_act",
    "save_provision",
    "turn_day",
    "units_of",
    "withdraw",
]

"""Keeping the register, entering amendments and what they make stale, attaching official texts, and who cites what."""

from akademia.law.services.answering import NOTE_MOST, AlreadyClosed, answer, sign, take
from akademia.law.services.citing import Place, UnknownProvision, cite, place
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
from akademia.law.services.reviewing import announce_due, settle_amendment, settle_text, succeed

__all__ = [
    "NOTE_MOST",
    "READERS",
    "AlreadyClosed",
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
    "announce_due",
    "answer",
    "attach",
    "cite",
    "enter",
    "keep_act",
    "keep_amendments",
    "make_provision",
    "may_withdraw",
    "place",
    "save_act",
    "save_provision",
    "settle_amendment",
    "settle_text",
    "sign",
    "succeed",
    "take",
    "turn_day",
    "units_of",
    "withdraw",
]

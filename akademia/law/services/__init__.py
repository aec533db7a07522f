"""Keeping the register, who cites what, and what an amendment makes stale."""

from akademia.law.services.citing import Place, UnknownProvision, cite, place
from akademia.law.services.register import keep_act, keep_amendments
from akademia.law.services.reviewing import (
    NOTE_MOST,
    AlreadyClosed,
    announce_due,
    settle_amendment,
    settle_text,
    sign,
    take,
)

__all__ = [
    "NOTE_MOST",
    "AlreadyClosed",
    "Place",
    "UnknownProvision",
    "announce_due",
    "cite",
    "keep_act",
    "keep_amendments",
    "place",
    "settle_amendment",
    "settle_text",
    "sign",
    "take",
]

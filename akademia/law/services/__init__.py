"""Keeping the register, and who cites what."""

from akademia.law.services.citing import Place, UnknownProvision, cite
from akademia.law.services.register import keep_act, keep_amendments

__all__ = ["Place", "UnknownProvision", "cite", "keep_act", "keep_amendments"]

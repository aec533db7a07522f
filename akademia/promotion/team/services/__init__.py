"""Keeping the team: descriptions and consents."""

from akademia.promotion.team.services import members

__all__ = ["members"]

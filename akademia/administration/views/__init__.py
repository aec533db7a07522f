"""The administrator's pages: people, invitations, the trail."""

from akademia.administration.views import invitations, trail
from akademia.administration.views.people import bp

BLUEPRINTS = (bp,)
__all__ = ["BLUEPRINTS", "bp", "invitations", "trail"]

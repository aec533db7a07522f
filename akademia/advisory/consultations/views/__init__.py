"""Consultations: the public pages, those behind a private link, the desk and its settings."""

from akademia.advisory.consultations.views import private, settings
from akademia.advisory.consultations.views.desk import bp as desk
from akademia.advisory.consultations.views.front import bp as front

BLUEPRINTS = (front, desk)
__all__ = ["BLUEPRINTS", "private", "settings"]

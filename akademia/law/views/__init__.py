"""The register for its readers, and for staff at their desk."""

from akademia.law.views import amending, editing, reviewing, texting
from akademia.law.views.desk import desk
from akademia.law.views.reading import bp

BLUEPRINTS = (bp, desk)
__all__ = ["BLUEPRINTS", "amending", "editing", "reviewing", "texting"]

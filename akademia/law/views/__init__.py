"""The register for its readers, and for staff at their desk."""

from akademia.law.views import amending, editing, texting
from akademia.law.views.desk import desk
from akademia.law.views.reading import bp
from akademia.law.views.reviewing import bp as reviews

BLUEPRINTS = (bp, desk, reviews)
__all__ = ["BLUEPRINTS", "amending", "editing", "texting"]

"""The register for its readers, and for staff at their desk."""

from akademia.law.views.reading import bp

BLUEPRINTS = (bp,)

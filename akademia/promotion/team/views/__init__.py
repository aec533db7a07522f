"""The team for its readers, and its desk."""

from akademia.promotion.team.views import desk, reading

BLUEPRINTS = (reading.bp, desk.bp)

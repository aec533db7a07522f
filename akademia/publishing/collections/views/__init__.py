"""Collections: for readers, for those who make their own, and at the staff desk."""

from akademia.publishing.collections.views import desk, own, reading

BLUEPRINTS = (own.bp, reading.bp, desk.bp)

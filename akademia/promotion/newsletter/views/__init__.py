"""The newsletter for its readers, and its desk."""

from akademia.promotion.newsletter.views import archive, desk, parts, sending, subscribing

BLUEPRINTS = (subscribing.bp, desk.bp)
__all__ = ["BLUEPRINTS", "archive", "parts", "sending"]

"""News over HTTP."""

from akademia.promotion.news.views import desk, feeds, reading

BLUEPRINTS = (reading.bp, feeds.bp, desk.bp)

"""Pages of the directory: for readers, for who answers, for staff."""

from akademia.promotion.directory.views import answering, desk, importing, reading

BLUEPRINTS = (reading.bp, answering.bp, desk.bp, importing.bp)

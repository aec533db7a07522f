"""Reading lessons on what changed: for readers, for those who finished a course, and for the desk."""

from akademia.education.updates.queries.graduates import graduates_of, is_news_to, refresh_rows
from akademia.education.updates.queries.reading import UpdatePage, moved_update, update_at

__all__ = ["UpdatePage", "graduates_of", "is_news_to", "moved_update", "refresh_rows", "update_at"]

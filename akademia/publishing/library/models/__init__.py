"""The library's tables."""

from akademia.publishing.library.models.files import FilePage, ItemFile
from akademia.publishing.library.models.items import Credit, Department, LibraryItem, Relation
from akademia.publishing.library.models.records import DailyUse, Record

__all__ = ["Credit", "DailyUse", "Department", "FilePage", "ItemFile", "LibraryItem", "Record", "Relation"]

"""Readers' remarks at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.remarks.queries import waiting_remarks

CARDS = (DeskCard("Zgłoszone błędy", "remarks.show_remarks", Permission.TextEdit, waiting=waiting_remarks),)

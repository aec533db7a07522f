"""The place of consents at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (DeskCard("Zgody i zasady", "consents_desk.show_wordings", Permission.SettingsChange),)

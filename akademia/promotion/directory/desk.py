"""The place of the directory at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.promotion.directory.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Katalog podmiotów", "directory_desk.show_entities", Permission.DirectoryEdit, "promotion",
             new=("Nowy podmiot w katalogu", "directory_desk.new_entity"), waiting=waiting, find=found_at_desk),
)  # fmt: skip

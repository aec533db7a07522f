"""The place of the library at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.publishing.library.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Biblioteka", "library_desk.show_items", Permission.LibraryEdit, "publishing",
             new=("Nowa pozycja biblioteki", "library_desk.begin_item"), waiting=waiting, find=found_at_desk),
)  # fmt: skip

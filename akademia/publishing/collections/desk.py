"""The place of collections at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.publishing.collections.queries.desk import waiting

CARDS = (
    DeskCard("Zbiory interpretacji", "collections_desk.show_collections", Permission.CollectionEdit, "publishing",
             new=("Nowy zbiór", "collections_desk.new_collection"), waiting=waiting),
)  # fmt: skip

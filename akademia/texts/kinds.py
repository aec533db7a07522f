"""The public texts of the house, as others may list them."""

from akademia.core.area import Kind
from akademia.texts import queries

KINDS = (
    Kind(
        "page",
        "Strony Akademii",
        "texts.show_other_page",
        items=queries.page_items,
        living=queries.living_pages,
        one="Strona",
        desk=queries.page_desk,
    ),
    Kind(
        "term",
        "Słownik",
        "texts.show_glossary",
        items=queries.term_items,
        living=queries.living_terms,
        one="Hasło słownika",
        desk=queries.term_desk,
    ),
)

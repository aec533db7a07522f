"""The calling card of publishing."""

from akademia.core.area import Area, Kind
from akademia.publishing.journal.queries import public as journal
from akademia.publishing.library.queries import house
from akademia.publishing.library.queries.file_pages import page_documents, page_stamps
from akademia.publishing.library.queries.passages import guide_passages
from akademia.publishing.library.services.handed import take_in

AREA = Area(
    name="publishing",
    label="Publikacje",
    summary="Poradniki, kwartalnik i zbiory interpretacji.",
    endpoint="publishing.show_area",
    kinds=(
        # A whole guide holds a little of everything; what says just one thing stands before it. A number of the archive
        # is only described, there is nothing in it to read.
        Kind("guide", "Biblioteka", "library.show_item", house.every_item, house.public_items, house.living_items,
             "Publikacja", house.item_stamps, house.item_documents, desk=house.item_desk,
             passages=guide_passages, newest=house.few_newest, published_between=house.items_between,
             made_by=house.items_made_by, weight=0.95),
        # Beside an item that has the words in its title or description, its pages stand back.
        Kind("file_page", "Strony publikacji", "library_files.send_file", one="Strona publikacji", stamps=page_stamps,
             documents=page_documents, weight=0.5),
        Kind("article", "Artykuły", "journal.show_article", journal.every_article, journal.article_items,
             journal.living_articles, "Artykuł", journal.article_stamps, journal.article_documents,
             desk=journal.article_desk, weight=0.6, published_between=journal.articles_between,
             made_by=journal.articles_made_by),
        Kind("issue", "Numery kwartalnika", "journal.show_issue", journal.every_issue, journal.issue_items,
             journal.living_issues, "Numer kwartalnika", journal.issue_stamps, journal.issue_documents,
             desk=journal.issue_desk, weight=0.6, published_between=journal.issues_between),
    ),
    find=house.found_items,
    inlets=(("library.report", take_in),),
)  # fmt: skip

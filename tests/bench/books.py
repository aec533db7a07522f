"""What it costs to make a number of sixty pages into its files."""

import time

import pypdfium2

from akademia.publishing.books.formats.book import epub, pdf
from tests.publishing.books.samples import long_book

MOST_SECONDS = 2


def sixty_pages() -> tuple[int, float]:
    """Return how many pages the PDF has, and the seconds of CPU that PDF and EPUB took together."""
    book = long_book()
    begun = time.process_time()
    made = pdf(book)
    epub(book)
    spent = time.process_time() - begun
    return len(pypdfium2.PdfDocument(made)), spent

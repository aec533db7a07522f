"""What it costs to take the words out of a PDF of a hundred pages."""

import time
from statistics import median

import pypdfium2

from akademia.publishing.library.formats.pdf import words_of
from tests.publishing.library.papers import good_pdf

PAGES, TIMES, MOST_SECONDS = 100, 5, 0.2


def hundred_pages() -> tuple[int, float]:
    """Return how many signs were read, and the seconds of CPU of a reading, the median of five."""
    data, spent, signs = good_pdf(pages=PAGES), [], 0
    for _ in range(TIMES):
        begun = time.process_time()
        document = pypdfium2.PdfDocument(data)
        signs = sum(len(words_of(document, number)) for number in range(PAGES))
        document.close()
        spent.append(time.process_time() - begun)
    return signs, median(spent)

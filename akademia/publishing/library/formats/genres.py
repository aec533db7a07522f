"""What each genre of works is called, here and in the vocabularies of others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Genre:
    """A genre in other people's words.

    :param label: what many of them are called, in Polish.
    :param bibtex: an entry type of BibTeX; `ris`: a type of RIS; `csl`: a type of CSL 1.0.2.
    :param schema: a type of schema.org; `dcmi`: of the DCMI Type Vocabulary; `mods`: a `typeOfResource` of MODS 3.7.
    :param marc: a term of the MARC genre list, or empty.
    """

    label: str
    bibtex: str = "book"
    ris: str = "BOOK"
    csl: str = "book"
    schema: str = "Book"
    dcmi: str = "Text"
    mods: str = "text"
    marc: str = ""


_OTHER = Genre("Inne publikacje")
QUARTERLY = ("kwartalnik", "Kwartalnik")  # the set of numbers and articles, beside those of departments
GENRES = {
    "guide": Genre("Poradniki", marc="book"),
    "notebook": Genre("Zeszyty informacyjne", marc="book"),
    "informer": Genre("Informatory", marc="book"),
    "report": Genre("Raporty", "techreport", "RPRT", "report", "Report", marc="technical report"),
    "act": Genre("Akty", "misc", "STAT", "legislation", "Legislation", marc="legislation"),
    "template": Genre("Wzory dokumentów", "misc", "GEN", "document", "DigitalDocument"),
    "recording": Genre("Nagrania", "misc", "MULTI", "broadcast", "MediaObject", "Sound", "sound recording"),
    "issue": Genre("Numery kwartalnika", "book", "JFULL", "periodical", "PublicationIssue", marc="issue"),
    "article": Genre("Artykuły", "article", "JOUR", "article-journal", "ScholarlyArticle", marc="article"),
}


def genre_of(kind: str) -> Genre:
    """Return a genre in other people's words; one that has none is a book to them."""
    return GENRES.get(kind, _OTHER)

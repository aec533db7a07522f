"""Numbers that works bear: ISBN, ISSN, DOI. Each is returned as it is written down."""

import re

from stdnum import isbn, issn
from stdnum.exceptions import ValidationError

# Source: Crossref's own advice on the shape of DOIs; the agency checks no more than that.
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+\Z")
_DOI_LEAD = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
LONGEST_DOI = 200


class BadNumber(ValueError):
    """A number cannot be right; its words say why, in Polish."""


def isbn_of(typed: str) -> str:
    """Return an ISBN of thirteen or ten digits with its hyphens; empty for nothing.

    :raises BadNumber: its digits do not fit together.
    """
    if not typed.strip():
        return ""
    try:
        return str(isbn.format(isbn.validate(typed)))
    except ValidationError as error:
        raise BadNumber("Ten ISBN ma błędną cyfrę albo długość. Przepisz go jeszcze raz.") from error


def issn_of(typed: str) -> str:
    """Return an ISSN („2544-2465”); empty for nothing.

    :raises BadNumber: its digits do not fit together.
    """
    if not typed.strip():
        return ""
    try:
        return str(issn.format(issn.validate(typed)))
    except ValidationError as error:
        raise BadNumber("Ten ISSN ma błędną cyfrę albo długość. Przepisz go jeszcze raz.") from error


def doi_of(typed: str) -> str:
    """Return a DOI without the address before it; empty for nothing.

    :raises BadNumber: it has not the shape of one.
    """
    bare = _DOI_LEAD.sub("", typed.strip())
    if bare and (len(bare) > LONGEST_DOI or not _DOI.match(bare)):
        raise BadNumber("DOI zaczyna się od „10.” i ma ukośnik, na przykład 10.1000/182.")
    return bare

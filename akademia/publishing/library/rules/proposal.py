"""What a file says of itself, made into a proposal for staff."""

import re
from typing import Any

from akademia.publishing.library.rules.findings import is_file_name

MOST_AUTHORS = 12
LONGEST = 300
_YEAR = re.compile(r"(?:D:)?((?:19|20)\d\d)")
_NOBODY = re.compile(
    r"(?:user|użytkownik|admin\w*|owner|właściciel|komputer|pc|dell|hp|lenovo|asus|acer|author|autor|microsoft.*)\d*\Z",
    re.IGNORECASE,
)


def proposal(title: str, authors: str, made: str, language: str) -> dict[str, Any]:
    """Return what is worth proposing: `title`, `authors`, `year`, `language`; what is not told is left out.

    :param authors: names apart by commas or semicolons; what programs write there by themselves is left out.
    :param made: a date as the file has it („D:20170315…”, „2017-03-15T…”).
    :param language: a BCP 47 tag.
    """
    named = [_line(name) for name in re.split(r"\s*[;,]\s*", authors)]
    year = _YEAR.match(made.strip())
    told: dict[str, Any] = {
        "title": "" if is_file_name(title) else _line(title),
        "authors": [name for name in named if name and not _NOBODY.match(name)][:MOST_AUTHORS],
        "year": int(year[1]) if year else None,
        "language": language.partition("-")[0].casefold() if re.fullmatch(r"[A-Za-z]{2,3}(-.*)?", language) else "",
    }
    return {name: value for name, value in told.items() if value}


def _line(words: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(shown.split())[:LONGEST]

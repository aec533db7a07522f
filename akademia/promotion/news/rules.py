"""What is typed about an article beside its text: its pictures, one a line, and its people; and its address."""

import re
from dataclasses import dataclass

from akademia.people.rules import LONGEST_NAME, Name, read_name

MOST_PICTURES = 30
MOST_PEOPLE = 30
# Parts of address that lists and feeds have beside articles.
RESERVED = frozenset({"archiwum", "obszar", "region", "obraz", "atom"})
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*media:([a-z0-9]+)\s*\)\Z")


@dataclass(frozen=True)
class PictureLine:
    """A picture by its key in the media library, and what it shows, in the article's words."""

    key: str
    alt: str


class BadLine(ValueError):
    """A line is not what it should be; its words say why, in Polish."""


def read_pictures(typed: str) -> list[PictureLine]:
    """Read pictures, one a line, as texts show them („![opis](media:klucz)”); empty lines are left out.

    :raises BadLine: the first line that is none, or a picture that stands twice.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_PICTURES:
        raise BadLine(f"Podaj najwyżej {MOST_PICTURES} obrazów.")
    found = [_read_picture(line) for line in lines]
    keys = [one.key for one in found]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise BadLine(f"Obraz „{twice}” stoi tu dwa razy.")
    return found


def _read_picture(line: str) -> PictureLine:
    found = _PICTURE.match(line)
    if found is None:
        raise BadLine(f"„{line[:60]}”: skopiuj zapis obrazu z biblioteki mediów, na przykład ![Opis](media:klucz).")
    alt = " ".join(found[1].split())
    if not alt:
        raise BadLine(f"Obraz „{found[2]}” nie ma opisu. Napisz w nawiasie kwadratowym, co na nim widać.")
    return PictureLine(found[2], alt)


def write_picture(key: str, alt: str) -> str:
    """Return a picture as it is typed; reading it gives the same."""
    return f"![{alt}](media:{key})"


def read_people(typed: str) -> list[Name]:
    """Read people, one a line, as (given names, family name).

    :raises BadLine: the first line that is no name, or a name that stands twice.
    """
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_PEOPLE:
        raise BadLine(f"Podaj najwyżej {MOST_PEOPLE} osób.")
    found: list[Name] = []
    for line in lines:
        name = read_name(line)
        if name is None or len(line) > LONGEST_NAME:
            raise BadLine(f"„{line[:60]}”: podaj imię i nazwisko.")
        if name in found:
            raise BadLine(f"„{line}” stoi tu dwa razy.")
        found.append(name)
    return found


def address_complaint(slug: str) -> str:
    """Return why an article may not have a part of address; empty when it may.

    Numbers alone are years of the archive.
    """
    if slug in RESERVED or slug.isdigit():
        return f"Adres „{slug}” jest zastrzeżony dla list aktualności. Wybierz inny."
    return ""

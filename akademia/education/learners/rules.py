"""What a pasted line says, and when a list is too big to enrol at once."""

import re

ENROLS, ON_IT, ABSENT, TWICE, WRONG = "enrols", "on_it", "absent", "twice", "wrong"
OUTCOMES = {
    ENROLS: "zapiszemy na kurs",
    ON_IT: "już jest na kursie",
    ABSENT: "nie ma konta: wyślemy zaproszenie",
    TWICE: "powtórzony, pominiemy",
    WRONG: "to nie jest adres e-mail, pominiemy",
}
MOST_LINES = 5_000
AT_ONCE = 100  # a longer list is done by a worker
EXTRA_TIMES = (0, 25, 50, 100, 200, 300)
_ADDRESS = re.compile(r"[^\s,;<>\"']+@[^\s,;<>\"']+")


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, a header of a CSV file left out."""
    lines = [line.strip() for line in text.replace("\ufeff", "").splitlines()]
    said = [line for line in lines if line]
    is_header = bool(said) and "@" not in said[0] and bool(re.search(r"mail|adres", said[0], re.IGNORECASE))
    return said[1:] if is_header else said


def address_in(line: str) -> str:
    """Return what looks like an address in a line of a list, a CSV file or a mail program; else the whole line."""
    found = _ADDRESS.search(line)
    return found[0].strip("<>.") if found else line

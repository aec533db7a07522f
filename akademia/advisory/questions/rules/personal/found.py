"""What was found in a text, its kinds and their words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

EMAIL, PHONE, PESEL, NIP, REGON = "email", "phone", "pesel", "nip", "regon"
ACCOUNT, DOCUMENT, ADDRESS, NAME = "account", "document", "address", "name"
WORDS: Mapping[str, str] = {
    NAME: "imię i nazwisko",
    PESEL: "numer PESEL",
    PHONE: "numer telefonu",
    EMAIL: "adres e-mail",
    ADDRESS: "adres",
    ACCOUNT: "numer rachunku",
    DOCUMENT: "numer dokumentu",
    NIP: "numer NIP",
    REGON: "numer REGON",
}


class Found(NamedTuple):
    """A part of a text that looks like personal data. `text` is `whole[start:end]`, in characters."""

    kind: str
    text: str
    start: int
    end: int


def words(kind: str) -> str:
    """Return what a kind is called in Polish: „numer PESEL”."""
    return WORDS[kind]


def mask(text: str, found: Iterable[Found]) -> str:
    """Return a text with each found part replaced by its kind: „[numer PESEL]”.

    :param found: parts of this very text; where two overlap, the one that begins earlier counts.
    """
    pieces, at = [], 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start >= at:
            pieces += [text[at : one.start], f"[{words(one.kind)}]"]
            at = one.end
    return "".join([*pieces, text[at:]])

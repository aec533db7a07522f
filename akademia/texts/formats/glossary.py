"""Finding glossary terms in running text by their inflected forms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from akademia.core.text import NBSP

# The act's title and the academy's name hold terms that need no explaining there.
_NAMES = ("akademia zatrudnienia socjalnego", "ustawa o zatrudnieniu socjalnym", "ustawy o zatrudnieniu socjalnym",
          "ustawie o zatrudnieniu socjalnym", "ustawę o zatrudnieniu socjalnym", "ustawą o zatrudnieniu socjalnym",
          "akademii zatrudnienia socjalnego", "rada zatrudnienia socjalnego", "rady zatrudnienia socjalnego",
          "radzie zatrudnienia socjalnego", "radę zatrudnienia socjalnego")  # fmt: skip


@dataclass(frozen=True)
class TermEntry:
    key: str
    name: str
    meaning: str
    forms: tuple[str, ...]


class Finder:
    """Splits words into plain pieces and mentions of terms. Longer forms win over shorter ones."""

    def __init__(self, terms: Sequence[TermEntry]) -> None:
        self._by_form = {_same(form): term for term in terms for form in term.forms}
        names = {_same(name) for name in _NAMES} - set(self._by_form)
        forms = sorted([*self._by_form, *names], key=len, reverse=True)
        choice = "|".join(re.escape(form).replace(r"\ ", f"[ {NBSP}]") for form in forms)
        self._pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE) if forms else None

    def split(self, words: str, explained: set[str]) -> Iterator[tuple[str, TermEntry | None]]:
        """Give (words, term or None) in order; a term in `explained`, or met twice, stays plain."""
        at, seen = 0, set(explained)
        for found in self._pattern.finditer(words) if self._pattern else ():
            term = self._term(found[0])
            if term is None or term.key in seen:
                continue
            seen.add(term.key)
            if found.start() > at:
                yield words[at : found.start()], None
            yield found[0], term
            at = found.end()
        if at < len(words):
            yield words[at:], None

    def _term(self, found: str) -> TermEntry | None:
        """Return the term; an abbreviation must stand in its own capitals („ES”, not „es”)."""
        term = self._by_form.get(_same(found))
        if term is None:
            return None
        capitals = [form for form in term.forms if _same(form) == _same(found) and form.isupper()]
        return None if capitals and not found.isupper() else term


def _same(form: str) -> str:
    return form.replace(NBSP, " ").casefold()

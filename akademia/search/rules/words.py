"""Words of a Polish text and the keys they lead to.

A word leads to all its base forms, by the dictionary of Morfeusz; one that it does not know, to its stem by a few
endings. An abbreviation (CIS) has a key of its own beside. So „świadczeń” in a text and „świadczenie” in a question
meet. Keys: a base form with its Polish marks; `~stem`; `^cis`; `§uzs/art-15-ust-4`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from akademia.core.dictionary import readings
from akademia.core.text import fold

# Raised when a key of the same word changes, or its weight, so that every index is made anew.
VERSION = 4
LONGEST_WORD = 40
LONGEST_ABBREVIATION = 8
STOP_WORDS = frozenset(
    """a aby albo ale ani aż bardzo bez bo by być był była było były będzie będą ci co czy czyli dla do gdy gdzie
    gdyż go
    i ich ile im inne ja jak jaka jaki jakie jako je jego jej jest jestem jeśli jeżeli już kiedy kto która które którego
    której którzy który których którym którą lub ma mają mam mi mnie mogą może można mu my na nad nam nas nasz nie nich
    nim niż o od on ona oni one oraz po pod podczas ponieważ przed przez przy się są sobie swoje ta tak także tam te
    tego tej ten to też tu tych tylko tym u w we wiec więc właśnie wszystkie z za ze że żeby
    aby iz iż zas zaś oto lecz czym czemu jaką jakich jakim""".split()
)  # fmt: skip
# What questions are put in: it says nothing of what is asked about, so it is left out where other words are left.
ASKING_WORDS = frozenset(
    """chcę chciałabym chciałbym dostać długo dowiedzieć mieć musi muszą muszę należy potrzebny potrzebuję powinien
    powinna powinno proszę szukam trzeba wolno wynosi wynoszą znaczy znaleźć
    chce chcialabym chcialbym dlugo musza musze nalezy potrzebuje prosze wynosza znalezc miec dostac""".split()
)  # fmt: skip
_UPPER, _LOWER = "A-ZĄĆĘŁŃÓŚŹŻ", "a-ząćęłńóśźż"
_TOKEN = re.compile(rf"([{_UPPER}]{{2,{LONGEST_ABBREVIATION}}})-[{_LOWER}]{{1,4}}(?![^\W_])|[^\W_]+")
_MARKED = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "żź"}
_MOST_MARKS = 3
_MOST_TRIES = 400
_ENDINGS = sorted(
    """iami ami ach ich ych ego iego emu iemu imi ymi iej ej owi owie ów om em ie ia iu a ą e ę i o u y im ym
    ami ach ować uje ują ała ały ało ał ać ić yć""".split(),
    key=lambda ending: (-len(ending), ending),
)  # fmt: skip
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Token:
    """A word of a text: its characters and the word itself as written, an abbreviation without its ending."""

    start: int
    end: int
    written: str

    @property
    def form(self) -> str:
        return self.written.lower()


def cleaned(text: str) -> str:
    """Return text as it is read: marks joined to their letters, no soft hyphens, blanks made one."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\0", " ")).replace("\u00ad", "").split())


def tokens(text: str) -> Iterator[Token]:
    """Give the words of a cleaned text, stop words too; letters that stand alone are left out."""
    for found in _TOKEN.finditer(text):
        written = found[1] or found[0]
        if len(written) > 1 or written.isdecimal():
            yield Token(found.start(), found.end(), written[:LONGEST_WORD])


def is_stop(form: str) -> bool:
    return form in STOP_WORDS


@lru_cache(maxsize=50_000)
def keys_of(written: str) -> tuple[str, ...]:
    """Return the keys a word of a text leads to."""
    form = written.lower()
    keys = base_forms(form) or (stem(form),)
    return (*keys, abbreviation_key(form)) if is_abbreviation(written) else keys


def is_abbreviation(written: str) -> bool:
    return written.isupper() and written.isalpha() and 2 <= len(written) <= LONGEST_ABBREVIATION


def abbreviation_key(form: str) -> str:
    return f"^{fold(form)}"


def provision_key(act: str, key: str) -> str:
    return f"§{act}/{key}"


@lru_cache(maxsize=50_000)
def base_forms(form: str) -> tuple[str, ...]:
    """Return the base forms of a word in small letters; none for what the dictionary does not know."""
    if not form.isalpha():
        return (form,) if any(sign.isdigit() for sign in form) else ()
    return tuple(dict.fromkeys(_plain(reading.lemma) for reading in readings(form)))


def _plain(lemma: str) -> str:
    """Return a base form without what tells homonyms apart („socjalny:A”, „cis_ncol”)."""
    return re.split(r"[:_]", lemma, maxsplit=1)[0].lower()[:LONGEST_WORD]


def stem(form: str) -> str:
    """Return a word without its likeliest ending, for words no dictionary has."""
    plain = fold(form)
    ending = next(
        (one for one in _FOLDED_ENDINGS if plain.endswith(one) and len(plain) - len(one) >= _SHORTEST_STEM), ""
    )
    return f"~{plain.removesuffix(ending) if ending else plain}"


_FOLDED_ENDINGS = tuple(dict.fromkeys(fold(one) for one in _ENDINGS))


@lru_cache(maxsize=5_000)
def marked(form: str) -> tuple[str, ...]:
    """Return the words of the dictionary that a word typed without Polish marks may be: „swiadczen” is „świadczeń”.

    At most three marks are put back, and a few hundred ways are tried.
    """
    places = [(place, sign) for place, letter in enumerate(form) for sign in _MARKED.get(letter, "")]
    tries = (chosen for count in range(1, _MOST_MARKS + 1) for chosen in combinations(places, count))
    found = []
    for _, chosen in zip(range(_MOST_TRIES), tries, strict=False):
        letters = list(form)
        for place, sign in chosen:
            letters[place] = sign
        word = "".join(letters)
        if base_forms(word):
            found.append(word)
    return tuple(dict.fromkeys(found))

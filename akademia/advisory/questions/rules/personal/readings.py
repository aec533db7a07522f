"""What a single word may be: a given name, a surname, in which cases, and whether it is a common word too."""

import unicodedata
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from akademia.advisory.questions.rules.personal import lists
from akademia.core.dictionary import Reading, readings
from akademia.core.text import fold

LONGEST_WORD = 40
CASES = ("nom", "gen", "dat", "acc", "inst", "loc", "voc")
_ANY = frozenset(product(("sg",), CASES, "mf"))
_ADJECTIVE = ("ski", "cki", "dzki", "ska", "cka", "dzka", "skie", "ckie", "dzkie")
_PLACE = {"nazwa_geograficzna", "człon_nazwy_geograficznej"}
_ENDINGS = frozenset("a y i ie e o u owi em iem om ami ach ow ą ę ze rze iia ii iię iią ija iya".split()) | {""}
Shape = tuple[str, str, str]  # number, case, gender (m, f)


class Word(NamedTuple):
    """What a word may be.

    :param given, surname: the shapes in which it is one; empty when it is none.
    :param usual_given, usual_surname: it is a form of a listed one.
    :param common: it is an everyday word too; `place`: the name of a place too.
    :param adjective: it is one of -ski, which are common words of places too („szczecińska”).
    :param known: the dictionary has it.
    """

    given: frozenset[Shape]
    surname: frozenset[Shape]
    usual_given: bool
    usual_surname: bool
    common: bool
    place: bool
    adjective: bool
    known: bool
    lemmas: frozenset[str]


@lru_cache(maxsize=20_000)
def word(written: str) -> Word:
    """Read one word of letters; of a double surname („Nowak-Lis”) the last part."""
    first, _, last = _letters(written).replace("–", "-").replace("‑", "-").rpartition("-")
    found = _whole(last) if not first or _may_join(first) else []
    given = frozenset(shape for shape in _labelled(found, "imię") if shape[0] == "sg")
    surname = _labelled(found, "nazwisko")
    lemmas = {_bare(one.lemma) for one in found}
    own_given = {_bare(one.lemma) for one in found if "imię" in one.labels}
    own_surname = {_bare(one.lemma) for one in found if "nazwisko" in one.labels}
    usual = bool(given) and not own_given.isdisjoint(lists.GIVEN)
    common, place = any(_is_common(one) for one in found), any(_PLACE & set(one.labels) for one in found)
    listed = not (usual or common or place) and _is_listed_given(last)
    return Word(
        given=_ANY if listed else given,
        surname=surname,
        usual_given=listed or usual,
        usual_surname=any(one in lists.SURNAMES or _masculine(one) in lists.SURNAMES for one in own_surname),
        common=common,
        place=place,
        adjective=any(one.tag.startswith("adj") for one in found),
        known=bool(found) or bool(first and not _may_join(first)),
        lemmas=frozenset(one.lower() for one in lemmas),
    )


def _whole(written: str) -> list[Reading]:
    if not written.isalpha() or len(written) > LONGEST_WORD:
        return []
    return [one for one in readings(written) if one.whole]


def _may_join(first: str) -> bool:
    """Say whether the first part of a double word may be a surname: „Warmińsko-Mazurskie” is none."""
    found = _whole(first)
    return not found or any("nazwisko" in one.labels for one in found)


def _letters(written: str) -> str:
    return unicodedata.normalize("NFC", written)


def _bare(lemma: str) -> str:
    return lemma.partition(":")[0].partition("_")[0]


def _masculine(surname: str) -> str:
    return surname[:-1] + "i" if surname.endswith(_ADJECTIVE) else surname


def _is_common(one: Reading) -> bool:
    """Say whether a reading is an everyday word; the adjective „kowalski” beside a surname is none."""
    if {"imię", "nazwisko", *_PLACE} & set(one.labels):
        return False
    return not (one.tag.startswith("adj") and _bare(one.lemma).lower().endswith(_ADJECTIVE))


def _labelled(found: list[Reading], label: str) -> frozenset[Shape]:
    return frozenset(shape for one in found if label in one.labels for shape in _shapes(one.tag))


def _shapes(tag: str) -> list[Shape]:
    """Return the shapes of a tag: „subst:sg:gen.acc:m1” is two."""
    parts = tag.split(":")
    if parts[0] not in ("subst", "adj", "ppas", "pact") or len(parts) < 4:
        return []
    numbers, cases, genders = (part.split(".") for part in parts[1:4])
    both = {"m" if gender[0] == "m" else "f" for gender in genders if gender[0] in "mf"} or set("mf")
    return list(product(numbers, cases, sorted(both)))


@lru_cache(maxsize=1)
def _given_stems() -> frozenset[str]:
    """Return the listed given names without marks and the vowel they lose: „mykol”, „oksan”, „pawel”, „pawl”."""
    stems = set()
    for name in lists.GIVEN:
        plain = fold(name)
        stems.add(plain.removesuffix("a").removesuffix("o").removesuffix("i"))
        if plain.endswith(("ek", "el")):
            stems.add(plain[:-2] + plain[-1])
    return frozenset(stem for stem in stems if len(stem) > 2)


@lru_cache(maxsize=20_000)
def _is_listed_given(written: str) -> bool:
    """Say whether a word the dictionary takes for no name may be a listed one, foreign or typed without marks."""
    plain = fold(written)
    return any(
        plain[: len(plain) - cut] in _given_stems() and plain[len(plain) - cut :] in _FOLDED_ENDINGS
        for cut in range(min(4, len(plain) - 2))
    )


may_be_given = _is_listed_given
_FOLDED_ENDINGS = frozenset(fold(one) for one in _ENDINGS)


@lru_cache(maxsize=20_000)
def role_shapes(written: str, among: frozenset[str]) -> frozenset[Shape]:
    """Return the shapes in which a word is one of some nouns; none when it is none of them."""
    found = [one for one in _whole(_letters(written)) if _bare(one.lemma).lower() in among]
    return frozenset(shape for one in found for shape in _shapes(one.tag))

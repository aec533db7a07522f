"""From asked words to the terms of the index: base forms, forms without Polish marks, likely misspellings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, func, select

from akademia.core.db import rows
from akademia.core.kept import each_same_for_all
from akademia.core.text import fold
from akademia.search.models import IndexTerm, WordForm
from akademia.search.rules import spelling
from akademia.search.rules.words import Token, abbreviation_key, base_forms, keys_of, marked, stem

_MOST_KNOWN = 5_000
_KEPT_WORDS = 2_000
_BEGINNING = 3  # letters that a word with two mistakes still shares with the right one


_NAMES: Any = bindparam("names", expanding=True)
_BUILD: Any = bindparam("build")
_TERMS = select(IndexTerm.key, IndexTerm.id, IndexTerm.documents).where(
    IndexTerm.build_id == _BUILD, IndexTerm.key.in_(_NAMES), IndexTerm.documents > 0
)
_ALIKE = (
    select(WordForm.folded, WordForm.form).where(WordForm.build_id == _BUILD, WordForm.folded.in_(_NAMES)).distinct()
)
_FORMS = select(WordForm.term_id, WordForm.form).where(WordForm.term_id.in_(bindparam("terms", expanding=True)))


@dataclass(frozen=True)
class Group:
    """One asked word and the terms that stand for it: any of them will do.

    :param documents: how many hold its commonest term.
    :param forms: in which its terms were met, to be marked in what is found.
    """

    asked: str
    term_ids: tuple[int, ...]
    documents: int
    forms: tuple[str, ...] = ()


def groups_of(build_id: int, words: Sequence[Token]) -> list[Group]:
    """Return the terms of each asked word, in the order of words; a word that nothing holds has none.

    The same words are asked again and again: they are kept until the index or anything public changes. Three queries
    for all that are not.
    """
    said = {word.written: word for word in words}

    def read(missing: Sequence[str]) -> dict[str, Group]:
        return _read_groups(build_id, [said[one] for one in missing])

    return each_same_for_all(("search words", build_id), list(said), read, _KEPT_WORDS)


def _read_groups(build_id: int, words: Sequence[Token]) -> dict[str, Group]:
    met = _forms(build_id, [word.form for word in words])
    keys = {word.form: _keys(word, met.get(fold(word.form), ())) for word in words}
    groups = {group.asked: group for group in _groups(build_id, keys)}
    forms = _forms_of({term for group in groups.values() for term in group.term_ids})
    return {word.written: _with_forms(groups[word.form], forms) for word in words}


def _with_forms(group: Group, forms: Mapping[int, Sequence[str]]) -> Group:
    return replace(group, forms=tuple(form for term in group.term_ids for form in forms.get(term, ())))


def provision_groups(build_id: int, keys: Mapping[str, tuple[str, ...]]) -> list[Group]:
    """Return groups by their terms: name -> terms."""
    return _groups(build_id, keys)


def _groups(build_id: int, keys: Mapping[str, tuple[str, ...]]) -> list[Group]:
    wanted = {key for own in keys.values() for key in own}
    if not wanted:
        return []
    held = {key: (number, count) for key, number, count in rows(_TERMS, build=build_id, names=sorted(wanted))}
    found = []
    for asked, own in keys.items():
        terms = [held[key] for key in own if key in held]
        found.append(Group(asked, tuple(number for number, _ in terms), max((count for _, count in terms), default=0)))
    return found


def _keys(word: Token, met: Collection[str]) -> tuple[str, ...]:
    """Return all keys a typed word may mean.

    :param met: forms of the index that are written like it but for Polish marks.
    """
    form = word.form
    is_plain = form == fold(form)
    own = [*keys_of(word.written), abbreviation_key(form)]
    if is_plain:
        own += [key for other in sorted(met) for key in (base_forms(other) or (stem(other),))]
        if not met and not base_forms(form):
            own += [key for other in marked(form) for key in base_forms(other)]
    return tuple(dict.fromkeys(own))


def _forms(build_id: int, forms: Collection[str]) -> dict[str, list[str]]:
    """Return the forms of the index by how they are written without Polish marks, as the asked ones are."""
    found: dict[str, list[str]] = {}
    folded = sorted({fold(form) for form in forms})
    for plain, form in rows(_ALIKE, build=build_id, names=folded) if folded else ():
        found.setdefault(plain, []).append(form)
    return found


def _forms_of(terms: Collection[int]) -> dict[int, list[str]]:
    """Return the forms in which terms were met."""
    found: dict[int, list[str]] = {}
    for term_id, form in rows(_FORMS, terms=sorted(terms)) if terms else ():
        found.setdefault(term_id, []).append(form)
    return found


def suggestions(build_id: int, words: Collection[str]) -> dict[str, str]:
    """Return what was probably meant by words that nothing holds; two queries however many words there are."""
    plain = {word: fold(word) for word in words if len(word) >= spelling.SHORTEST and word.isalpha()}
    near = {word: spelling.neighbours(folded) for word, folded in plain.items()}
    known = _known(build_id, WordForm.folded.in_(sorted(set().union(*near.values()))) if near else None)
    found = {word: spelling.nearest(plain[word], [one for one in known if one[1] in near[word]]) for word in near}
    far = [word for word, other in found.items() if other is None and len(word) >= spelling.FAR_FROM]
    begins = sorted({plain[word][:_BEGINNING] for word in far})
    likely = _known(build_id, func.substr(WordForm.folded, 1, _BEGINNING).in_(begins) if begins else None)
    found |= {word: spelling.nearest(plain[word], likely) for word in far}
    return {word: other for word, other in found.items() if other is not None}


def _known(build_id: int, where: object) -> list[tuple[str, str, int]]:
    """Return forms that a document still holds, with the number of documents."""
    if where is None:
        return []
    query = (
        select(WordForm.form, WordForm.folded, func.max(IndexTerm.documents))
        .join(IndexTerm, IndexTerm.id == WordForm.term_id)
        .where(WordForm.build_id == build_id, IndexTerm.documents > 0, where)  # type: ignore[arg-type]
        .group_by(WordForm.form, WordForm.folded)
        .order_by(func.max(IndexTerm.documents).desc())
        .limit(_MOST_KNOWN)
    )
    return [(form, folded, count) for form, folded, count in rows(query)]

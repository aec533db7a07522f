"""A document taken apart: which terms it holds, what each weighs in it, in which forms they were met."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from akademia.core.area import Document
from akademia.search.rules import ranking
from akademia.search.rules.words import Token, abbreviation_key, cleaned, is_abbreviation, is_stop, keys_of, tokens

MOST_WORDS = 50_000  # of one field; what comes after is not searched


@dataclass(frozen=True)
class LongName:
    """An abbreviation with its full name: the key of the one, the keys of each word of the other."""

    key: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LongNames:
    """The abbreviations that the glossary explains. Who asks for one of both finds the other."""

    by_key: Mapping[str, LongName] = field(default_factory=dict)
    by_first: Mapping[str, tuple[LongName, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "LongNames":
        """Make them of (abbreviation, full name); a name of one word is no full name."""
        names = [
            LongName(abbreviation_key(short.lower()), tuple(keys_of(word.written) for word in _words(full)))
            for short, full in pairs
            if is_abbreviation(short)
        ]
        long = [name for name in names if len(name.words) > 1]
        first: dict[str, tuple[LongName, ...]] = {}
        for name in long:
            for key in name.words[0]:
                first[key] = (*first.get(key, ()), name)
        return cls({name.key: name for name in long}, first)


@dataclass(frozen=True)
class Analysis:
    """`impacts`: term -> its weight in the document; `forms`: (form, the terms it leads to)."""

    impacts: Mapping[str, int]
    forms: Mapping[str, tuple[str, ...]]


def _words(text: str) -> list[Token]:
    return [word for word, _ in zip(tokens(text), range(MOST_WORDS), strict=False) if not is_stop(word.form)]


def fields_of(document: Document) -> dict[str, str]:
    """Return the text of each field; headings are a part of the body too, and weigh more there."""
    return {
        ranking.TITLE: cleaned(" · ".join([document.title, *document.names])),
        ranking.SUMMARY: cleaned(document.summary),
        ranking.HEADINGS: cleaned(" · ".join(document.headings)),
        ranking.BODY: cleaned(document.words),
    }


def analysed(document: Document, called: str, provisions: Mapping[str, int], names: LongNames) -> Analysis:
    """Take a document apart.

    :param called: what a thing of its kind is called („Lekcja”): who asks for one finds it by that too.
    :param provisions: terms of provisions -> their weight.
    """
    counts: dict[str, dict[str, int]] = {}
    forms: dict[str, tuple[str, ...]] = {}
    lengths = {}
    for name, text in {**fields_of(document), ranking.KIND: called}.items():
        words = _words(text)
        lengths[name] = len(words)
        for key in _keys(words, names, forms):
            counts.setdefault(key, {}).setdefault(name, 0)
            counts[key][name] += 1
    impacts = {key: ranking.impact(found, lengths) for key, found in counts.items()}
    return Analysis({**impacts, **provisions}, forms)


def _keys(words: Sequence[Token], names: LongNames, forms: dict[str, tuple[str, ...]]) -> Iterable[str]:
    """Give the keys of words in their order, with those of the other name of what has two."""
    keys = [keys_of(word.written) for word in words]
    for place, own in enumerate(keys):
        form = words[place].form
        if forms.get(form, ()) != own:
            forms[form] = tuple(dict.fromkeys((*forms.get(form, ()), *own)))
        yield from own
        for key in own:
            if key in names.by_key:
                yield from (one for word in names.by_key[key].words for one in word)
        for name in dict.fromkeys(name for key in own for name in names.by_first.get(key, ())):
            if _stands(name, keys[place : place + len(name.words)]):
                yield name.key


def _stands(name: LongName, found: Sequence[tuple[str, ...]]) -> bool:
    return len(found) == len(name.words) and all(
        not set(own).isdisjoint(word) for own, word in zip(found, name.words, strict=True)
    )


def provision_impacts(itself: str | None, cited: Iterable[str], above: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the weights of the provisions a document is or cites, and of those above them.

    :param cited: one for each citation; `above`: provision -> what it lies in, the nearest first. Both by their terms.
    """
    own = Counter(cited)
    parts = Counter(higher for key in own for higher in above.get(key, ()))
    weights = {higher: ranking.cites_parts(count) for higher, count in parts.items()}
    weights |= {key: ranking.cites(times, len(own)) for key, times in own.items()}
    if itself is not None:
        higher = above.get(itself, ())
        weights |= dict.fromkeys(higher[1:], ranking.DEEPER_PART) | dict.fromkeys(higher[:1], ranking.PART_OF_PROVISION)
        weights[itself] = ranking.IS_PROVISION
    return weights

"""Names of people: a given name with a surname or an initial, in all cases, or one of them where it is likely.

What is called after a person (an act, a school, a street) is no person; an institution's name is none either.
"""

from collections.abc import Iterator
from typing import NamedTuple

from akademia.advisory.questions.rules.personal.found import NAME, Found
from akademia.advisory.questions.rules.personal.lists import (
    FAMILIES,
    HONORIFICS,
    INSTITUTIONS,
    OF_TOWNS,
    OFFICES,
    PATRONS,
    ROLES,
    SHORT_TITLES,
    TITLES,
)  # fmt: skip
from akademia.advisory.questions.rules.personal.readings import Shape, Word, may_be_given, role_shapes, word
from akademia.advisory.questions.rules.personal.tokens import CLOSES_QUOTE, Token, begins_sentence, tokens

_MOST_TITLES = 3
_SHORTEST_ALONE = 4
_AND = frozenset({"i", "oraz", "z"})
_IMIE = frozenset({"imię", "imieniem", "imie"})


class Span(NamedTuple):
    """Words from `first` up to `after`; `end`: the character after the last."""

    first: int
    after: int
    end: int


def names(text: str) -> Iterator[Found]:
    """Give what looks like names of people, in their order, none over another."""
    reader = _Reader(text)
    at = 0
    while at < len(reader.tokens):
        if past := reader.past_patron(at):
            at = past
            continue
        span = reader.name_at(at)
        if span is None:
            at += 1
            continue
        start = reader.tokens[at].start
        yield Found(NAME, text[start : span.end], start, span.end)
        at = span.after


class _Reader:
    """Reads names out of one text; each look goes a few words back and forth at most."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)

    def name_at(self, at: int) -> Span | None:
        """Return the name that begins with a word."""
        token = self.tokens[at]
        if not token.capital:
            return self._small(at)
        if token.initial:
            return self._from_initial(at) if self._dotted(at) else None
        return self._full(at) or self._turned(at) or self._led(at) or self._alone(at)

    # ── what stands round a word ──
    def _next(self, at: int) -> Token | None:
        """Return the word right after one, blanks between."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return after if after is not None and after.follows else None

    def _capital_next(self, at: int) -> Word | None:
        after = self._next(at)
        return word(after.text) if after is not None and after.capital and not after.initial else None

    def _before(self, at: int) -> Token | None:
        return self.tokens[at - 1] if at else None

    def _begins(self, at: int) -> bool:
        return begins_sentence(self._before(at), self.tokens[at])

    def _span(self, first: int, last: int, dotted: bool = False) -> Span:
        return Span(first, last + 1, self.tokens[last].end + dotted)

    def _dotted(self, at: int) -> bool:
        end = self.tokens[at].end
        return self.text[end : end + 1] == "."

    # ── what is called after people ──
    def past_patron(self, at: int) -> int | None:
        """Return the word after a patron's name that follows „im.”, „św.” or a street's sign, if one begins here."""
        if self.tokens[at].text.lower() not in PATRONS:
            return None
        past = at + 1
        while past < len(self.tokens) and self._goes_on(past):
            past += 1
        return past if past > at + 1 else None

    def _goes_on(self, at: int) -> bool:
        token = self.tokens[at]
        if not (token.follows or token.follows_dot):
            return False
        small = token.text.lower() in (*_AND, *SHORT_TITLES, *PATRONS) and at + 1 < len(self.tokens)
        ends = token.follows_dot and self._begins(at)
        return (token.capital and not ends) or (small and self.tokens[at + 1].capital)

    # ── a given name first ──
    def _full(self, at: int) -> Span | None:
        """Return „Jan Kowalski”, „Anna Maria Nowak”, „Zofią i Janem Michalskimi”, „Jan K.”."""
        own = word(self.tokens[at].text)
        if not own.given or self._is_title(own) or self.tokens[at].text.lower() in HONORIFICS:
            return None
        sure = own.usual_given or not (own.common or own.place)
        last = at
        second = self._capital_next(at)
        if sure and second is not None and second.usual_given and self._surname(at + 1, second, True):
            return self._span(at, at + 2)
        pair = self._couple(at)
        if sure and pair is not None:
            return pair
        if self._surname(at, own, sure):
            last = at + 1
            third = self._capital_next(last)
            if third is not None and self.tokens[last + 1].roman:
                return None
            likely = third is not None and (third.usual_surname or not (third.common or third.place))
            return self._span(at, last + 1 if third and likely and third.surname & own.given else last)
        after = self._next(at)
        if sure and after is not None and after.capital and self._is_initials(at + 1):
            return self._span(at, at + 1, dotted=True)
        return None

    def _is_initials(self, at: int) -> bool:
        """Say whether a word is „K.” or „W-K.”."""
        parts = self.tokens[at].text.split("-")
        return all(len(part) == 1 and part.isupper() for part in parts) and self._dotted(at)

    def _surname(self, at: int, given: Word, sure: bool) -> bool:
        """Say whether the word after a given name is the surname to it."""
        after = self._capital_next(at)
        if after is None or self.tokens[at + 1].roman:
            return False
        if not after.known:
            return sure
        if not after.surname or (after.lemmas & INSTITUTIONS and not after.usual_surname):
            return False
        if self._follows_institution(at, given):
            return False
        agrees = bool(given.given & after.surname)
        if after.lemmas & OF_TOWNS and given.place:
            return False
        if sure:
            return agrees or after.usual_surname or not (after.common or after.place)
        return agrees and (after.usual_surname or not (after.common or after.place))

    def _follows_institution(self, at: int, given: Word) -> bool:
        """Say whether a name in the genitive stands right after an institution: „Uniwersytet Mikołaja Kopernika”."""
        before = self._before(at)
        if before is None or not (before.capital and self.tokens[at].follows):
            return False
        nominative = any(case == "nom" for _, case, _ in given.given)
        return not nominative and bool(word(before.text).lemmas & INSTITUTIONS)

    def _couple(self, at: int) -> Span | None:
        joint = self._next(at)
        if joint is None or joint.text not in _AND:
            return None
        second = self._capital_next(at + 1)
        third = self._capital_next(at + 2) if second is not None and second.given else None
        several = third is not None and any(number == "pl" for number, _, _ in third.surname)
        return self._span(at, at + 3) if several else None

    # ── a surname first ──
    def _turned(self, at: int) -> Span | None:
        """Return „Kowalski Jan”."""
        own, given = word(self.tokens[at].text), self._capital_next(at)
        if (
            self.tokens[at].text.lower() in HONORIFICS
            or given is None
            or not given.usual_given
            or not own.surname & given.given
            or self._is_title(own)
        ):
            return None
        likely = own.usual_surname or not (own.common or own.place)
        return self._span(at, at + 1) if likely and not self._surname(at + 1, given, True) else None

    def _from_initial(self, at: int) -> Span | None:
        """Return „J. Kowalski”, „J. M. Kowalski”, and after „pan” the initial alone."""
        last = at
        while self._dotted(last) and last + 1 < len(self.tokens) and self.tokens[last + 1].follows_dot:
            last += 1
            if not self.tokens[last].initial or last - at > _MOST_TITLES:
                break
        surname = self.tokens[last]
        if last > at and surname.capital and not surname.initial:
            own = word(surname.text)
            likely = own.usual_surname or not (own.common and self._is_marked(at))
            if own.surname and likely and not (self._is_title(own) or own.lemmas & INSTITUTIONS):
                return self._span(at, last)
        if self._honoured(at) is not None:
            return self._span(at, at, dotted=True)
        return None

    def _is_marked(self, at: int) -> bool:
        """Say whether a single letter is the mark of something: „grupa A. Marka…”."""
        before = self._before(at)
        return before is not None and self.tokens[at].follows and before.text[0].islower() and len(before.text) > 1

    # ── after „pan”, „kierownik”, „rodzina” ──
    def _led(self, at: int) -> Span | None:
        own = word(self.tokens[at].text)
        if self._is_title(own) or (own.lemmas & INSTITUTIONS and not own.usual_surname):
            return None
        if not (own.surname or own.given or not own.known):
            return None
        honoured = self._honoured(at)
        if honoured == "państwo":
            fits = any(number == "pl" for number, _, _ in own.surname) and (own.usual_surname or not own.common)
        else:
            fits = honoured is not None or self._has_role(at, own) or self._is_family(at, own)
        if not fits or self.tokens[at].upper:
            return None
        after = self._capital_next(at)
        longer = after is not None and (bool(after.surname) or not after.known) and not self._is_title(after)
        if after is None or not longer or self.tokens[at + 1].upper:
            return self._span(at, at)
        foreign = not own.known and not after.known and self._capital_next(at + 1) is not None  # „Nguyen Thi Lan”
        return self._span(at, at + 2 if foreign else at + 1)

    def _honoured(self, at: int) -> str | None:
        """Return the „pan”, „pani”, „p.” or „państwo” before a word, its titles passed over."""
        for back in range(1, _MOST_TITLES + 2):
            if back > at or not self._leads(at - back + 1):
                return None
            before = self.tokens[at - back].text.lower()
            if before in HONORIFICS:
                return "państwo" if before.startswith("państw") else "pan"
            if before in ("p", "pp") and self._dotted(at - back):
                return "pan"
            if before not in SHORT_TITLES and not role_shapes(before, TITLES):
                return None
        return None

    def _leads(self, at: int) -> bool:
        token = self.tokens[at]
        return token.follows or (token.follows_dot and self.tokens[at - 1].text.lower() in (*SHORT_TITLES, "p", "pp"))

    def _has_role(self, at: int, own: Word) -> bool:
        """Say whether a word in the right case stands right after „kierownik”, „sąsiadka”, „syn”."""
        before = self._before(at)
        if before is None or not self._leads(at):
            return False
        if before.text.lower() in SHORT_TITLES and self._dotted(at - 1):
            return True
        shapes = role_shapes(before.text.lower(), ROLES)
        if own.adjective and not own.usual_surname and role_shapes(before.text.lower(), OFFICES):
            return False
        agrees: frozenset[Shape] = shapes & (own.surname | own.given)
        return bool(agrees) or (bool(shapes) and not own.known and not self.tokens[at].upper)

    def _is_family(self, at: int, own: Word) -> bool:
        before = self._before(at)
        several = any(number == "pl" for number, _, _ in own.surname)
        return (
            before is not None
            and self.tokens[at].follows
            and several
            and (own.usual_surname or not own.common)
            and bool(role_shapes(before.text.lower(), FAMILIES))
        )

    # ── alone ──
    def _alone(self, at: int) -> Span | None:
        """Return a given name or a surname alone, where hardly anything else can be meant."""
        token = self.tokens[at]
        own = word(token.text)
        if (
            token.upper
            or self._quoted(at)
            or token.text.lower() in HONORIFICS
            or not (own.given or own.surname)
            or self._is_title(own)
        ):
            return None
        if self._in_row(at) or own.lemmas & INSTITUTIONS:
            return None
        begins = self._begins(at)
        if own.given and self._follows_imie(at):
            return self._span(at, at)
        if own.usual_given and not (begins and own.common):
            return self._span(at, at)
        if own.surname and not begins and own.usual_surname and not (own.place and self._place_before(at)):
            return self._span(at, at)
        doubtful = own.common or own.place or own.given or own.adjective or len(token.text) < _SHORTEST_ALONE
        return self._span(at, at) if own.surname and not doubtful else None

    def _in_row(self, at: int) -> bool:
        """Say whether capital letters stand right beside a word, or an institution before it."""
        after = self._next(at)
        if after is not None and after.capital:
            return True
        before = self._before(at)
        if before is None or not self.tokens[at].follows:
            return False
        if role_shapes(before.text.lower(), INSTITUTIONS):
            return True
        return before.capital and not (self._begins(at - 1) and word(before.text).common)

    def _quoted(self, at: int) -> bool:
        """Say whether a word stands alone in quotation marks, as brands do."""
        token = self.tokens[at]
        return token.opens_quote and self.text[token.end : token.end + 1] in tuple(CLOSES_QUOTE)

    def _place_before(self, at: int) -> bool:
        before = self._before(at)
        return before is not None and before.text.lower() in ("w", "we", "do", "z", "ze", "koło", "pod", "nad")

    def _follows_imie(self, at: int) -> bool:
        before = self._before(at)
        return before is not None and before.text.lower() in _IMIE

    @staticmethod
    def _is_title(own: Word) -> bool:
        return bool(own.lemmas & ROLES) and not own.usual_surname and not own.usual_given

    # ── small letters ──
    def _small(self, at: int) -> Span | None:
        """Return „anna nowak”, and what stands after „pani” or „na imię”."""
        token = self.tokens[at]
        if may_be_given(token.text) and len(token.text) > 2:
            own = word(token.text)
            if own.usual_given and not own.common:
                after = self._next(at)
                surname = word(after.text) if after is not None else None
                if surname is not None and surname.surname & own.given and surname.usual_surname:
                    return self._span(at, at + 1)
                if self._follows_imie(at):
                    return self._span(at, at)
        if at and self.tokens[at - 1].text.lower() in HONORIFICS and token.follows:
            own = word(token.text)
            surely = own.known and not (own.common or own.place)
            if surely and (own.usual_given or own.usual_surname):
                return self._span(at, at)
        return None

"""„art. 3 ust. 2 pkt 1 i 2, art. 5–7” into steps, and steps back into the one way this academy writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from akademia.core.text import MONTHS
from akademia.law.rules.tokens import Token


class Level(IntEnum):
    """How deep a unit lies. A paragraph sign is an article's part in a code and stands first in a regulation."""

    Chapter = 0
    Article = 1
    Section = 2
    Paragraph = 3
    Point = 4
    Letter = 5
    Indent = 6


_SHORT = {
    Level.Chapter: "rozdz.",
    Level.Article: "art.",
    Level.Section: "§",
    Level.Paragraph: "ust.",
    Level.Point: "pkt",
    Level.Letter: "lit.",
    Level.Indent: "tiret",
}
_UNIT_WORDS = {
    Level.Chapter: "rozdz rozdział rozdziału rozdziałowi rozdziałem rozdziale rozdziały rozdziałów rozdziałach",
    Level.Article: "art artykuł artykułu artykułowi artykułem artykule artykuły artykułów artykułach artykułami",
    Level.Section: "§ par paragraf paragrafu paragrafem paragrafie paragrafy paragrafów paragrafach",
    Level.Paragraph: "ust ustęp ustępu ustępowi ustępem ustępie ustępy ustępów ustępach ustępami",
    Level.Point: "pkt punkt punktu punktowi punktem punkcie punkty punktów punktach punktami",
    Level.Letter: "lit litera litery literę literą literze literach literami",
    Level.Indent: "tiret tir",
}
_UNITS = {word: level for level, words in _UNIT_WORDS.items() for word in words.split()}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "pierwsze pierwszego pierwszym pierwszemu",
            "drugie drugiego drugim drugiemu",
            "trzecie trzeciego trzecim trzeciemu",
            "czwarte czwartego czwartym czwartemu",
            "piąte piątego piątym piątemu",
        ),
        start=1,
    )
    for word in words.split()
}
_SENTENCE = frozenset("zd zdanie zdania zdaniu zdaniem".split())
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_AND = frozenset("i oraz lub albo bądź ani".split())
_AND_LONG = (("a", "także"), ("jak", "również"), ("jak", "i"), ("a", "nadto"), ("a", "ponadto"))
_IN = frozenset("w we z ze do na od".split())
_NOT_A_LETTER = frozenset("iouwz")
_TAIL = (("in", "fine"), ("in", "principio"), ("ab", "initio"))
_QUOTES = frozenset("„”“\"'’")
_THINGS = frozenset(
    "osób osoby osobom dni dzień lat lata latach miesięcy miesiące godzin godziny zł złotych proc roku r uczestników"
    " uczestniczek tygodni tygodnie razy lekcji pytań stron strony % członków podmiotów".split()
) | frozenset(MONTHS)
_LETTER = re.compile(r"[a-z]|z[a-z]|([a-z])\1")  # after „z” acts go on with „za”, older ones with „aa”
_LARGEST_BARE = 1_000  # a larger number in a list is a year or a sum


@dataclass(frozen=True, slots=True)
class Step:
    """One unit on the way: a level and its number. `loose` is a letter that stood apart: „18 c”, „5 a)”."""

    level: Level
    number: str
    loose: str = ""
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One provision named, or a range of them up to the number `until` at the last level."""

    path: tuple[Step, ...]
    until: str = ""
    sentence: int | None = None
    indent: int | None = None


def written(items: Sequence[Item]) -> str:
    """Return a locator in the one form used here: „art. 1 pkt 12 lit. a, c i d”."""
    parts: list[tuple[str, bool]] = []
    before: tuple[Step, ...] = ()
    for item in items:
        shared = _shared(before, item.path)
        bare = bool(before) and len(before) == len(item.path) == shared + 1 and _same_level(before, item.path)
        parts.append((_item_words(item, shared, bare), bare))
        before = item.path
    return _joined(parts)


def _shared(one: tuple[Step, ...], other: tuple[Step, ...]) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _same_level(one: tuple[Step, ...], other: tuple[Step, ...]) -> bool:
    return one[-1].level == other[-1].level


def _item_words(item: Item, shared: int, bare: bool) -> str:
    steps = item.path[min(shared, len(item.path) - 1) :]
    words = " ".join(_number(step) if bare else f"{_SHORT[step.level]} {_number(step)}" for step in steps)
    if item.until:
        words += f"–{_raised(item.until)}"
    if item.sentence:
        words += f" zd. {item.sentence}"
    return words


def _number(step: Step) -> str:
    return _raised(step.number) + step.loose


def _raised(number: str) -> str:
    base, _, above = number.partition("^")
    return base + above.translate(_RAISED)


def _joined(parts: Sequence[tuple[str, bool]]) -> str:
    """Join with „i” before the last of each run of bare numbers and before the last of all, with commas elsewhere."""
    words = ""
    for place, (part, bare) in enumerate(parts):
        last = place == len(parts) - 1
        ends_run = bare and not last and not parts[place + 1][1]
        words += part if not words else (f" i {part}" if last or ends_run else f", {part}")
    return words


def unit(token: Token | None) -> Level | None:
    """Return the level a token names, None where it names none."""
    return _UNITS.get(token.text) if token is not None else None


class Locator:
    """Reads one locator from a place in a row of tokens. Each step looks a constant number of tokens ahead."""

    def __init__(self, row: Sequence[Token]) -> None:
        self._row = row

    def at(self, place: int) -> Token | None:
        return self._row[place] if 0 <= place < len(self._row) else None

    def text(self, place: int) -> str:
        token = self.at(place)
        return token.text if token is not None else ""

    def read(self, place: int) -> tuple[list[Item], int] | None:
        """Return the provisions named from a token on and the token after them; None where none begins there."""
        first = self.step(place)
        if first is None:
            return None
        step, place = first
        items = [Item((step,))]
        while (more := self._more(items, place)) is not None:
            place = more
        return items, place

    def _more(self, items: list[Item], place: int) -> int | None:
        """Take what follows into the list; return the token after it, None where the locator ends."""
        for way in (self._deeper, self._sentence, self._tail, self._range, self._next):
            after = way(items, place)
            if after is not None:
                return after
        return None

    def _deeper(self, items: list[Item], place: int) -> int | None:
        found = self.step(place)
        last = items[-1]
        if found is None or found[0].level <= last.path[-1].level:
            return None
        if last.until:
            items.append(Item((*last.path[:-1], replace(last.path[-1], number=last.until), found[0])))
        else:
            items[-1] = replace(last, path=(*last.path, found[0]))
        return found[1]

    def _sentence(self, items: list[Item], place: int) -> int | None:
        if self.text(place) not in _SENTENCE:
            return None
        place = self._after_dot(place)
        word = self.text(place)
        number = int(word) if word.isdecimal() else _ORDINALS.get(word)
        if number is None:
            return None
        items[-1] = replace(items[-1], sentence=number)
        return place + 1

    def _tail(self, items: list[Item], place: int) -> int | None:
        return place + 2 if (self.text(place), self.text(place + 1)) in _TAIL else None

    def _range(self, items: list[Item], place: int) -> int | None:
        last = items[-1]
        if last.until or last.sentence or self.text(place) not in ("–", "do"):
            return None
        level = last.path[-1].level
        read = self.step(place + 1) or self._bare(level, place + 1) or self._loose_end(last.path[-1], place + 1)
        if read is None or read[0].level != level:
            return None
        step, place = read
        items[-1] = replace(last, until=step.number + step.loose)
        return place

    def _loose_end(self, begin: Step, place: int) -> tuple[Step, int] | None:
        """„art. 18 d–f”: the letter alone ends the range, the number is that of its beginning."""
        token = self.at(place)
        if not begin.loose or token is None or not _LETTER.fullmatch(token.text):
            return None
        return replace(begin, loose=token.text), place + 1

    def _loose_next(self, before: Step, place: int) -> tuple[Step, int] | None:
        """„art. 18 a, b i c”: letters that stand apart, all of one number."""
        read = self._loose_end(before, place)
        return read if read is not None and self._stands_alone(read[0].loose, read[1]) else None

    def _next(self, items: list[Item], place: int) -> int | None:
        after = self._separator(place)
        if after is None:
            return None
        named = self.step(self._past_preposition(after))
        path = items[-1].path
        if named is not None:
            step, place = named
            if step.level < path[0].level:
                return None
            items.append(Item((*(old for old in path if old.level < step.level), step)))
            return place
        bare = self._bare(path[-1].level, after) or self._loose_next(path[-1], after)
        if bare is None:
            return None
        items.append(Item((*path[:-1], bare[0])))
        return bare[1]

    def _past_preposition(self, place: int) -> int:
        return place + 1 if self.text(place) in _IN else place

    def _separator(self, place: int) -> int | None:
        """Return the token after „,”, „i”, „, i”, „oraz”, „a także”; None where no list goes on."""
        comma = self.text(place) == ","
        begin = place + 1 if comma else place
        if (self.text(begin), self.text(begin + 1)) in _AND_LONG:
            return begin + 2
        if self.text(begin) in _AND and not (comma and self._is_letter_i(begin)):
            return begin + 1
        return begin if comma else None

    def _is_letter_i(self, place: int) -> bool:
        """„h, i oraz j”, „h, i.”: the letter, not the word."""
        after = self.at(place + 1)
        return self.text(place) == "i" and (after is None or after.kind == "mark" or after.text in _AND)

    def step(self, place: int) -> tuple[Step, int] | None:
        """Return the unit named at a token with its number, and the token after it."""
        level = unit(self.at(place))
        if level is None:
            return None
        return self._designator(level, self._after_dot(place))

    def _after_dot(self, place: int) -> int:
        """Return the token after a unit's word: „ust.”, „ust”, „§§”, „pkt:”, „art.:”."""
        after = place + 2 if self.text(place + 1) in (".", "§") else place + 1
        return after + (self.text(after) == ":")

    def _bare(self, level: Level, place: int) -> tuple[Step, int] | None:
        """A number or letter that goes on at the level of the one before it."""
        read = self._designator(level, place)
        if read is None:
            return None
        step, after = read
        if level is Level.Letter:
            return read if self._stands_alone(step.number, after) else None
        if self.text(after) in _THINGS or (step.number.isdecimal() and int(step.number) >= _LARGEST_BARE):
            return None
        return read

    def _stands_alone(self, letter: str, after: int) -> bool:
        """Whether a letter in a list is one: „lit. a i w” is, „lit. a i w razie” is not."""
        token = self.at(after)
        small_word = letter in _NOT_A_LETTER or letter == "a"
        return not (small_word and token is not None and token.kind == "word" and token.text not in _AND)

    def _designator(self, level: Level, place: int) -> tuple[Step, int] | None:
        token = self.at(place)
        if token is None:
            return None
        if level is Level.Letter:
            return self._letter(token, place) or self._quoted_letter(token, place)
        if level is Level.Indent:
            number = int(token.text) if token.text.isdecimal() else _ORDINALS.get(token.text)
            return (Step(level, str(number)), place + 1) if number else None
        if token.kind == "number":
            return self._number(level, token, place)
        if level is Level.Chapter and token.upper and token.text in ROMAN:
            return Step(level, str(ROMAN[token.text])), place + 1
        return None

    def _letter(self, token: Token, place: int) -> tuple[Step, int] | None:
        if token.kind != "word" or not _LETTER.fullmatch(token.text):
            return None
        return Step(Level.Letter, token.text), place + (2 if self.text(place + 1) == ")" else 1)

    def _quoted_letter(self, token: Token, place: int) -> tuple[Step, int] | None:
        """„lit. „a””, as letters were once written."""
        letter = self.at(place + 1)
        if token.text not in _QUOTES or letter is None or self.text(place + 2) not in _QUOTES:
            return None
        return (Step(Level.Letter, letter.text), place + 3) if _LETTER.fullmatch(letter.text) else None

    def _number(self, level: Level, token: Token, place: int) -> tuple[Step, int]:
        base, mark, above = token.text.replace("[", "^").rstrip("^]").partition("^")
        number = base + (mark + above if above.isdecimal() else above)
        after = self.at(place + 1)
        if after is not None and "^" not in number and self._is_loose(after, level, place + 2):
            bracketed = self.text(place + 2) == ")"
            return Step(level, number, after.text, bracketed), place + (3 if bracketed else 2)
        return Step(level, number), place + (2 if self.text(place + 1) == ")" and level is Level.Point else 1)

    def _is_loose(self, token: Token, level: Level, after: int) -> bool:
        """Whether a lone letter after a number belongs to it: „art. 18 c”, but not „ust. 5 a także”."""
        if token.kind != "word" or len(token.text) != 1 or not token.text.isascii() or token.text in _NOT_A_LETTER:
            return False
        if token.text != "a":
            return True
        follows = self.at(after)
        if follows is None or follows.kind == "mark" or follows.text in _AND:
            return True
        deeper = unit(follows)
        return deeper is not None and deeper > level

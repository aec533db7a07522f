"""Which act a text names: by title, by date, by abbreviation, as „tej ustawy”; and the journal it was published in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property

from akademia.core.text import MONTHS
from akademia.law.rules.journals import Publication, after_year, bare, journal_at
from akademia.law.rules.locators import ROMAN
from akademia.law.rules.tokens import Token

_STATUTE = frozenset("ustawa ustawy ustawie ustawę ustawą".split())
_REGULATION = frozenset("rozporządzenie rozporządzenia rozporządzeniu rozporządzeniem".split())
_DIRECTIVE = frozenset("dyrektywa dyrektywy dyrektywie dyrektywę dyrektywą".split())
_TREATY = {
    word: name
    for name, words in (
        ("Konstytucja RP", "konstytucja konstytucji konstytucją konstytucję"),
        ("traktat", "traktat traktatu traktatem traktacie"),
        ("konwencja", "konwencja konwencji konwencją konwencję"),
        ("Karta praw podstawowych", "karty karcie kartą"),
    )
    for word in words.split()
}
_CODES = {
    "kc": "Kodeks cywilny", "kpc": "Kodeks postępowania cywilnego", "kk": "Kodeks karny",
    "kpk": "Kodeks postępowania karnego", "kro": "Kodeks rodzinny i opiekuńczy", "ksh": "Kodeks spółek handlowych",
    "tfue": "Traktat o funkcjonowaniu Unii Europejskiej", "tue": "Traktat o Unii Europejskiej",
}  # fmt: skip
_SAME = frozenset(
    "ta tej tę tą tejże niniejsza niniejszej niniejszą ww cyt cytowanej powołanej przywołanej wymienionej wspomnianej"
    " omawianej przedmiotowej powyższej wskazanej przytoczonej rzeczonej powołaną przywołaną cytowaną wymienioną"
    " wspomnianą omawianą wskazaną".split()
)
_AMENDED = frozenset("zmienianej zmieniana zmienianą nowelizowanej".split())
_SOME_OTHER = {
    "nowelizującej": "ustawa nowelizująca", "nowelizująca": "ustawa nowelizująca",
    "zmieniającej": "ustawa zmieniająca", "zmieniająca": "ustawa zmieniająca",
    "wprowadzającej": "ustawa wprowadzająca", "budżetowej": "ustawa budżetowa", "uchylonej": "ustawa uchylona",
}  # fmt: skip
_ABOVE = frozenset(("wyżej", "powyżej"))
_AMENDMENT = frozenset(("nowelizacji", "noweli"))
_NOT_NAMES = frozenset("ww tj min np itd itp tzn zoo dzu wzw zm ok br".split())
_TITLE_ENDS = frozenset(
    "oraz w we z ze na przez jest są nie się który która które przewiduje stanowi określa mówi dotyczy wynika ma może"
    " wprowadza pozwala nakazuje wymaga lub albo a że aby jako to art ust pkt ustawy".split()
)
# „ustawa, o czym mowa”, „ustawa, o której mówimy”: what follows is no title.
_NO_TITLES = frozenset("czym kim co której którym których którą nim niej nich tym tej tych to nas was".split())
_LONGEST_TITLE = 14
_MONTH = {word: number for number, word in enumerate(MONTHS, start=1)} | ROMAN
_SHORTEST_STEM = 5


@dataclass(frozen=True)
class ActName:
    """An act the academy knows by name. `name` is how a citation calls it, `title` what follows „ustawy (z dnia …)”."""

    key: str
    name: str
    title: str
    passed_on: date | None = None
    abbreviations: tuple[str, ...] = ()
    publications: tuple[tuple[Publication, str], ...] = ()


@dataclass(frozen=True)
class AmendingAct:
    """An act known for having changed another; a citation calls it by its key."""

    key: str
    changes: str
    passed_on: date
    publication: Publication


@dataclass(frozen=True)
class Shelf:
    """All acts a reader may meet, as the parser needs them."""

    acts: tuple[ActName, ...]
    amending: tuple[AmendingAct, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, ActName]:
        return {act.key: act for act in self.acts}

    @cached_property
    def by_abbreviation(self) -> dict[str, str]:
        return {bare(word): act.key for act in self.acts for word in act.abbreviations}

    @cached_property
    def by_head(self) -> dict[str, list[tuple[tuple[str, ...], ActName]]]:
        """Titles by their first telling word, the newest act first among those of one title."""
        heads: dict[str, list[tuple[tuple[str, ...], ActName]]] = {}
        for act in sorted(self.acts, key=lambda act: act.passed_on or date.min, reverse=True):
            words = tuple(act.title.lower().replace(",", "").split())
            if words:  # an act entered by hand may have nothing after „ustawa”
                heads.setdefault(_head(words), []).append((words, act))
        return heads

    @cached_property
    def by_day(self) -> dict[date, list[str]]:
        days: dict[date, list[str]] = {}
        for act in self.acts:
            if act.passed_on:
                days.setdefault(act.passed_on, []).append(act.key)
        return days

    @cached_property
    def amending_by_day(self) -> dict[date, str]:
        return {act.passed_on: act.key for act in self.amending}

    @cached_property
    def by_number(self) -> dict[str, str]:
        """Acts of the Union by their number: „2016/679”."""
        return {word: act.key for act in self.acts for word in act.name.split() if "/" in word}


def _head(words: Sequence[str]) -> str:
    telling = words[1] if words[0] == "o" and len(words) > 1 else words[0]
    return telling[:_SHORTEST_STEM]


class Way(Enum):
    """How an act is meant: by name known or not, as „ustawy” alone, as „tej ustawy”, as the one
    being amended, as the one that amends it."""

    Known = "known"
    Amending = "amending"
    Foreign = "foreign"
    Bare = "bare"
    Same = "same"
    Amended = "amended"
    Amender = "amender"


@dataclass(frozen=True)
class Mention:
    """An act named in a text; `after` is the token behind it."""

    way: Way
    after: int
    key: str = ""
    name: str = ""
    year: int | None = None
    publications: tuple[Publication, ...] = field(default=())


class Names:
    """Finds names of acts in a row of tokens. Each question looks a bounded number of tokens ahead."""

    def __init__(self, row: Sequence[Token], shelf: Shelf) -> None:
        self._row, self._shelf = row, shelf

    def text(self, place: int) -> str:
        return self._row[place].text if 0 <= place < len(self._row) else ""

    def at(self, place: int, *, follows: bool) -> Mention | None:
        """Return the act named from a token on, with its journal where one follows.

        :param follows: a provision stands just before, so that „ustawy” alone, and small abbreviations, name an act.
        """
        mention = self._named(place, follows)
        return None if mention is None else self._with_journal(mention)

    def _named(self, place: int, follows: bool) -> Mention | None:
        for way in (self._statute, self._regulation, self._treaty, self._own_name):
            mention = way(place, follows)
            if mention is not None:
                return mention
        return self._abbreviation(place, follows)

    def _with_journal(self, mention: Mention) -> Mention:
        place = mention.after
        opened = self.text(place) in ("(", ",")
        journal = journal_at(self.text, place + opened, mention.year)
        if journal is None:
            return mention
        publications, after = journal
        closed = opened and self.text(place) == "(" and self.text(after) == ")"
        return replace(mention, publications=publications, after=after + closed)

    def _statute(self, place: int, follows: bool) -> Mention | None:
        same = self._demonstrative(place)
        at = same if same is not None else place
        if follows and self.text(at) in _AMENDMENT:
            return Mention(Way.Foreign, at + 1, name=_SOME_OTHER["nowelizującej"])
        if self.text(at) not in _STATUTE:
            return None
        if same is not None:
            return Mention(Way.Same, at + 1)
        return self._said_of_statute(at + 1, follows)

    def _demonstrative(self, place: int) -> int | None:
        """Return the token after „tej”, „tej samej”, „ww.”, „w/w”, „w.w.”, „wyżej wymienionej”, „powołanej wyżej”."""
        if (self.text(place), self.text(place + 2)) == ("w", "w") and self.text(place + 1) in ("/", "."):
            return place + 3 + (self.text(place + 3) == ".")
        at = place + (self.text(place) in _ABOVE)
        if bare(self.text(at)) not in _SAME:
            return None
        at += 2 if self.text(at + 1) == "." else 1
        return at + (self.text(at) in _ABOVE or self.text(at) == "samej")

    def _said_of_statute(self, place: int, follows: bool) -> Mention | None:
        word = self.text(place)
        if word in _AMENDED:
            return Mention(Way.Amended, place + 1)
        if word in _SOME_OTHER:
            return Mention(Way.Foreign, place + 1, name=_SOME_OTHER[word])
        day, after = self._day(place)
        titled = self._title(after, day)
        if titled is not None:
            return titled
        if day is not None:
            return self._by_day(day, after)
        return Mention(Way.Bare, place) if follows else None

    def _by_day(self, day: date, after: int) -> Mention:
        keys = self._shelf.by_day.get(day, [])
        if len(keys) == 1:
            return Mention(Way.Known, after, key=keys[0], year=day.year)
        if day in self._shelf.amending_by_day:
            return Mention(Way.Amending, after, key=self._shelf.amending_by_day[day], year=day.year)
        return Mention(Way.Foreign, after, name=f"ustawa z {day:%d.%m.%Y}", year=day.year)

    def _day(self, place: int) -> tuple[date | None, int]:
        """Read „z dnia 13 czerwca 2003 r.”, „z 13.06.2003 r.”; return the day and the token after it."""
        at = place + 1 if self.text(place) == "z" else place
        at += self.text(at) == "dnia"
        dotted = self.text(at + 1) == "."
        parts = [self.text(at + step) for step in ((0, 2, 4) if dotted else (0, 1, 2))]
        month = _MONTH.get(parts[1]) or (int(parts[1]) if parts[1].isdecimal() else 0)
        try:
            day = date(int(parts[2].removesuffix("r")), month, int(parts[0]))
        except ValueError:
            return None, place
        return day, after_year(self.text, at + (5 if dotted else 3))

    def _title(self, place: int, day: date | None) -> Mention | None:
        at = place + 1 if self.text(place) in ("–", "„", '"', ",") else place
        if self.text(at) == "o" and self.text(at + 1) == "zmianie":
            return self._amending_title(at, day)
        known = self._known_title(at, day)
        if known is not None:
            return known
        return self._unknown_title(at, day) if self.text(at) == "o" else None

    def _known_title(self, place: int, day: date | None) -> Mention | None:
        telling = self.text(place + 1) if self.text(place) == "o" else self.text(place)
        best: tuple[int, ActName] | None = None
        for words, act in self._shelf.by_head.get(telling[:_SHORTEST_STEM], []):
            length = self._agreeing(words, place)
            if not self._is_enough(words, length, place) or (best and best[0] > length):
                continue
            if best is None or length > best[0] or act.passed_on == day:
                best = length, act
        if best is None:
            return None
        length, act = best
        after = place + length + (self.text(place + length) in ("”", '"'))
        return Mention(Way.Known, after, key=act.key, year=(act.passed_on or day or date.min).year)

    def _agreeing(self, words: Sequence[str], place: int) -> int:
        """Return how many words of a title stand in the text from a token on, whatever their endings."""
        pairs = ((word, self.text(place + step)) for step, word in enumerate(words))
        return next((step for step, (word, said) in enumerate(pairs) if not _one_word(word, said)), len(words))

    def _is_enough(self, words: Sequence[str], length: int, place: int) -> bool:
        """A title may be cut short: after two telling words anywhere, after one only where no other word follows."""
        if length == len(words):
            return True
        if words[0] != "o":
            return False
        if length >= 3:
            return self._names_one(words[:length])
        after = self.text(place + length)
        return length == 2 and self._names_one(words[:2]) and (not after[:1].isalpha() or after in _TITLE_ENDS)

    def _names_one(self, words: Sequence[str]) -> bool:
        titles = {title for title, _ in self._shelf.by_head[_head(words)] if title[: len(words)] == tuple(words)}
        return len(titles) == 1

    def _amending_title(self, place: int, day: date | None) -> Mention:
        """„o zmianie ustawy o zatrudnieniu socjalnym oraz niektórych innych ustaw”: of the amending act, by its day."""
        nested = self.text(place + 2) in _STATUTE and self.text(place + 4) != "zmianie"
        inner = self._said_of_statute(place + 3, True) if nested else None
        after = inner.after if inner is not None else place + 3
        rest = [self.text(after + step) for step in range(4)]
        if rest[0] in ("oraz", "i") and "ustaw" in rest:
            after += rest.index("ustaw") + 1
        if day is not None and day in self._shelf.amending_by_day:
            return Mention(Way.Amending, after, key=self._shelf.amending_by_day[day], year=day.year)
        words = " ".join(token.text for token in self._row[place:after])
        return Mention(Way.Foreign, after, name=_statute_name(words, day), year=day.year if day else None)

    def _unknown_title(self, place: int, day: date | None) -> Mention | None:
        after = place + 1
        while after < place + _LONGEST_TITLE and self._is_title_word(after):
            after += 1
        if after == place + 1 or self.text(place + 1) in _NO_TITLES:
            return None
        words = " ".join(token.text for token in self._row[place:after])
        return Mention(Way.Foreign, after, name=_statute_name(words, day), year=day.year if day else None)

    def _is_title_word(self, place: int) -> bool:
        return place < len(self._row) and self._row[place].kind == "word" and self.text(place) not in _TITLE_ENDS

    def _regulation(self, place: int, follows: bool) -> Mention | None:
        word = self.text(place)
        if word not in _REGULATION and word not in _DIRECTIVE:
            return None
        kind = "rozporządzenie" if word in _REGULATION else "dyrektywa"
        number = next((at for at in range(place + 1, place + 12) if self._is_union_number(at)), None)
        if number is not None:
            said = f"{self.text(number)}/{self.text(number + 2)}"
            key = self._shelf.by_number.get(said, "")
            return Mention(Way.Known if key else Way.Foreign, number + 3, key=key, name=f"{kind} (UE) {said}")
        return self._national_regulation(place, kind) if follows else None

    def _is_union_number(self, place: int) -> bool:
        one, slash, other = (self.text(place + step) for step in range(3))
        return slash == "/" and one.isdecimal() and other.isdecimal()

    def _national_regulation(self, place: int, kind: str) -> Mention:
        for at in range(place + 1, place + 10):
            day, after = self._day(at)
            if day is not None and self.text(at) == "z":
                return Mention(Way.Foreign, after, name=f"{kind} z {day:%d.%m.%Y}", year=day.year)
        return Mention(Way.Foreign, place + 1, name=kind)

    def _treaty(self, place: int, follows: bool) -> Mention | None:
        name = _TREATY.get(self.text(place))
        if name is None or not (follows or name.startswith("Konstytucja")):
            return None
        after = place + 1
        while self.text(after) in ("rp", "rzeczypospolitej", "polskiej", "praw", "podstawowych"):
            after += 1
        return Mention(Way.Foreign, after, name=name)

    def _own_name(self, place: int, follows: bool) -> Mention | None:
        """„Kodeksu pracy”, „Prawa przedsiębiorców”: a title that needs no „ustawy” before it."""
        word = self.text(place)
        if not word.startswith(("kodeks", "praw")):
            return None
        known = self._known_title(place, None)
        if known is not None or not (follows and word.startswith("kodeks") and self._is_title_word(place + 1)):
            return known
        return Mention(Way.Foreign, place + 2, name=f"Kodeks {self.text(place + 1)}")

    def _abbreviation(self, place: int, follows: bool) -> Mention | None:
        said, after = self._dotted(place)
        word = bare(said)
        if not word or word in _NOT_NAMES:
            return None
        sure = "." in said or (place < len(self._row) and self._row[place].upper) or (len(word) > 2 and follows)
        key = self._shelf.by_abbreviation.get(word)
        if key and (sure or word == "rodo"):
            return Mention(Way.Known, after, key=key)
        if follows and ((word in _CODES and sure) or (said.count(".") > 1 and len(word) > 1)):
            return Mention(Way.Foreign, after, name=_CODES.get(word, said))
        return None

    def _dotted(self, place: int) -> tuple[str, int]:
        """Return an abbreviation, also one written with spaces („k. p.”), and the token after it."""
        said, after = self.text(place), place + 1
        if len(said) != 1 or not said.isalpha() or self.text(after) != ".":
            return said, after
        said, at = "", place
        while at < place + 12 and len(self.text(at)) == 1 and self.text(at).isalpha() and self.text(at + 1) == ".":
            said, at = f"{said}{self.text(at)}.", at + 2
        return said, at


def _one_word(word: str, said: str) -> bool:
    """Whether a word of a title stands in the text in any of its forms."""
    if word == said:
        return True
    stem = max(_SHORTEST_STEM - 1, len(word) - 3)
    return len(word) > 4 and word[:stem] == said[:stem] and abs(len(word) - len(said)) <= 3


def _statute_name(title: str, day: date | None) -> str:
    return f"ustawa z {day:%d.%m.%Y} {title}" if day else f"ustawa {title}"


def known_publications(acts: Iterable[ActName]) -> dict[Publication, tuple[str, str]]:
    """Return which act each item of the journal holds, and as what (its first or a consolidated text)."""
    return {item: (act.key, role) for act in acts for item, role in act.publications}

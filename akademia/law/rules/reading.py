"""A whole text read for citations: each with its place, its steps, and how it names its act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from akademia.law.rules.journals import Publication, bare, journal_at
from akademia.law.rules.locators import Item, Level, Locator, unit
from akademia.law.rules.names import Mention, Names, Shelf, Way
from akademia.law.rules.tokens import Token, tokens

BEFORE_CHANGE, AFTER_CHANGE = "sprzed zmiany", "po zmianie"
_DOCUMENTS = frozenset(
    "regulaminu statutu umowy porządku uchwały wniosku załącznika formularza instrukcji protokołu poradnika programu"
    " ogłoszenia zarządzenia listy ankiety planu kontraktu sprawozdania wytycznych standardu standardów agendy"
    " harmonogramu zaproszenia pisma oferty siwz swz opz specyfikacji testu lekcji kursu raportu tabeli opracowania"
    " książki podręcznika polityki decyzji wyroku postanowienia uzasadnienia porozumienia aneksu deklaracji quizu"
    " strategii rekomendacji skargi odwołania pozwu cennika taryfy normy notatki prezentacji".split()
)
_THAT = frozenset("tego ww niniejszego wymienionego powołanego cytowanego wspomnianego powyższego".split())
_ARTICLE = frozenset("artykułu przepisu".split())
_JOINS = frozenset(("w", "(", ":", "–"))
_SAYS = frozenset(
    "stanowi mówi przewiduje określa wymaga nakazuje pozwala dopuszcza reguluje wskazuje wymienia".split()
)
_LONGEST_ALIAS = 12
# „art. 15 ust. 4 w zw. z ust. 5”: what follows is told by what stands before.
_BESIDE = (
    ("w", "zw", ".", "z"),
    ("w", "zw", "z"),
    ("w", "związku", "z"),
    ("w", "powiązaniu", "z"),
    ("z", "zastrzeżeniem"),
)
_RELATIVE = frozenset((Level.Paragraph, Level.Point, Level.Letter, Level.Indent))


@dataclass(frozen=True)
class Found:
    """One citation as it stands in the text, before any register is asked.

    `start` and `end` count characters. `items` is empty where an act is meant as a whole;
    `back` is set for „ww. artykułu”, `beside` for what stands „w zw. z” the citation just before.
    """

    start: int
    end: int
    items: tuple[Item, ...] = ()
    act: Mention | None = None
    back: bool = False
    beside: bool = False
    version: str | None = None
    publications: tuple[Publication, ...] = ()


def found(text: str, shelf: Shelf) -> list[Found]:
    """Return the citations of a text in their order. The time taken is linear in its length; nothing is raised."""
    return list(_Reader(tokens(text), shelf).citations())


class _Reader:
    def __init__(self, row: Sequence[Token], shelf: Shelf) -> None:
        self._row = row
        self._locator = Locator(row)
        self._names = Names(row, shelf)

    def citations(self) -> Iterator[Found]:
        place = beside = 0
        while place < len(self._row):
            read = self._provision(place) or self._journal(place) or self._act(place)
            if read is None:
                place += 1
                continue
            citations, after = read
            if place and place == beside:
                citations = [replace(one, beside=True) for one in citations]
            place, beside = after, self._after_beside(after) if citations and citations[-1].items else 0
            yield from citations

    def _after_beside(self, place: int) -> int:
        """Return the token after „w zw. z”, „, z zastrzeżeniem”; 0 where none of these stands."""
        at = place + (self._locator.text(place) == ",")
        for words in _BESIDE:
            if all(self._locator.text(at + step) == word for step, word in enumerate(words)):
                return at + len(words)
        return 0

    def _provision(self, place: int) -> tuple[list[Found], int] | None:
        if unit(self._locator.at(place)) is None:
            return None
        read = self._locator.read(place)
        if read is None:
            return None
        items, after = self._turned(*read)
        back = self._after_that_article(after)
        if back is not None:
            return [self._cut(place, back, items, back=True)], back
        if self._is_of_document(after):
            return [], after
        act = self._names.at(after, follows=True)
        if act is None:
            return self._with_version(self._cut(place, after, items), after)
        if act.way is Way.Amended:
            return self._of_amended(place, act, items)
        return self._with_version(self._cut(place, act.after, items, act), act.after)

    def _turned(self, items: list[Item], after: int) -> tuple[list[Item], int]:
        """„ust. 4 art. 15”, „pkt 2 ust. 1 art. 3”: the smaller unit said first."""
        while items[0].path[0].level > Level.Article:
            read = self._outer(items, after)
            if read is None:
                break
            items, after = read
        return items, after

    def _outer(self, items: list[Item], after: int) -> tuple[list[Item], int] | None:
        at = after + 1 if self._locator.text(after) in ("w", "z") else after
        level = unit(self._locator.at(at))
        if level is None or level >= items[0].path[0].level:
            return None
        read = self._locator.read(at)
        if read is None or len(read[0]) > 1 or read[0][0].path[-1].level >= items[0].path[0].level:
            return None
        outer, after = read
        return [replace(item, path=(*outer[0].path, *item.path)) for item in items], after

    def _after_that_article(self, place: int) -> int | None:
        at = place + (self._locator.text(place) == "wyżej")
        if bare(self._locator.text(at)) not in _THAT:
            return None
        at += 2 if self._locator.text(at + 1) == "." else 1
        return at + 1 if self._locator.text(at) in _ARTICLE else None

    def _is_of_document(self, place: int) -> bool:
        return any(self._locator.text(at) in _DOCUMENTS for at in (place, place + 1)) and not unit(
            self._locator.at(place)
        )

    def _of_amended(self, place: int, act: Mention, items: Sequence[Item]) -> tuple[list[Found], int]:
        """„ustawy zmienianej w art. 1, w brzmieniu dotychczasowym”: the changed act, and the place that changes it."""
        whole = self._cut(place, act.after, items, act)
        where = act.after + 1 if self._locator.text(act.after) == "w" else act.after
        read = self._locator.read(where) if unit(self._locator.at(where)) is not None else None
        if read is None:
            return self._with_version(whole, act.after)
        inner, after = read
        version, end = self._version(after)
        return [replace(whole, version=version), self._cut(where, after, inner, Mention(Way.Amender, after))], end

    def _journal(self, place: int) -> tuple[list[Found], int] | None:
        read = journal_at(self._names.text, place)
        if read is None:
            return None
        publications, after = read
        return [Found(self._row[place].start, self._row[after - 1].end, publications=publications)], after

    def _act(self, place: int) -> tuple[list[Found], int] | None:
        act = self._names.at(place, follows=False)
        if act is None:
            return None
        if act.way is Way.Amended:
            return self._of_amended(place, act, ())
        inside = self._inside(place, act)
        if inside is not None:
            return inside
        return self._with_version(self._cut(place, act.after, (), act), act.after)

    def _inside(self, place: int, act: Mention) -> tuple[list[Found], int] | None:
        """„ustawa o pomocy społecznej stanowi w art. 16a”, „Kodeks pracy (art. 22)”: the act said first."""
        named = self._after_alias(act.after)
        named += self._locator.text(named) in _SAYS and self._locator.text(named + 1) == "w"
        at = named + 1 if self._locator.text(named) in _JOINS else named
        read = self._locator.read(at) if unit(self._locator.at(at)) is not None else None
        if read is None:
            return None
        items, after = read
        if items[0].path[0].level in _RELATIVE or self._names.at(after, follows=True) is not None:
            return None
        after += self._locator.text(named) == "(" and self._locator.text(after) == ")"
        return self._with_version(self._cut(place, after, items, act), after)

    def _after_alias(self, place: int) -> int:
        """Return the token after „(dalej: u.p.s.)”, or the place itself."""
        if self._locator.text(place) != "(" or "dalej" not in (self._locator.text(place + step) for step in (1, 2)):
            return place
        ends = (at for at in range(place + 2, place + _LONGEST_ALIAS) if self._locator.text(at) == ")")
        return next(ends, place - 1) + 1

    def _cut(
        self, place: int, after: int, items: Sequence[Item], act: Mention | None = None, *, back: bool = False
    ) -> Found:
        publications = act.publications if act is not None else ()
        start, end = self._row[place].start, self._row[after - 1].end
        return Found(start, end, tuple(items), act, back, publications=publications)

    def _with_version(self, citation: Found, after: int) -> tuple[list[Found], int]:
        version, end = self._version(after)
        return [replace(citation, version=version)], end

    def _version(self, place: int) -> tuple[str | None, int]:
        """Read „w brzmieniu dotychczasowym”, „w brzmieniu obowiązującym przed …”; return it and the token after."""
        at = place + 1 if self._locator.text(place) == "," else place
        words = [self._locator.text(at + step) for step in range(4)]
        if words[:3] in (["w", "brzmieniu", "dotychczasowym"], ["w", "dotychczasowym", "brzmieniu"]):
            return BEFORE_CHANGE, at + 3
        if words[:3] == ["w", "brzmieniu", "sprzed"]:
            return BEFORE_CHANGE, at + 3
        if words[:3] == ["w", "brzmieniu", "obowiązującym"] and words[3] in ("do", "przed"):
            return BEFORE_CHANGE, at + 4
        if words[:3] == ["w", "brzmieniu", "nadanym"]:
            return AFTER_CHANGE, at + 3
        return None, place

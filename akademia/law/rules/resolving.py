"""What a citation means in a register: which units it names, which of them are not there, which readings it allows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from akademia.law.rules.journals import Publication
from akademia.law.rules.locators import Item, Level, Step, written
from akademia.law.rules.names import Mention, Shelf, Way, known_publications
from akademia.law.rules.reading import Found, found
from akademia.law.rules.staleness import above_and_self

PROVISION, PARTIAL, WHOLE_ACT, OTHER_ACT, AMBIGUOUS = "przepis", "niepelny", "akt", "inny_akt", "niejednoznaczny"
OTHER = "inny"
DEFAULT_ACT = "uzs"
AMENDING = "nowelizacja"
ROLES = {"original": "tekst_pierwotny", "consolidated": "tekst_jednolity"}
_PREFIX = {
    Level.Chapter: "rozdz",
    Level.Article: "art",
    Level.Section: "par",
    Level.Paragraph: "ust",
    Level.Point: "pkt",
    Level.Letter: "lit",
    Level.Indent: "tiret",
}
_LEVEL = {prefix: level for level, prefix in _PREFIX.items()}
_NUMBER = re.compile(r"(\d*)([a-z]*)(?:\^(\d+))?")


@dataclass(frozen=True)
class Register:
    """The units of one act in its order: each key with that of its parent."""

    parents: Mapping[str, str | None]

    @cached_property
    def children(self) -> dict[str | None, list[str]]:
        under: dict[str | None, list[str]] = {}
        for key, parent in self.parents.items():
            above = None if parent is not None and parent.startswith("rozdz") else parent
            under.setdefault(above, []).append(key)
        return under

    def __contains__(self, key: str) -> bool:
        return key in self.parents


@dataclass(frozen=True)
class Context:
    """Where a text stands: its default act and, where it speaks about one, the provision.

    `said` tells whether somebody named the act, so that „tej ustawy” can mean it.
    """

    act: str
    provision: str | None = None
    said: bool = False


@dataclass(frozen=True)
class Law:
    """All that is known when citations are read: names of acts, and the registers of some of them."""

    shelf: Shelf
    registers: Mapping[str, Register]

    @cached_property
    def publications(self) -> dict[Publication, tuple[str, str]]:
        return known_publications(self.shelf.acts)

    @cached_property
    def amending(self) -> dict[str, str]:
        """Which act an amending act changes, by its key."""
        return {act.key: act.changes for act in self.shelf.amending}

    @cached_property
    def amending_publications(self) -> dict[Publication, str]:
        return {act.publication: act.key for act in self.shelf.amending}


@dataclass(frozen=True)
class Reading:
    """One way to read a citation in a register."""

    act: str
    ids: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cited:
    """A citation resolved. `start` and `end` count characters of the text as it came.

    `act` is the key of an act with a register, or „inny” with the act's `name` and the `locator` in it. `readings`
    holds two or more, the likeliest first, where the result is „niejednoznaczny”; `ids` are then those of the first.
    """

    start: int
    end: int
    result: str
    act: str
    ids: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    name: str | None = None
    locator: str | None = None
    version: str | None = None
    readings: tuple[Reading, ...] = ()
    sentence: int | None = None
    publication: str | None = None
    role: str | None = None
    amendments: tuple[str, ...] = ()


@dataclass
class _Told:
    """What the text has said so far: the act named last, the provision cited last.

    `elsewhere`: that provision is of an act without a register.
    """

    act: tuple[str, str] | None = None
    provision: str | None = None
    elsewhere: bool = False

    def cites(self, key: str | None, elsewhere: bool = False) -> None:
        self.provision, self.elsewhere = key, elsewhere

    def below(self, one: Found, provision: str | None) -> str | None:
        """Return what a citation that points back lies in: „ww. artykułu” in the article, „w zw. z ust. 5” beside."""
        if self.elsewhere:
            return None
        key = self.provision or provision
        return key if one.beside or key is None else "-".join(key.split("-")[:2])


@dataclass(frozen=True)
class _Meant:
    """The act of a citation: a key of an act with a register, or a name."""

    key: str = ""
    name: str = ""
    unsure: bool = False


def cited(text: str, law: Law, context: Context) -> list[Cited]:
    """Return the citations of a text, resolved, in their order.

    Without a provision in the context a citation that begins below an article („ust. 4”) is no citation at all: nothing
    tells which article it means, and nothing is guessed.
    """
    told = _Told()
    return [one for each in found(text, law.shelf) if (one := _resolved(each, law, context, told)) is not None]


def _resolved(one: Found, law: Law, context: Context, told: _Told) -> Cited | None:
    if one.act is None and not one.items:
        return _journal(one, law)
    meant = _meant(one, law, context, told)
    if meant is None:
        return None
    if one.act is not None and one.act.way is not Way.Bare:
        told.act = (meant.key, meant.name)
    published = _published(one, law)
    if not one.items:
        result = WHOLE_ACT if meant.key else OTHER_ACT
        return replace(published, result=result, act=meant.key or OTHER, name=meant.name or None, version=one.version)
    if not meant.key:
        told.cites(None, elsewhere=True)
        return replace(
            published, result=OTHER_ACT, act=OTHER, name=meant.name, locator=written(one.items), version=one.version
        )
    return _in_register(replace(published, act=meant.key, version=one.version), one, law, context, told, meant)


def _meant(one: Found, law: Law, context: Context, told: _Told) -> _Meant | None:
    """Return the act a citation means; None where nothing tells."""
    way = one.act.way if one.act is not None else Way.Bare
    if way is Way.Same:
        if told.act is not None:
            return _Meant(*told.act)
        return _default(law, context) if context.said or one.items else None
    if way is Way.Amended:
        return _amended(law, context, told)
    if way is Way.Amender:
        key = _amender(law, context, told)
        return _Meant(name=key) if key else None
    return _default(law, context) if way is Way.Bare or one.act is None else _by_name(one.act, law)


def _default(law: Law, context: Context) -> _Meant:
    return _called(context.act, law)


def _called(key: str, law: Law) -> _Meant:
    if key in law.registers:
        return _Meant(key=key)
    act = law.shelf.by_key.get(key)
    return _Meant(name=act.name if act is not None else key)


def _by_name(act: Mention, law: Law) -> _Meant:
    return _called(act.key, law) if act.way is Way.Known else _Meant(name=act.key or act.name)


def _amender(law: Law, context: Context, told: _Told) -> str | None:
    """Return the amending act that the text stands in or has named last."""
    names = (context.act, told.act[1] if told.act is not None else "")
    return next((name for name in names if name in law.amending), None)


def _amended(law: Law, context: Context, told: _Told) -> _Meant:
    key = _amender(law, context, told)
    return _Meant(key=law.amending[key]) if key else replace(_default(law, context), unsure=True)


def _journal(one: Found, law: Law) -> Cited:
    published = _published(one, law)
    main = one.publications[0]
    if main in law.publications:
        meant = _called(law.publications[main][0], law)
        result = WHOLE_ACT if meant.key else OTHER_ACT
        return replace(published, result=result, act=meant.key or OTHER, name=meant.name or None)
    return replace(published, result=OTHER_ACT, act=OTHER, name=_item_key(main))


def _item_key(item: Publication) -> str:
    return f"du-{item[0]}-{item[1]}"


def _published(one: Found, law: Law) -> Cited:
    """Begin a citation with its place and what the Journal of Laws says of it."""
    bare = Cited(one.start, one.end, "", OTHER)
    if not one.publications:
        return bare
    main, *later = one.publications
    known = law.publications.get(main)
    role = known[1] if known is not None else (AMENDING if main in law.amending_publications else None)
    address = f"DU/{main[0]}/{main[1]}"
    return replace(bare, publication=address, role=role, amendments=tuple(_item_key(item) for item in later))


def _in_register(begun: Cited, one: Found, law: Law, context: Context, told: _Told, meant: _Meant) -> Cited | None:
    register = law.registers[meant.key]
    base = _base(one, context, told, meant.key)
    if base is None:
        return None
    readings = _readings(meant.key, [replace(item, path=(*base, *item.path)) for item in one.items], register)
    if not readings:
        return None
    first = readings[0]
    if _is_of_one_article(first.ids):
        told.cites(first.ids[-1])
    result = PARTIAL if first.unknown else PROVISION
    if len(readings) > 1 or meant.unsure:
        result = AMBIGUOUS
    several = readings if result == AMBIGUOUS else ()
    sentence = one.items[-1].sentence
    return replace(begun, result=result, ids=first.ids, unknown=first.unknown, readings=several, sentence=sentence)


def _base(one: Found, context: Context, told: _Told, act: str) -> tuple[Step, ...] | None:
    """Return the steps above a citation that begins below an article; None where nothing tells them."""
    level = one.items[0].path[0].level
    if level <= Level.Article:
        return ()
    provision = context.provision if act == context.act else None
    if one.back or one.beside:
        provision = told.below(one, provision)
    if provision is None:
        return None
    steps = tuple(step for step in steps_of(provision) if step.level < level and step.level is not Level.Chapter)
    return steps or None


def reference(act: str, key: str) -> str:
    """Return how texts call a provision: „art-15” in the act of 2003, „ups:art-17” in another."""
    return key if act == DEFAULT_ACT else f"{act}:{key}"


def steps_of(key: str) -> Iterator[Step]:
    """Yield the steps of a provision's key: „art-5-ust-6” is article 5, paragraph 6."""
    parts = key.split("-")
    for prefix, number in zip(parts[::2], parts[1::2], strict=False):
        yield Step(_LEVEL[prefix], number)


def _is_of_one_article(ids: Iterable[str]) -> bool:
    return len({"-".join(key.split("-")[:2]) for key in ids if key.startswith("art-")}) == 1


def _readings(act: str, items: Sequence[Item], register: Register) -> tuple[Reading, ...]:
    """Return the ways to read a list of items: the likeliest, and the other where a letter stood apart."""
    likely, other = _Gathered(register), _Gathered(register)
    differ = False
    for item in items:
        choices = _choices(item, register)
        likely.take(choices[0])
        other.take(choices[-1])
        differ = differ or len(choices) > 1
    first = Reading(act, *likely.outcome())
    return (first, Reading(act, *other.outcome())) if differ else (first,)


def _choices(item: Item, register: Register) -> list[Item]:
    """Return the readings of an item, the likeliest first: a loose letter is of the number, or a letter below it."""
    last = item.path[-1]
    path = tuple(replace(step, number=step.number + step.loose, loose="") for step in item.path)
    glued = replace(item, path=path)
    if not last.loose:
        return [glued]
    plain = replace(last, loose="")
    apart = replace(item, path=(*path[:-1], plain, Step(Level.Letter, last.loose)))
    has_glued, has_apart = key_of(glued.path) in register, key_of(apart.path) in register
    if has_apart and not has_glued:
        return [apart]
    if has_glued and not (has_apart or last.bracketed):
        return [glued]
    if not has_glued and not has_apart:
        return [apart if last.bracketed else glued]
    return [glued, apart]


def key_of(path: Sequence[Step]) -> str:
    """Return the register's key of some steps; a chapter said before an article does not count."""
    inner = [step for step in path if step.level is not Level.Chapter] or path
    return "-".join(f"{_PREFIX[step.level]}-{step.number}" for step in inner)


class _Gathered:
    """Collects the keys of a list in their order, once each, and what is not in the register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._told: dict[str, bool] = {}  # a key and whether it was named; one not named is an unknown one's ancestor
        self._unknown: dict[str, None] = {}
        self._inside: set[str] = set()

    def take(self, item: Item) -> None:
        first = key_of(item.path)
        if item.until:
            self._take_range(first, key_of((*item.path[:-1], replace(item.path[-1], number=item.until))))
        else:
            self._take_one(first)

    def _take_one(self, key: str) -> None:
        if key in self._register:
            self._told[key] = True
            self._inside.update(above_and_self(key))
            return
        self._unknown[key] = None
        above = next((one for one in above_and_self(key) if one in self._register), None)
        if above is not None:
            self._told.setdefault(above, False)

    def _take_range(self, first: str, last: str) -> None:
        for key in self._siblings(first):
            if _order(first) <= _order(key) <= _order(last):
                self._take_one(key)
        for end in (first, last):
            if end not in self._register:
                self._take_one(end)

    def _siblings(self, key: str) -> list[str]:
        stem, kind, _ = key.rsplit("-", 2) if key.count("-") > 1 else ("", *key.split("-"))
        return [one for one in self._register.children.get(stem or None, ()) if one.split("-")[-2] == kind]

    def outcome(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the keys found and those unknown; the nearest ancestor of an unknown one if nothing in it is named."""
        ids = [key for key, named in self._told.items() if named or key not in self._inside]
        return tuple(ids), tuple(self._unknown)


def publication(eli: str) -> Publication:
    """Return the year and item of an address in the ELI: „DU/2022/2241”."""
    _, year, item = eli.split("/")
    return int(year), int(item)


def _order(key: str) -> tuple[int, str, int]:
    """Return where a unit stands among its siblings: 5 before 5a before 6, 10 after 9."""
    match = _NUMBER.match(key.rpartition("-")[2])
    number, letters, raised = match.groups() if match is not None else ("", "", None)
    return int(number or 0), letters, int(raised or 0)

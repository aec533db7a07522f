"""Calling cards: how an area or a ground-floor package tells the house about itself, as plain data."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import current_app

from akademia.core.doors import Permission
from akademia.core.passages import Passage
from akademia.core.text import counted


def _nothing(*_asked: object) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class Trend:
    """A short run of figures of one source, for a small drawing.

    :param points: (when, the number in words, its height as a share of the tallest: 0 to 1), in the order of time.
    """

    points: tuple[tuple[str, str, float], ...]
    source: str


@dataclass(frozen=True)
class Item:
    """A public thing as others may show it. It has no address: `core.links` builds one from its kind's endpoint.

    :param place: the endpoint's arguments.
    :param changed_at: when its public face last changed.
    :param facts: short facts for a row („11 lekcji”).
    :param endpoint: its own, where it differs from its kind's.
    :param on: the day on which it came out, where lists show it as a leaf of the calendar.
    """

    kind: str
    ref: int
    title: str
    summary: str
    place: Mapping[str, str]
    legal_state_on: date | None = None
    changed_at: datetime | None = None
    facts: tuple[str, ...] = ()
    endpoint: str = ""
    on: date | None = None
    trend: Trend | None = None


def _no_places(_refs: Collection[int]) -> Mapping[int, "Found"]:
    return {}


@dataclass(frozen=True)
class Document:
    """A public thing as the search reads it: plain text, no HTML.

    :param stamp: differs whenever anything here does, as `Kind.stamps` gives it.
    :param place: the endpoint's arguments.
    :param endpoint: its own, where it is not its kind's.
    :param path: what it lies in, from the outermost („Ustawa od podstaw”).
    :param names: other names it is looked for by, as good as its title („CIS”).
    :param family: what it is a part of, in a word of its own kind's; of many parts of one thing the best stand first
        and the others back („uzs/art-15”). Empty: it stands alone.
    :param is_open: whether every visitor may read `words`; if not, they are searched in but never shown.
    """

    ref: int
    stamp: str
    title: str
    summary: str
    place: Mapping[str, str]
    words: str = ""
    headings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    endpoint: str = ""
    legal_state_on: date | None = None
    family: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Kind:
    """One kind of public thing. `every()` gives all public items, newest first.

    What the search finds hands in `stamps` and `documents` too: of what is public at this very moment, each in a
    constant number of queries. Citations of a text kind of the same name are found by themselves.

    :param items: numbers of rows -> the public things among them, in the order of a list. A constant number of
        queries; drafts and what lies in the bin are left out. Several numbers may lead to one place.
    :param living: numbers of rows -> those that there are, also as drafts or in the bin.
    :param one: what one of them is called („Lekcja”).
    :param stamps: numbers (None: all) -> number -> a mark of its present state, with its title, text and address.
    :param documents: numbers -> the documents, in any order; a number that is not public is left out.
    :param desk: numbers -> where staff mend each, not only what is public; what lies in the bin is left out.
    :param weight: how much it counts beside other kinds that hold the same words.
    :param published_between: (first day, last day) -> the public things that came out in these days, the oldest first.
        A constant number of queries.
    :param newest: how many -> the newest few for the first page; an area with none that tells them shows of `every()`.
    :param made_by: number of a person of the ground floor `people` -> the public things that name them as their maker,
        the newest first. A constant number of queries.
    :param passages: numbers of provisions -> the parts of its public texts that cite them, in order; as few queries.
    """

    name: str
    label: str
    endpoint: str
    every: Callable[[], Iterable[Item]] = _nothing
    items: Callable[[Collection[int]], Iterable[Item]] = _nothing
    living: Callable[[Collection[int]], Collection[int]] = _nothing
    one: str = ""
    stamps: Callable[[Collection[int] | None], Mapping[int, str]] | None = None
    documents: Callable[[Collection[int]], Iterable[Document]] | None = None
    weight: float = 1.0
    desk: Callable[[Collection[int]], Mapping[int, "Found"]] = _no_places
    passages: Callable[[Collection[int]], Iterable[Passage]] = _nothing
    published_between: Callable[[date, date], Iterable[Item]] = _nothing
    newest: Callable[[int], Iterable[Item]] | None = None
    made_by: Callable[[int], Iterable[Item]] = _nothing


def house_kinds() -> tuple[tuple[str, Kind], ...]:
    """Return (area, kind) of all public things of the app that runs now; those of the ground floor are of `house`."""
    kinds: tuple[tuple[str, Kind], ...] = current_app.extensions["akademia"].kinds
    return kinds


@dataclass(frozen=True)
class Area:
    """The calling card of an area: its name, its Polish label, one sentence, the endpoint of its first page.

    :param learning: user id -> rows of the learner's desk.
    :param results: user id -> the learner's results, newest first.
    :param refreshing: user id -> what the person may know anew, or knows already, the newest changes first.
    :param find: words -> the few public things that hold them in their titles, for the search of the staff desk.
    :param inlets: (name, what takes it in and tells where it lies then). „library.report” takes a `handed.Handed`;
        „lesson.draft” a provision („uzs:art-15”) and a title, and only tells where such a lesson is begun.
    """

    name: str
    label: str
    summary: str
    endpoint: str
    kinds: tuple[Kind, ...] = ()
    learning: Callable[[int], Sequence["LearningRow"]] = _nothing
    results: Callable[[int], Sequence["ResultRow"]] = _nothing
    refreshing: Callable[[int], Sequence["RefreshRow"]] = _nothing
    find: Callable[[str], Sequence["Found"]] = _nothing
    inlets: tuple[tuple[str, Callable[..., "Found"]], ...] = ()


def areas() -> tuple[Area, ...]:
    """Return the areas of the app that runs now."""
    found: tuple[Area, ...] = current_app.extensions["akademia"].areas
    return found


def inlet(name: str) -> Callable[..., "Found"] | None:
    """Return what another area takes in by a name; None where no area does, and then nothing is offered."""
    return next((take for area in areas() for known, take in area.inlets if known == name), None)


@dataclass(frozen=True)
class Merged:
    """What became of a person's second account in one package, in Polish sentences.

    :param moved: what is now the kept account's.
    :param left: what could not move, and what becomes of it.
    """

    moved: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Retention:
    """How long something is kept. The desk shows `words`; the clock does `act`; both read the same `days`.

    :param what: what goes, as a sentence begins („Niepotwierdzone konto”); the number of days ends the sentence.
    :param days: after how many days; 0: never, and then nothing is shown and nothing done.
    :param act: the moment before which things are too old -> how many were removed. Commits nothing.
    """

    key: str
    what: str
    days: Callable[[], int]
    act: Callable[[datetime], int]

    @property
    def words(self) -> str:
        return f"{self.what} po {counted(self.days(), 'dniu', 'dniach', 'dniach')}."


@dataclass(frozen=True)
class EraseOption:
    """One answer to an `EraseChoice`. `erase` stands for the card's own; `removes` and `keeps` too."""

    value: str
    label: str
    note: str
    removes: str
    keeps: str
    erase: Callable[[int], None]


@dataclass(frozen=True)
class EraseChoice:
    """What a person decides when their account is erased. The first option counts where nobody was asked.

    :param asked: user id -> whether there is anything to decide about.
    """

    name: str
    question: str
    options: tuple[EraseOption, ...]
    asked: Callable[[int], bool]


@dataclass(frozen=True)
class PrivacyCard:
    """What a package keeps about a person.

    :param merge: (number of the second account, of the kept one) -> what was moved and what was not. Commits nothing.
        None: what the package keeps stays with the second account, and the person who merges is told so.
    :param tables: names of the tables that lead to the person, by their own foreign key or another such table's.
    :param export: user id -> plain data, as the person would want to read it.
    :param erase: user id -> nothing; removes or makes nameless what the package keeps. Commits nothing.
    :param purpose: what it is kept for; `basis`: by what right, in plain words; `kept`: how long. Whole sentences.
    :param removes: what erasing takes away; `keeps`: what stays and why, empty when nothing does. Whole sentences.
    :param tally: user id -> what there is of this person, in words with counts („2 zaświadczenia”).
    :param files: user id -> (name, bytes) of files that go into the person's copy.
    :param correct: (label, endpoint) of each place where the person mends what is wrong.
    """

    package: str
    label: str
    tables: tuple[str, ...]
    export: Callable[[int], Mapping[str, Any]]
    erase: Callable[[int], None]
    purpose: str = ""
    basis: str = ""
    kept: str = ""
    removes: str = ""
    keeps: str = ""
    tally: Callable[[int], Sequence[str]] = _nothing
    files: Callable[[int], Iterable[tuple[str, bytes]]] = _nothing
    correct: tuple[tuple[str, str], ...] = ()
    choice: EraseChoice | None = None
    retention: tuple[Retention, ...] = ()
    merge: Callable[[int, int], Merged] | None = None


def privacy_cards() -> tuple[PrivacyCard, ...]:
    """Return the privacy cards of all packages of the app that runs now, from the ground up."""
    cards: tuple[PrivacyCard, ...] = current_app.extensions["akademia"].privacy_cards
    return cards


@dataclass(frozen=True)
class LearningRow:
    """One thing on the learner's desk, as its area shows it.

    :param state: `going` (in progress), `done` or `waiting`.
    :param done: how many pieces are done, of `total`.
    """

    title: str
    endpoint: str
    place: Mapping[str, str]
    state: str
    done: int = 0
    total: int = 0
    facts: tuple[str, ...] = ()
    next_title: str | None = None
    next_endpoint: str | None = None
    next_place: Mapping[str, str] = field(default_factory=dict)
    touched_at: datetime | None = None


def learning_of(user_id: int) -> list[LearningRow]:
    """Return what a person learns, as all areas of the app that runs now tell it."""
    areas: tuple[Area, ...] = current_app.extensions["akademia"].areas
    return [row for area in areas for row in area.learning(user_id)]


@dataclass(frozen=True)
class ResultRow:
    """One result on the learner's desk. `percent` is None while the test is open."""

    title: str
    endpoint: str
    place: Mapping[str, object]
    at: datetime
    percent: int | None = None
    passed: bool | None = None


@dataclass(frozen=True)
class RefreshRow:
    """What has changed in the law since a person finished something, told in a lesson with a few questions.

    :param endpoint: empty where the lesson is out of sight by now.
    :param subject: (kind, key) of what was finished, as certificates name it; `about`: its title.
    :param changed_on: when the last of the changes took force.
    :param done_at: when all questions were answered rightly; None: it is only offered.
    """

    title: str
    endpoint: str
    place: Mapping[str, object]
    subject: tuple[str, str]
    about: str
    changed_on: date
    done_at: datetime | None = None


def refreshing_of(user_id: int) -> list[RefreshRow]:
    """Return what a person may know anew, as all areas of the app that runs now tell it."""
    return [row for area in areas() for row in area.refreshing(user_id)]


@dataclass(frozen=True)
class WaitingRow:
    """Something at the staff desk that waits for a person.

    :param what: why it waits, in a word or two („szkic”, „do przeczytania”).
    :param late: its day has passed.
    """

    title: str
    endpoint: str
    place: Mapping[str, object]
    what: str
    since: datetime
    late: bool = False


@dataclass(frozen=True)
class Found:
    """A thing that a search over the staff desk, or a line of the trail, leads to."""

    title: str
    endpoint: str
    place: Mapping[str, object]
    facts: tuple[str, ...] = ()


def _no_things(_refs: Collection[str]) -> Mapping[str, Found]:
    return {}


@dataclass(frozen=True)
class Thing:
    """A kind of thing that acts are done to.

    :param label: what it is called, in one or two words.
    :param find: refs as the trail keeps them -> those that have a page. A constant number of queries.
    """

    label: str
    find: Callable[[Collection[str]], Mapping[str, Found]] = _no_things


@dataclass(frozen=True)
class TrailCard:
    """How a package's acts are told: act -> words („nadano rolę”), the things they are done to, codes in details."""

    acts: Mapping[str, str]
    things: Mapping[str, Thing] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


def trail_words() -> dict[str, str]:
    """Return how the app that runs now tells acts: act -> words."""
    cards: tuple[TrailCard, ...] = current_app.extensions["akademia"].trail_cards
    return {act: words for card in cards for act, words in card.acts.items()}


@dataclass(frozen=True)
class DeskCard:
    """A place at the staff desk: a package's list, shown to those who hold its permission.

    :param area: the area whose colour it bears.
    :param new: (label of the button, endpoint) to make a new one: („Nowy kurs”, "courses_desk.new_course").
    :param waiting: a person's number -> what waits for that person, the longest waiting first.
    :param find: words -> the few things that hold them, the best first. A constant number of queries.
    """

    label: str
    endpoint: str
    permission: Permission
    area: str = "house"
    new: tuple[str, str] | None = None
    waiting: Callable[[int], Sequence[WaitingRow]] = _nothing
    find: Callable[[str], Sequence[Found]] = _nothing

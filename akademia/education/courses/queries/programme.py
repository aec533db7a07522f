"""Rows that another wing adds to a course's programme, such as its tests. Courses never read them otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProgrammeRow:
    """A row at the end of a course's programme.

    :param place: the endpoint's arguments.
    :param state: `done`, `open` or `shut`; `why_shut` tells in words what opens it.
    :param counts: whether it is needed to complete the course.
    """

    title: str
    endpoint: str
    place: tuple[tuple[str, object], ...]
    state: str
    facts: str
    counts: bool = False
    why_shut: str = ""


@dataclass(frozen=True)
class Follower:
    """The learner for whom rows are added, enrolled on the course."""

    user_id: int
    lessons_left: int


Provider = Callable[[int, Follower | None], Sequence[ProgrammeRow]]
_providers: list[Provider] = []


def adds_rows(provider: Provider) -> Provider:
    """Register a provider: (course number, its enrolled learner or None) -> rows."""
    _providers.append(provider)
    return provider


def added_rows(course_id: int, follower: Follower | None) -> list[ProgrammeRow]:
    return [row for provider in _providers for row in provider(course_id, follower)]


@dataclass(frozen=True)
class LaterRow:
    """What tells readers of a course how the law has changed since. `place`: the endpoint's arguments."""

    title: str
    summary: str
    endpoint: str
    place: tuple[tuple[str, object], ...]
    legal_state_on: date


LaterProvider = Callable[[int], Sequence[LaterRow]]
_later: list[LaterProvider] = []


def adds_later_rows(provider: LaterProvider) -> LaterProvider:
    """Register a provider: course number -> rows, the newest first."""
    _later.append(provider)
    return provider


def later_rows(course_id: int) -> list[LaterRow]:
    return [row for provider in _later for row in provider(course_id)]

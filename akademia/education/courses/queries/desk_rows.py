"""Rows that another wing adds to a course at the desk: what is to be done there. Courses never read them otherwise."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class DeskRow:
    """Something to be done beside a course. `place`: the endpoint's arguments."""

    title: str
    what: str
    endpoint: str
    place: Mapping[str, object]


Provider = Callable[[int], Sequence[DeskRow]]
_providers: list[Provider] = []


def adds_desk_rows(provider: Provider) -> Provider:
    """Register a provider: course number -> rows."""
    _providers.append(provider)
    return provider


def desk_rows(course_id: int) -> list[DeskRow]:
    return [row for provider in _providers for row in provider(course_id)]

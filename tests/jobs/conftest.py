from collections.abc import Callable, Iterator

import pytest

from akademia.jobs import services
from akademia.jobs.services import Task, Work


@pytest.fixture
def teach() -> Iterator[Callable[..., None]]:
    """Give a function that registers a kind of work for the length of the test."""
    known = dict(services.WORKS)

    def register(kind: str, run: Callable[[Task], None], lease_seconds: int = 60, minutes: int | None = None) -> None:
        services.WORKS[kind] = Work(run, lease_seconds, minutes)

    yield register
    services.WORKS.clear()
    services.WORKS.update(known)


@pytest.fixture
def only_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock know only what the test teaches."""
    for kind in list(services.WORKS):
        monkeypatch.delitem(services.WORKS, kind)

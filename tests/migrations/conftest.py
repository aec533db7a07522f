"""The houses of the migrations: one app for each database, which each test finds on tables as it asks for them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from akademia.app import create_app
from akademia.core.db import db
from tests.conftest import wait_for_no_disk
from tests.postgres import make_database

Stand = Callable[[str, Callable[[], Any]], Any]


class Site:
    """An app on a database of its own, and what that database held whenever it was first made so."""

    def __init__(self, folder: Path, postgres: str | None) -> None:
        self.folder, self.postgres = folder, postgres
        own = {"AKADEMIA_INSTANCE": str(folder)}
        if postgres:
            own["AKADEMIA_DATABASE_URL"] = make_database(postgres, "migrated")
        self.app = create_app(own, TESTING=True)
        with self.app.app_context():
            wait_for_no_disk(db.engine)
        self.made: set[str] = set()

    @contextmanager
    def stand(self, name: str, make: Callable[[], Any]) -> Iterator[Flask]:
        """Fill the empty database by a function; from the second time on begin with a copy of what it left."""
        if name not in self.made:
            self._lay(None)
            with self.app.app_context():
                make()
                self._leave()
            self._keep(name)
            self.made.add(name)
        self._lay(name)
        with self.app.app_context():
            yield self.app
            self._leave()

    def _leave(self) -> None:
        db.session.remove()
        db.engine.dispose()

    def _keep(self, name: str) -> None:
        if self.postgres:
            make_database(self.postgres, f"kept_{name}", like="migrated")
        else:
            shutil.copyfile(self.folder / "akademia.db", self.folder / f"{name}.db")

    def _lay(self, name: str | None) -> None:
        if self.postgres:
            make_database(self.postgres, "migrated", like=name and f"kept_{name}")
            return
        for left in self.folder.glob("akademia.db*"):
            left.unlink()
        if name:
            shutil.copyfile(self.folder / f"{name}.db", self.folder / "akademia.db")


@pytest.fixture(scope="session")
def sites() -> dict[str, Site]:
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def stand(request: pytest.FixtureRequest, sites: dict[str, Site], run_folder: Path, worker_name: str) -> Stand:
    """Give `Site.stand` of each database."""
    kind = request.param
    if kind not in sites:
        postgres = request.getfixturevalue("postgres_url") if kind == "postgresql" else None
        sites[kind] = Site(run_folder / worker_name / f"migrated-{kind}", postgres)
    return sites[kind].stand

"""Academies in states that are made once by the real steps and copied for each test that begins with them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from akademia.app import create_app
from akademia.core.db import db
from tests.conftest import QUICK_PASSWORDS, wait_for_no_disk
from tests.postgres import make_database


class Plot:
    """Where one academy stands: its folder and its database, and copies of what they held when first made so."""

    def __init__(self, folder: Path, name: str, postgres: str | None) -> None:
        self.folder, self.kept, self.name, self.postgres = folder / name, folder / "kept" / name, name, postgres
        own = {"AKADEMIA_INSTANCE": str(self.folder)}
        if postgres:
            own["AKADEMIA_DATABASE_URL"] = make_database(postgres, f"copy_{name}")
        self.app = create_app(own, TESTING=True, **QUICK_PASSWORDS)
        with self.app.app_context():
            wait_for_no_disk(db.engine)
        self.made: dict[str, Any] = {}
        self.app.extensions["plot"] = self

    def lay(self, state: str, make: Callable[[Flask], Any]) -> Any:
        """Bring the academy into a state by a function; from the second time on by the copy of what it left."""
        if state in self.made:
            self.leave()
            shutil.rmtree(self.folder, ignore_errors=True)
            shutil.copytree(self.kept / state, self.folder)
            self._copy_database(f"copy_{self.name}", f"kept_{self.name}_{state}")
        else:
            self.made[state] = make(self.app)
            self.leave()
            shutil.copytree(self.folder, self.kept / state, ignore=shutil.ignore_patterns("static"))
            self._copy_database(f"kept_{self.name}_{state}", f"copy_{self.name}")
        return self.made[state]

    def _copy_database(self, name: str, like: str) -> None:
        if self.postgres:
            make_database(self.postgres, name, like)

    def leave(self) -> None:
        self.app.extensions["akademia"].generation.forget()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

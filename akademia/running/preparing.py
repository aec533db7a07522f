"""What must be there before the first page: tables, starter content, sample accounts. Done at every start."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.engine import make_url

from akademia.core import clock
from akademia.core.db import db
from akademia.core.settings import Settings

COPIES_KEPT = 5


def has_pending_migrations() -> bool:
    """Say whether the tables are behind the migrations."""
    config = current_app.extensions["migrate"].migrate.get_config()
    newest = set(ScriptDirectory.from_config(config).get_heads())
    with db.engine.connect() as connection:
        return newest != set(MigrationContext.configure(connection).get_current_heads())


def copy_aside(chosen: Settings) -> Path | None:
    """Copy a SQLite database that holds something into `backups/`, where the last five copies stay.

    Returns the copy; None where there is nothing to copy or where the database is a server's.
    """
    url = make_url(chosen.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    with closing(sqlite3.connect(url.database)) as held:
        if not held.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return None
        return _copy(held, chosen.instance / "backups")


def _copy(held: sqlite3.Connection, folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"akademia-{clock.now():%Y%m%d-%H%M%S}.db"
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(copy)) as made:
        held.backup(made)
    for old in sorted(folder.glob("akademia-*.db"))[:-COPIES_KEPT]:
        old.unlink()
    return copy

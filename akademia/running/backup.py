"""`flask backup`: a copy of everything while the academy works. Writers are not held up."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from akademia.core import clock
from akademia.core.db import db
from akademia.core.settings import Settings
from akademia.running.copies import CopyUnfit, Manifest, copy_things, write_manifest

SQLITE_FILE = "database/akademia.db"
TABLES = "database/tables"


def back_up(chosen: Settings, folder: Path) -> Manifest:
    """Copy the database as it is at one moment, then files, keys, letters and settings.

    The database comes first: a file is kept before the row that names it, so no row of the copy lacks its file.

    :raises CopyUnfit: the folder is there already and not empty, or lies in the installation.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CopyUnfit(f"{folder}: tu już coś jest. Podaj nowy folder; kopii nie nadpisujemy.")
    if folder.is_relative_to(chosen.instance):
        raise CopyUnfit(f"{folder}: kopia nie może leżeć w folderze instalacji {chosen.instance}.")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    draft.mkdir(mode=0o700, parents=True)
    try:
        made = _fill(chosen, draft)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return made


def _fill(chosen: Settings, draft: Path) -> Manifest:
    made_at, kind = clock.now().isoformat(), db.engine.dialect.name
    tables: dict[str, list[str]] = {}
    if kind == "sqlite":
        revision = _copy_sqlite(str(db.engine.url.database), draft / SQLITE_FILE)
    else:
        revision, tables = _copy_postgres(db.engine, draft / TABLES)
    copy_things(chosen.instance, draft)
    return write_manifest(draft, kind, revision, made_at, tables)


def _copy_sqlite(source: str, target: Path) -> str:
    """Write one consistent copy beside all writers; a WAL reader holds nobody up."""
    target.parent.mkdir(mode=0o700)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as held:
        held.execute("VACUUM INTO ?", [str(target)])
    with closing(sqlite3.connect(target)) as made:
        if made.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise CopyUnfit("Kopia bazy danych nie jest spójna. Sprawdź dysk.")
        return _revision_of(made.execute("SELECT version_num FROM alembic_version").fetchall())


def _copy_postgres(engine: Engine, folder: Path) -> tuple[str, dict[str, list[str]]]:
    """Write each table as PostgreSQL's own COPY text, all in one snapshot."""
    folder.mkdir(mode=0o700, parents=True)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
        connection.execute(text("SET TRANSACTION READ ONLY"))
        revision = _revision_of(connection.execute(text("SELECT version_num FROM alembic_version")).all())
        tables = _columns(connection)
        for table, columns in tables.items():
            _copy_table(connection, table, columns, folder / f"{table}.copy")
    return revision, tables


def _columns(connection: Connection) -> dict[str, list[str]]:
    seen = inspect(connection)
    names = sorted(name for name in seen.get_table_names() if name != "alembic_version")
    return {name: [column["name"] for column in seen.get_columns(name) if not column.get("computed")] for name in names}


def _copy_table(connection: Connection, table: str, columns: list[str], target: Path) -> None:
    driver: Any = connection.connection.driver_connection
    with (
        target.open("wb") as file,
        driver.cursor() as cursor,
        cursor.copy(copy_words(table, columns, "TO STDOUT")) as rows,
    ):
        for block in rows:
            file.write(block)
    target.chmod(0o600)


def copy_words(table: str, columns: list[str], way: str) -> str:
    """Return the COPY statement of a table. Names come from the database's own list or are checked against it."""
    listed = ", ".join(f'"{name}"' for name in columns)
    return f'COPY "{table}" ({listed}) {way}'


def _revision_of(rows: Any) -> str:
    if len(rows) != 1:
        raise CopyUnfit("Tabele bazy danych nie są gotowe. Najpierw: flask --app wsgi prepare.")
    return str(rows[0][0])

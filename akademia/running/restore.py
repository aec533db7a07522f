"""`flask restore`: an installation made anew from a back-up. All of it, or nothing changes."""

import os
import shutil
import sqlite3
import tomllib
import warnings
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.engine import Connection

from akademia.core import clock
from akademia.core.db import db, writing
from akademia.core.settings import Settings
from akademia.running.backup import SQLITE_FILE, TABLES, copy_words
from akademia.running.copies import SETTINGS, THINGS, CopyUnfit, Manifest, check_files, paths_in, read_manifest

ASIDE_SETTINGS = "settings.z-kopii.toml"
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Restored:
    """What was done: where the things of before lie now, and what the person should know."""

    previous: Path
    notes: tuple[str, ...]


def restore(chosen: Settings, folder: Path, force: bool = False) -> Restored:
    """Replace the database and the installation's own things by those of a back-up, once every hash is right.

    What was there before is moved aside and kept. The server and the worker must not run meanwhile.

    :param force: also where the installation holds something.
    :raises CopyUnfit: the copy is broken, of the other database, or newer than this version; or something is here.
    """
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    _check_fits(manifest)
    if not force and (held := _what_is_here(chosen)):
        raise CopyUnfit(
            f"W tej instalacji już coś jest ({held}). Aby ją zastąpić, dodaj --force; to, co jest, odłożymy."
        )
    staged = chosen.instance.with_name(f".{chosen.instance.name}.restoring-{os.getpid()}")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        notes = _stage(chosen, folder, staged)
        return Restored(_bring_in(chosen, folder, manifest, staged), notes)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _check_fits(manifest: Manifest) -> None:
    kind = db.engine.dialect.name
    if manifest.database != kind:
        raise CopyUnfit(f"To kopia bazy {manifest.database}, a ta instalacja używa {kind}.")
    config = current_app.extensions["migrate"].migrate.get_config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if manifest.revision not in known:
        raise CopyUnfit("Kopia pochodzi z nowszej wersji Akademii. Najpierw zainstaluj tę wersję.")


def _what_is_here(chosen: Settings) -> str:
    """Say what an installation holds; empty when it was only just made."""
    held = [f"folder {name}" for name in ("files", "mail") if any(True for _ in paths_in(chosen.instance / name))]
    if inspect(db.engine).has_table("users"):
        with db.engine.connect() as connection:
            if connection.execute(text("SELECT count(*) FROM users")).scalar_one():
                held.insert(0, "konta w bazie danych")
    return ", ".join(held)


def _stage(chosen: Settings, folder: Path, staged: Path) -> tuple[str, ...]:
    """Lay the installation's folder out anew beside the present one, without the database."""
    staged.mkdir(mode=0o700)
    for name in THINGS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, staged / name)
    (staged / "keys").mkdir(mode=0o700, exist_ok=True)
    present, copied = chosen.instance / SETTINGS, folder / SETTINGS
    if present.exists():
        shutil.copy2(present, staged / SETTINGS)
    if not copied.exists():
        return ()
    if present.exists() or _names_a_place(copied):
        shutil.copy2(copied, staged / ASIDE_SETTINGS)
        return (f"Ustawienia z kopii leżą w pliku {ASIDE_SETTINGS}: porównaj je z obecnymi.",)
    shutil.copy2(copied, staged / SETTINGS)
    return ()


def _names_a_place(settings: Path) -> bool:
    """Say whether settings lead to a database or a store of their own, which may still be another installation's."""
    return bool({"database_url", "storage_url"} & tomllib.loads(settings.read_text("utf-8")).keys())


def _bring_in(chosen: Settings, folder: Path, manifest: Manifest, staged: Path) -> Path:
    """Put the staged things in place of the present ones; where a step fails, all goes back."""
    stamp = f"{clock.now():%Y%m%d-%H%M%S}"
    previous = chosen.instance.with_name(f"{chosen.instance.name}.sprzed-{stamp}")
    if manifest.database == "sqlite":
        return _swap_with_sqlite(chosen, folder, staged, previous)
    with writing(), db.engine.connect() as connection, connection.begin():
        _load_postgres(connection, folder, manifest)
        _swap(chosen.instance, staged, previous)
    db.engine.dispose()
    return previous


def _swap(present: Path, staged: Path, previous: Path) -> None:
    present.rename(previous)
    try:
        staged.rename(present)
    except OSError:
        previous.rename(present)
        raise


def _swap_with_sqlite(chosen: Settings, folder: Path, staged: Path, previous: Path) -> Path:
    """A database inside the installation goes with its folder; one elsewhere is swapped beside it."""
    database = Path(str(db.engine.url.database)).absolute()
    db.session.remove()
    db.engine.dispose()
    inside = database.is_relative_to(chosen.instance)
    new = (
        staged / database.relative_to(chosen.instance) if inside else database.with_name(f".{database.name}.restoring")
    )
    new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(folder / SQLITE_FILE, new)
    new.chmod(0o600)
    with closing(sqlite3.connect(new)) as made:
        if made.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise CopyUnfit("Baza danych w kopii nie jest spójna. Nic nie zmieniono.")
    _swap(chosen.instance, staged, previous)
    if not inside:
        for name in ("", *_BESIDE):  # the old log beside a new database would spoil it
            old = database.with_name(database.name + name)
            if old.exists():
                shutil.move(old, previous / old.name)
        new.rename(database)
    return previous


def _load_postgres(connection: Connection, folder: Path, manifest: Manifest) -> None:
    """Drop what is there, make the tables as they were at the back-up, and fill them, in the caller's transaction."""
    _drop_all(connection)
    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["connection"] = connection
    command.upgrade(config, manifest.revision)
    tables = MetaData()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it cannot read an index on an expression back; only the order is wanted
        tables.reflect(connection)
    order = [table.name for table in tables.sorted_tables if table.name in manifest.tables]
    strange = [n for n in order if not set(manifest.tables[n]) <= set(tables.tables[n].columns.keys())]
    if strange or set(order) != manifest.tables.keys():
        raise CopyUnfit("Kopia ma tabele, których ta wersja nie zna. Nic nie zmieniono.")
    for name in reversed(order):
        connection.execute(text(f'DELETE FROM "{name}"'))  # noqa: S608 - a name that the database itself gave
    for name in order:
        _load_table(connection, name, manifest.tables[name], folder / TABLES / f"{name}.copy")
        _set_counter(connection, tables.tables[name])


def _drop_all(connection: Connection) -> None:
    for name in inspect(connection).get_table_names():
        connection.execute(text(f'DROP TABLE "{name}" CASCADE'))


def _load_table(connection: Connection, name: str, columns: list[str], source: Path) -> None:
    driver: Any = connection.connection.driver_connection
    with (
        source.open("rb") as file,
        driver.cursor() as cursor,
        cursor.copy(copy_words(name, columns, "FROM STDIN")) as rows,
    ):
        while block := file.read(1_048_576):
            rows.write(block)


def _set_counter(connection: Connection, table: Any) -> None:
    """Let new rows be numbered behind the restored ones."""
    for column in table.primary_key:
        owner = text("SELECT pg_get_serial_sequence(:table, :column)")
        counter = connection.execute(owner, {"table": f'"{table.name}"', "column": column.name}).scalar()
        if counter:
            top = f'SELECT setval(:counter, coalesce(max("{column.name}"), 0) + 1, false) FROM "{table.name}"'  # noqa: S608
            connection.execute(text(top), {"counter": counter})

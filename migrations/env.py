"""Runs migrations on either database, in one transaction.

On SQLite a changed table is rebuilt: dropped and made again. With foreign keys on, the drop deletes child rows by
cascade, silently; so they are off while migrating, and every key is checked before the commit.
"""

import warnings
from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy.engine import Connection

from akademia.core.db import Model, Moment, writing

# SQLite cannot tell of an index on lower(email); that it stands is tested by itself.
warnings.filterwarnings("ignore", message="autogenerate skipping metadata-specified expression-based index")


class BrokenKeys(Exception):
    """A migration left rows that point to nothing; nothing of it was kept."""


def render_item(kind: str, item: Any, _autogen: AutogenContext) -> str | bool:
    """Write a moment as the plain column type that it is in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def skip_empty(migration: Any, _revision: Any, directives: list[Any]) -> None:
    """Make no file when `db migrate` finds no difference."""
    asked = migration.config.cmd_opts
    if getattr(asked, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []
        print("Tabele są takie jak modele: nie ma czego migrować.")  # noqa: T201


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_item=render_item,
        process_revision_directives=skip_empty,
        transactional_ddl=True,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            check_keys(connection)


def check_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = sorted({f"{row[0]} -> {row[2]}" for row in broken})
        raise BrokenKeys(f"{len(broken)} rows point to nothing: {', '.join(tables)}")


def set_keys(connection: Connection, state: str) -> None:
    """Switch foreign keys on or off. SQLite listens only outside a transaction: hence the driver's own connection."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={state}")


def run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:  # a restore: the tables and their rows come in one transaction
        migrate(given)
        return
    engine = current_app.extensions["migrate"].db.engine
    with writing(), engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            migrate(connection)
            return
        set_keys(connection, "OFF")
        try:
            migrate(connection)
        finally:
            connection.rollback()
            set_keys(connection, "ON")


run()

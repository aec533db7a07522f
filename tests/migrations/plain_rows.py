"""Rows written and counted by plain statements, past the models: a migration knows other columns than they do."""

from sqlalchemy import text

from akademia.core.db import db, writing


def write(*statements: str) -> None:
    """Run statements; `:yes` and `:no` in them are what both databases take for a flag."""
    with writing(), db.engine.begin() as connection:
        for statement in statements:
            flags = {name: name == "yes" for name in ("yes", "no") if f":{name}" in statement}
            connection.execute(text(statement), flags)


def counts(*tables: str) -> list[int]:
    """Return how many rows each table has."""
    with db.engine.connect() as connection:
        return [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables]

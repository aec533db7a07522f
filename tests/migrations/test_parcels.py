"""The migration that keeps course parcels in the store: a waiting one is sent anew, everything else stays."""

from datetime import datetime, timezone

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, Table, insert, text

from akademia.core.db import db, writing
from tests.migrations.test_desk_rows import house
from tests.migrations.test_versions import MIGRATIONS

__all__ = ["house"]
BEFORE, AFTER = "4c7a91e0d5b2", "c0a1e5d7b942"
NOW = datetime(2026, 11, 28, 11, tzinfo=timezone.utc)
FILE = {"sha256": "a", "size_bytes": 1, "made_at": NOW}
KEPT = text("SELECT (SELECT count(*) FROM courses), (SELECT count(*) FROM lessons), (SELECT count(*) FROM questions)")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def table(name: str) -> Table:
    with db.engine.connect() as connection:
        return Table(name, MetaData(), autoload_with=connection)


def write(into: str, **row: object) -> None:
    rows = insert(table(into)).values(**row)
    with writing(), db.engine.begin() as connection:
        connection.execute(rows)


def counted(statement: str) -> int:
    with db.engine.connect() as connection:
        return int(connection.scalar(text(statement)) or 0)


def kept() -> tuple[int, ...]:
    with db.engine.connect() as connection:
        return tuple(connection.execute(KEPT).one())


def test_parcels_move_to_the_store_and_back_and_nothing_else_is_lost(house):
    upgrade(MIGRATIONS, revision=BEFORE)
    write("course_parcels", author_number=1, body=b"zip", made_at=NOW)

    upgrade(MIGRATIONS, revision=AFTER)
    assert (counted("SELECT count(*) FROM course_parcels"), kept()) == (0, (1, 1, 1))
    write("stored_files", key="aa/1", kind="zip", name="kurs.zip", **FILE)
    write("stored_files", key="aa/2", kind="png", name="obraz.png", **FILE)
    write("course_parcels", author_number=1, file_id=1, looked={}, made_at=NOW)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert (counted("SELECT count(*) FROM course_parcels"), kept()) == (0, (1, 1, 1))
    assert counted("SELECT min(id) FROM stored_files") == 2
    upgrade(MIGRATIONS, revision=AFTER)

"""Migrations on SQLite rebuild tables. With foreign keys on, a rebuild deleted all child rows by cascade, silently."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from akademia.app import PROJECT, create_app
from akademia.core.db import db

HEAD = """
import sqlalchemy as sa
from alembic import op

revision = {name!r}
down_revision = {after!r}


def upgrade() -> None:
"""
FAMILY = """
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("children", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("parent_id", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE")))
    op.execute("INSERT INTO parents VALUES (1)")
    op.execute("INSERT INTO children VALUES (1, 1), (2, 1)")
"""
REBUILD = """
    with op.batch_alter_table("parents", recreate="always") as batch:
        batch.add_column(sa.Column("name", sa.String))
"""
ORPHAN = """
    op.execute("DELETE FROM parents")
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Flask]:
    app = create_app({"AKADEMIA_INSTANCE": str(tmp_path / "instance")})
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def migrate(house: Flask, tmp_path: Path) -> Callable[..., None]:
    """Give a function that runs migrations with the house's own env, one after another."""
    folder = tmp_path / "migrations"
    shutil.copytree(PROJECT / "migrations", folder, ignore=shutil.ignore_patterns("versions", "__pycache__"))
    (folder / "versions").mkdir()

    def run(*steps: str) -> None:
        for number, step in enumerate(steps, start=1):
            head = HEAD.format(name=f"step{number}", after=f"step{number - 1}" if number > 1 else None)
            (folder / "versions" / f"step{number}.py").write_text(head + step)
        upgrade(str(folder))

    return run


def count(table: str) -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_rebuilt_table_keeps_the_rows_that_point_to_it(migrate):
    migrate(FAMILY, REBUILD)

    assert (count("parents"), count("children")) == (1, 2)


def test_a_migration_that_leaves_orphans_is_refused_and_nothing_of_it_stays(migrate):
    migrate(FAMILY)

    with pytest.raises(Exception, match="2 rows point to nothing: children -> parents"):
        migrate(FAMILY, REBUILD, ORPHAN)

    assert (count("parents"), count("children")) == (1, 2)
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "step1"
        assert [row.name for row in connection.execute(text("PRAGMA table_info(parents)"))] == ["id"]


def test_foreign_keys_are_on_again_after_migrating(migrate):
    migrate(FAMILY)

    with db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1

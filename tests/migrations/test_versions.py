"""The migrations as a whole, on both databases: from nothing to what the models say, and back to nothing."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from akademia.app import PROJECT
from akademia.core.db import Model, db
from tests.migrations.conftest import Stand

MIGRATIONS = str(PROJECT / "migrations")
pytestmark = pytest.mark.filterwarnings(
    # SQLite cannot read an index on lower(email) back; that it stands is asserted by itself.
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
    "ignore:autogenerate skipping metadata-specified expression-based index:UserWarning",
)


@pytest.fixture
def house(stand: Stand) -> Iterator[Flask]:
    """An academy whose tables were made by the migrations, from nothing."""
    with stand("head", lambda: upgrade(MIGRATIONS)) as app:
        yield app


def test_the_head_of_the_migrations_equals_the_models(house: Flask):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_what_alembic_cannot_compare_stands_all_the_same(house: Flask):
    """The counted row of the page cache, and the indexes of expressions: a rebuilt table on SQLite would lose them.

    One address for one person however it is spelled; learners by their results.
    """
    with db.engine.begin() as connection:
        assert connection.execute(text("SELECT number FROM public_generation")).scalar_one() == 1
        place = "sqlite_master WHERE name" if db.engine.dialect.name == "sqlite" else "pg_indexes WHERE indexname"
        for name in ("uq_users_email_lower", "ix_enrolments_by_result"):
            assert connection.execute(text(f"SELECT count(*) FROM {place} = '{name}'")).scalar_one() == 1


def test_every_check_of_the_models_is_in_the_migrated_tables(house: Flask):
    seen = inspect(db.engine)
    for table in Model.metadata.sorted_tables:
        wanted = {str(c.name) for c in table.constraints if c.__visit_name__ == "check_constraint"}
        assert wanted <= {str(c["name"]) for c in seen.get_check_constraints(table.name)}, table.name


def test_the_migrations_can_be_taken_back_and_made_again(house: Flask):
    downgrade(MIGRATIONS, revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}

    upgrade(MIGRATIONS)
    assert set(inspect(db.engine).get_table_names()) == {*Model.metadata.tables, "alembic_version"}

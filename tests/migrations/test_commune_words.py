"""The migration that lets communes be found by words: no territory is lost, nor who says they live there."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db, writing
from tests.migrations.test_desk_rows import house
from tests.migrations.test_versions import MIGRATIONS

__all__ = ["house"]
BEFORE = "4c7e19b0d5f2"
KEPT = text(
    "SELECT (SELECT count(*) FROM territories WHERE code = '12'), (SELECT count(*) FROM users WHERE region_code = '12')"
)
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def kept() -> tuple[int, ...]:
    with db.engine.connect() as connection:
        return tuple(connection.execute(KEPT).one())


def test_territories_and_who_points_to_them_stay_on_either_way(house):
    upgrade(MIGRATIONS, revision=BEFORE)
    with writing(), db.engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO territories (code, level, name, name_key, kind)"
            " VALUES ('12', 'voivodeship', 'małopolskie', '', 'województwo')"
        ))  # fmt: skip
        connection.execute(text("UPDATE users SET region_code = '12' WHERE id = (SELECT min(id) FROM users)"))

    upgrade(MIGRATIONS)
    with db.engine.connect() as connection:
        assert connection.scalars(text("SELECT words FROM territories WHERE code = '12'")).all() == [""]
    assert kept() == (1, 1)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert kept() == (1, 1)
    upgrade(MIGRATIONS)

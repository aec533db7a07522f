"""The migration that lets lists find people: those who were there before it are found too, and nobody is lost."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db, writing
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE = "55ae23d91077"
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_people_who_were_there_get_their_keys_and_keep_them_on_the_way_back(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    with writing(), db.engine.begin() as connection:
        add = text("INSERT INTO users (id, email, active, fs_uniquifier, created_at, roles, certificate_name,"
                   " extra_time_percent, profile_version) VALUES (:id, :email, :active, :key, '2026-11-23 11:00:00',"
                   " :roles, :name, 0, 1)")  # fmt: skip
        rows = [(1, "Anna@example.org", '["staff", "admin"]', "Żaneta Łęcka"), (2, None, "[]", None)]
        for number, email, roles, name in rows:
            connection.execute(add, {"id": number, "email": email, "active": True, "key": f"k{number}", "roles": roles,
                                     "name": name})  # fmt: skip
        connection.execute(text("INSERT INTO consents (id, user_id, key, version, words, given_at)"
                                " VALUES (1, 1, 'terms', 1, 'Tak', '2026-11-23 11:00:00')"))  # fmt: skip

    upgrade(MIGRATIONS)

    with db.engine.connect() as connection:
        keys = connection.execute(text("SELECT roles_key FROM users ORDER BY id")).scalars().all()
        words = connection.execute(text("SELECT word, user_id FROM person_words ORDER BY word")).all()
        assert keys == ["admin staff", ""]
        assert [tuple(row) for row in words] == [
            ("anna", 1), ("example", 1), ("lecka", 1), ("org", 1), ("zaneta", 1),
        ]  # fmt: skip
        assert connection.execute(text("SELECT count(*) FROM consents")).scalar_one() == 1

    downgrade(MIGRATIONS, revision=BEFORE)
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM users")).scalar_one() == 2
        assert connection.execute(text("SELECT count(*) FROM consents")).scalar_one() == 1
    upgrade(MIGRATIONS)

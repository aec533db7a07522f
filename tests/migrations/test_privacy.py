"""The privacy desk's tables and columns, with people in the table they are added to."""

from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db
from tests.migrations.test_versions import MIGRATIONS, house, pytestmark  # noqa: F401

BEFORE = "55ae23d91077"
PERSON = text(
    "INSERT INTO users (email, active, fs_uniquifier, created_at, roles, extra_time_percent, profile_version)"
    " VALUES (:email, true, :email, '2026-01-01', '[\"learner\"]', 0, 1)"
)


def columns_of(email):
    with db.engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM users WHERE email = :email"), {"email": email}).mappings().one()
        return dict(row)


def test_people_of_before_are_asked_nothing_and_stay_when_it_is_taken_back(house):  # noqa: F811
    downgrade(MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.execute(PERSON, {"email": "anna@example.org"})

    upgrade(MIGRATIONS)
    kept = columns_of("anna@example.org")
    assert (bool(kept["owes_consent"]), kept["signed_in_at"], kept["erased_at"]) == (False, None, None)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert "owes_consent" not in columns_of("anna@example.org")
    with db.engine.connect() as connection:
        place = "sqlite_master WHERE name" if db.engine.dialect.name == "sqlite" else "pg_indexes WHERE indexname"
        found = connection.execute(text(f"SELECT count(*) FROM {place} = 'uq_users_email_lower'"))
        assert found.scalar_one() == 1

import stat

import pytest
from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.accounts.queries import user_by_email
from akademia.accounts.roles import Role
from akademia.accounts.services import SamplesRefused, make_samples
from akademia.core.db import db
from tests.accounts.post import SIGN_IN, credentials


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(User))


def test_there_is_one_account_for_each_role_and_it_opens(client, new_client, tmp_path):
    make_samples(tmp_path / "sample-accounts.txt", "local")
    db.session.commit()

    lines = [line.split() for line in (tmp_path / "sample-accounts.txt").read_text().splitlines()]
    assert [role for _, _, role in lines] == [role.value for role in Role]
    for email, password, role in lines:
        new_client().post(SIGN_IN, credentials(email, password))
        assert user_by_email(email).roles == [role]


def test_only_the_owner_can_read_the_file(app, tmp_path):
    path = tmp_path / "sample-accounts.txt"

    make_samples(path, "local")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_start_keeps_passwords_and_people(client, tmp_path):
    path = tmp_path / "sample-accounts.txt"
    first = make_samples(path, "local")
    before = path.read_text()

    assert make_samples(path, "local") == first
    assert path.read_text() == before
    assert people() == len(Role)


def test_what_an_administrator_changed_on_a_sample_stays(app, tmp_path):
    make_samples(tmp_path / "a.txt", "local")
    user = user_by_email("uczestnik@example.org")
    user.roles, user.certificate_name = ["learner", "staff"], "Anna Nowak"

    make_samples(tmp_path / "a.txt", "local")

    assert (user.roles, user.certificate_name) == (["learner", "staff"], "Anna Nowak")


def test_an_empty_database_gets_the_passwords_of_the_file(client, tmp_path):
    first = make_samples(tmp_path / "a.txt", "local")
    db.session.rollback()

    make_samples(tmp_path / "a.txt", "local")
    db.session.commit()

    client.post(SIGN_IN, credentials(first[0].email, first[0].password))


def test_a_lost_file_is_written_anew_with_new_passwords(client, tmp_path):
    lost = make_samples(tmp_path / "a.txt", "local")

    found = make_samples(tmp_path / "b.txt", "local")
    db.session.commit()

    assert people() == len(Role)
    client.post(SIGN_IN, credentials(lost[0].email, lost[0].password), status=422)
    client.post(SIGN_IN, credentials(found[0].email, found[0].password))


def test_production_has_no_sample_accounts(app, tmp_path):
    with pytest.raises(SamplesRefused):
        make_samples(tmp_path / "a.txt", "production")

    assert people() == 0
    assert not (tmp_path / "a.txt").exists()

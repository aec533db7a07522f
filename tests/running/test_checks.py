"""`flask check` says in words what is wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from akademia.accounts.roles import Role
from akademia.certificates.services import issue
from akademia.core import clock, settings
from akademia.core.db import commit, db
from akademia.core.operator import Operator
from akademia.jobs.services import enqueue
from akademia.law.services import Place, cite
from akademia.mail.formats.dkim import new_key
from akademia.mail.services import queue_letter
from akademia.pages.rules import missing
from akademia.pages.services import change_settings
from akademia.running import checks
from tests.factories import make_award, make_provision, make_user


@pytest.fixture
def found(app, monkeypatch):
    """Give a function that asks for every problem of a sound installation that a test has harmed."""
    monkeypatch.setattr(checks, "has_pending_migrations", lambda: False)  # the bench makes its tables from the models
    make_user(Role.Admin)
    commit()

    def ask(**changes) -> str:
        commit()
        return "\n".join(checks.everything(replace(settings.here(), **changes)))

    return ask


def test_a_sound_installation_has_nothing_to_tell(found):
    assert found() == ""


def test_a_missing_administrator_is_told(app, found):
    from akademia.accounts.models import User

    for user in db.session.query(User):
        user.roles = []

    assert "Nie ma czynnego administratora" in found()


def test_certificates_without_a_signing_key_are_told(found, tmp_path):
    issue(make_award(make_user()))
    (tmp_path / "keys").mkdir()

    assert "klucza podpisu" in found(instance=tmp_path)


def test_a_key_that_signs_letters_is_of_another_kind_and_no_trouble(found, tmp_path):
    (tmp_path / "keys").mkdir()
    path = tmp_path / "keys/dkim.pem"
    path.write_bytes(new_key())
    path.chmod(0o600)
    assert "dkim.pem" not in found(instance=tmp_path)

    path.write_text("nic")
    assert "dkim.pem: tego klucza nie da się odczytać" in found(instance=tmp_path)


def test_a_key_that_cannot_be_read_or_that_others_can_read_is_told(found, tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/badge-0001.pem").write_text("nic")
    (tmp_path / "keys/badge-0001.pem").chmod(0o644)

    assert "nie da się odczytać" in found(instance=tmp_path)
    assert "mogą czytać inni" in found(instance=tmp_path)


def test_a_citation_of_a_text_that_is_gone_is_told(found):
    make_provision("art-1")
    cite("lesson", 4040, 1, [Place("art-1")], None)

    assert "którego nie ma (rodzaj: lesson)" in found()


def test_letters_that_failed_are_told(found):
    queue_letter("jan@example.org", "probe", {"home_url": "http://localhost/"}).failed_at = clock.now()

    assert "Niedoręczone w ostatnim tygodniu: 1" in found().replace("\u00a0", " ")


def test_jobs_that_nobody_takes_and_jobs_that_failed_are_told(found):
    enqueue("mail.wipe", run_at=clock.now() - timedelta(hours=2))
    enqueue("mail.wipe").failed_at = clock.now()

    assert "Od ponad godziny czeka" in found()
    assert "żaden proces nie dał znaku życia" in found()
    assert "Nieudane" in found()


def test_an_address_for_the_public_that_leads_home_is_told(found):
    change_settings({entry.name: "a@example.org" for entry in missing(Operator())}, 0)

    assert "wskazuje na ten komputer" in found(env="production", base_url="https://localhost")
    assert found(env="production", base_url="https://akademia.example.org") == ""


def test_an_operator_whom_the_law_asks_for_is_told_in_production(found):
    assert "name, address, email, controller, controller_contact" in found(
        env="production", base_url="https://a.example.org"
    )


def test_tables_behind_their_migrations_are_told(app, tmp_path):
    from akademia.app import create_app

    fresh = create_app({"AKADEMIA_INSTANCE": str(tmp_path / "fresh")})
    with fresh.app_context():
        assert "czekają na migrację" in "\n".join(checks.everything(settings.here()))
        db.engine.dispose()


def test_the_command_ends_with_one_when_something_is_wrong(app, monkeypatch):
    monkeypatch.setattr(checks, "has_pending_migrations", lambda: False)

    assert app.test_cli_runner().invoke(args=["check"]).exit_code == 1

    make_user(Role.Admin)
    commit()
    done = app.test_cli_runner().invoke(args=["check"])
    assert (done.exit_code, done.output) == (0, "Wszystko w porządku.\n")


def test_production_refuses_to_serve_without_an_operator_and_says_how_to_fill_it_in(tmp_path):
    from flask_migrate import upgrade

    from akademia.app import PROJECT, create_app

    own = {
        "AKADEMIA_INSTANCE": str(tmp_path / "p"),
        "AKADEMIA_ENV": "production",
        "AKADEMIA_BASE_URL": "https://a.example.org",
    }
    app = create_app(own, TESTING=True)
    with app.app_context():
        upgrade(str(PROJECT / "migrations"))

    done = app.test_cli_runner().invoke(args=["serve"])

    assert done.exit_code == 1
    assert 'flask --app wsgi settings set controller "…"' in done.output
    with app.app_context():
        db.engine.dispose()

import pytest

from akademia.accounts.queries import user_by_email
from akademia.audit.models import AuditEntry
from akademia.core.db import db
from tests.accounts.post import FORGOT, PROFILE, SIGN_IN, credentials, letters_to
from tests.factories import make_user

ANNA = "anna@example.org"


@pytest.fixture
def flask(app):
    """Run a command as in a shell of its own; the test's session sees only what was committed."""
    from contextvars import Context

    def run(*words: str, typed: str | None = None):
        db.session.rollback()
        done = Context().run(app.test_cli_runner().invoke, args=["accounts", *words], input=typed)
        db.session.rollback()
        db.session.expire_all()
        return done

    return run


def test_an_account_is_made_and_its_password_printed_once(flask, client):
    done = flask("create", ANNA)

    password = done.output.splitlines()[1].removeprefix("Hasło: ")
    assert done.exit_code == 0
    assert done.output.startswith(f"Konto {ANNA}: uczestnik.")
    client.post(SIGN_IN, credentials(ANNA, password))


def test_an_account_is_made_with_roles_and_a_password_from_outside(flask, client):
    done = flask(
        "create", ANNA, "--role", "staff", "--role", "expert", "--password-stdin", typed="zażółcona gęś jaźni\n"
    )

    assert done.output == f"Konto {ANNA}: redakcja, ekspert.\n"
    assert user_by_email(ANNA).roles == ["staff", "expert"]
    client.post(SIGN_IN, credentials(ANNA, "zażółcona gęś jaźni"))


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("create", "ewa@example.org"), None, "Adres ewa@example.org ma już konto."),
        (("create", "EWA@example.org"), None, "Adres EWA@example.org ma już konto."),
        (("create", "ewa"), None, "„ewa” to nie jest adres e-mail."),
        (("create", ANNA, "--password-stdin"), "krótkie\n", "Hasło jest za krótkie. Wpisz co najmniej 12 znaków."),
        (("create", ANNA, "--password-stdin"), "", "Hasło jest za krótkie. Wpisz co najmniej 12 znaków."),
        (("role", ANNA, "staff"), None, f"Nie ma konta {ANNA}."),
        (("role", "ewa@example.org", "learner"), None, "ewa@example.org ma już rolę: uczestnik."),
        (("role", "ewa@example.org", "staff", "--remove"), None, "ewa@example.org nie ma roli: redakcja."),
        (("reset", ANNA), None, f"Nie ma konta {ANNA}."),
        (("reset", ANNA, "--print"), None, f"Nie ma konta {ANNA}."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(flask, words, typed, said):
    make_user(email="ewa@example.org")
    db.session.commit()

    done = flask(*words, typed=typed)

    assert done.exit_code == 1
    assert done.stderr == f"{said}\n"
    assert user_by_email(ANNA) is None
    assert user_by_email("ewa@example.org").roles == ["learner"]
    assert db.session.query(AuditEntry).count() == 0


def test_a_role_is_given_and_taken_and_the_trail_knows(flask, app):
    user = make_user(email=ANNA)
    db.session.commit()

    given = flask("role", ANNA, "staff")
    assert user_by_email(ANNA).roles == ["learner", "staff"]
    taken = flask("role", ANNA, "learner", "--remove")

    assert given.output == f"Konto {ANNA}: uczestnik, redakcja.\n"
    assert taken.output == f"Konto {ANNA}: redakcja.\n"
    assert user_by_email(ANNA).roles == ["staff"]
    trail = db.session.query(AuditEntry).order_by(AuditEntry.id).all()
    assert [(e.act, e.thing_ref, e.details) for e in trail] == [
        ("role.given", str(user.id), {"role": "staff"}),
        ("role.taken", str(user.id), {"role": "learner"}),
    ]


def test_a_reset_queues_the_letter(flask, app):
    make_user(email=ANNA)
    db.session.commit()

    done = flask("reset", ANNA)

    assert done.exit_code == 0
    assert [letter.template for letter in letters_to(ANNA)] == ["accounts/reset"]


def test_a_reset_can_print_the_link_instead(flask, client):
    make_user(email=ANNA)
    db.session.commit()

    link = flask("reset", ANNA, "--print").output.strip()

    assert link.startswith(f"http://localhost:8000{FORGOT}")
    assert not letters_to(ANNA)
    client.post(link.removeprefix("http://localhost:8000"), {"password": "czternaście wiewiórek"})
    client.post(SIGN_IN, credentials(ANNA, "czternaście wiewiórek"))
    client.get(PROFILE)

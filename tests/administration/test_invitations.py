"""Inviting by letter: the link opens a page, only its button makes the account, once and for a week."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.models import Consent, User
from akademia.accounts.roles import Role
from akademia.accounts.services import erase_user, lock_account, take_role
from akademia.administration.models import Invitation
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from tests.factories import PASSWORD, make_user

INVITE, LIST = "/panel/osoby/zapros/", "/panel/osoby/zaproszenia/"
EWA = "ewa@example.org"
GIVEN = {"password": PASSWORD, "consent_terms": "y", "consent_privacy": "y"}


@pytest.fixture
def admin(app, client):
    person = make_user(Role.Admin, email="szefowa@example.org")
    commit()
    return client.sign_in(person)


def link(number: int = -1) -> str:
    letters = db.session.scalars(select(Letter.text_body).where(Letter.to_address == EWA).order_by(Letter.id)).all()
    return re.search(r"/konto/zaproszenie/\S+", letters[number])[0]


def invite(admin, role: str = "staff", email: str = EWA, status: int = 303):
    return admin.post(INVITE, {"email": email, "role": role}, status=status)


def ewa() -> User | None:
    return db.session.scalar(select(User).where(User.email == EWA))


def test_the_invited_sets_a_password_and_has_the_role_from_the_start(admin, new_client):
    invite(admin)
    hers = new_client()

    assert "Rola: redakcja" in hers.words(link())
    assert ewa() is None
    answer = hers.post(link(), GIVEN)

    assert answer.location == "/konto/logowanie/?next=/panel/"
    assert ewa().roles == ["staff"]
    assert ewa().confirmed_at is not None
    assert set(db.session.scalars(select(Consent.key))) == {"terms", "privacy"}
    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all() == [
        "invitation.sent",
        "invitation.accepted",
    ]
    hers.post("/konto/logowanie/", {"email": EWA, "password": PASSWORD})
    hers.get("/panel/")


def test_the_link_works_once(admin, new_client):
    invite(admin)
    new_client().post(link(), GIVEN)

    new_client().get(link(), status=410)
    new_client().post(link(), GIVEN, status=410)


def test_opening_the_link_changes_nothing(admin, new_client):
    invite(admin)
    for _ in range(3):
        new_client().get(link())

    assert db.session.scalar(select(Invitation)).state == "open"


@pytest.mark.parametrize(
    ("given", "said"),
    [({"password": "krótkie"}, "za krótkie"), ({"password": ""}, "Wymyśl hasło"), ({"consent_terms": ""}, "regulamin")],
)
def test_a_weak_password_or_a_missing_consent_is_told_beside_the_field(admin, new_client, given, said):
    invite(admin)

    answer = new_client().post(link(), GIVEN | given, status=422)

    assert said in answer.text
    assert ewa() is None


def test_a_link_past_its_week_is_dead_until_it_is_sent_again(admin, new_client, noon):
    invite(admin)
    old = link()
    clock.freeze(noon + timedelta(days=7, minutes=1))

    new_client().get(old, status=410)
    assert "minął czas" in admin.words(LIST)
    admin.post(f"{LIST}{db.session.scalar(select(Invitation.id))}/ponow/")

    new_client().get(old, status=410)
    new_client().get(link())


def test_a_cancelled_invitation_is_void_and_another_may_follow(admin, new_client):
    invite(admin)
    number = db.session.scalar(select(Invitation.id))
    admin.post(f"{LIST}{number}/anuluj/")

    new_client().get(link(), status=410)
    admin.post(f"{LIST}{number}/anuluj/", status=409)
    admin.post(f"{LIST}{number}/ponow/", status=409)
    invite(admin, "expert")
    assert "Rola: ekspert" in new_client().words(link())


def test_one_address_has_one_open_invitation(admin):
    invite(admin)

    answer = invite(admin, email="EWA@example.org", status=422)

    assert "ma już zaproszenie" in answer.text
    assert len(db.session.scalars(select(Invitation)).all()) == 1


def test_an_address_with_an_account_is_not_invited_and_leads_to_its_person(admin):
    known = make_user(email=EWA)
    commit()

    answer = invite(admin, status=422)

    assert f"/panel/osoby/{known.id}/" in answer.text


def test_who_registered_meanwhile_gets_the_role_by_the_button(admin, new_client):
    invite(admin)
    make_user(email=EWA)
    commit()

    assert "ma już konto" in new_client().words(link())
    new_client().post(link(), {})

    assert ewa().roles == ["learner", "staff"]


def test_an_account_that_a_stranger_made_on_the_invited_address_becomes_the_invited_persons_alone(admin, new_client):
    """Whoever knows the address could register it and wait for the link to confirm the account and raise it."""
    invite(admin)
    make_user(email=EWA, confirmed=False, password="hasło nieznajomej osoby")
    commit()

    assert "ma już konto" not in new_client().words(link())
    new_client().post(link(), {}, status=422)
    assert ewa().confirmed_at is None
    new_client().post(link(), GIVEN)

    assert ewa().roles == ["learner", "staff"]
    assert ewa().confirmed_at is not None
    new_client().post("/konto/logowanie/", {"email": EWA, "password": "hasło nieznajomej osoby"}, status=422)
    new_client().post("/konto/logowanie/", {"email": EWA, "password": PASSWORD})


@pytest.mark.parametrize("went", ["role", "lock", "erase"])
def test_an_invitation_of_who_may_invite_no_more_is_void_until_another_sends_it_again(app, client, new_client, went):
    """Else an administrator could invite a second address and come back by it when the role was taken."""
    leaving, staying = make_user(Role.Admin), make_user(Role.Admin)
    commit()
    invite(client.sign_in(leaving), "admin")
    first = link()
    {"role": lambda user: take_role(user, Role.Admin), "lock": lock_account, "erase": erase_user}[went](leaving)
    commit()

    new_client().get(first, status=410)
    new_client().post(first, GIVEN, status=410)
    assert ewa() is None
    other = new_client().sign_in(staying)
    assert "nie jest już administratorem" in other.words(LIST)
    other.post(f"{LIST}{db.session.scalar(select(Invitation.id))}/ponow/")

    assert "nie jest już administratorem" not in other.words(LIST)
    new_client().post(link(), GIVEN)
    assert ewa().roles == ["admin"]


@pytest.mark.parametrize(("email", "role"), [("", "staff"), ("to nie adres", "staff"), (EWA, "owner"), (EWA, "")])
def test_a_form_that_makes_no_sense_invites_nobody(admin, email, role):
    invite(admin, role, email, status=422)

    assert db.session.scalars(select(Letter)).all() == []


@pytest.mark.parametrize("token", ["x", "a" * 200, "%00"])
def test_a_made_up_link_is_dead(app, client, token):
    assert client.open_any("GET", f"/konto/zaproszenie/{token}/").status_code in (404, 410)


def test_the_letter_alone_holds_the_link(admin):
    invite(admin)
    secret = link().split("/")[3]

    assert secret not in str(db.session.scalar(select(Invitation.token_digest)))

"""A new wording of what an account needs: people are asked before anything else that needs an account opens."""

import pytest
from sqlalchemy import select

from akademia.accounts import queries
from akademia.accounts.models import User
from akademia.accounts.queries import consent_texts, user_by_email
from akademia.accounts.roles import Role
from akademia.accounts.services import ConsentNeeded, WordingUnfit, accept_required, mark_owing, publish_wording
from akademia.accounts.services import record_consents as record
from akademia.audit.models import AuditEntry
from akademia.core.db import db
from akademia.core.errors import Missing
from tests.accounts.post import DESK, NEW_TERMS, PROFILE, REGISTER, SIGN_OUT
from tests.factories import make_user

ANNA, DESK_OF_STAFF = "anna@example.org", "/panel/zgody/"
NEW_WORDS, CHANGES = "Akceptuję regulamin z grudnia.", "Doszły konsultacje."


@pytest.fixture
def anna(client):
    user = make_user(email=ANNA)
    record(user, ["terms", "privacy"])
    db.session.commit()
    return client.sign_in(user)


def publish(key: str = "terms") -> None:
    version = queries.consent_text(key).version
    publish_wording(key, NEW_WORDS, CHANGES, version, actor=1)
    db.session.commit()


def test_who_agreed_to_the_present_words_is_not_asked(client, anna):
    client.get(PROFILE)
    client.get(NEW_TERMS, status=303)


def test_after_a_new_version_nothing_else_opens_until_the_person_agrees(client, anna):
    publish()

    asked = client.get(f"{PROFILE}?x=1", status=303)
    assert asked.location == f"{NEW_TERMS}?next=/konto/profil/?x%3D1"
    words = client.words(NEW_TERMS)
    assert "Zmieniły się zasady" in words
    assert NEW_WORDS in words
    assert CHANGES in words
    assert "Potwierdzam, że znam informację o prywatności" not in words, "only what is new is asked"

    assert client.post(NEW_TERMS, {"consent_terms": "y", "next": PROFILE}).location == PROFILE
    client.get(PROFILE)
    held = [(c.key, c.version, c.words) for c in user_by_email(ANNA).consents]
    assert held[-1] == ("terms", 2, NEW_WORDS)
    assert held[0][:2] == ("terms", 1), "the old words stay as they were read"


def test_an_unticked_box_is_told_and_nothing_is_written_down(client, anna):
    publish()

    page = client.post(NEW_TERMS, {}, status=422).text

    assert 'id="consent_terms-error">Zaznacz, że akceptujesz regulamin' in page
    client.get(PROFILE, status=303)


def test_who_does_not_agree_can_take_the_data_erase_the_account_sign_out_and_read(client, anna):
    publish()
    page = client.get(NEW_TERMS).text

    for address in (DESK, f"{DESK}usun/", "/", "/edukacja/"):
        client.get(address)
    assert f'action="{SIGN_OUT}"' in page
    assert f'href="{DESK}usun/"' in page
    client.post(f"{DESK}kopia/")
    client.post(SIGN_OUT)


def test_what_was_being_sent_when_the_new_version_came_is_not_lost(client, anna):
    publish()

    client.post(PROFILE, {"certificate_name": "Anna Nowak", "audience": "", "nip": "", "region": "", "version": "1"})

    assert user_by_email(ANNA).certificate_name == "Anna Nowak"


def test_a_consent_that_an_account_does_not_need_holds_nobody_up(client, anna):
    publish("news")

    client.get(PROFILE)


@pytest.mark.parametrize("back", ["https://zly.example/", "//zly.example", "/\\zly"])
def test_only_a_path_of_this_site_is_gone_back_to(client, anna, back):
    publish()

    assert client.post(NEW_TERMS, {"consent_terms": "y", "next": back}).location == "/konto/nauka/"


def test_an_account_that_others_made_is_asked_at_first(client):
    user = make_user(email=ANNA)
    user.owes_consent = True
    db.session.commit()

    words = client.sign_in(user).words(NEW_TERMS)

    assert "Zanim zaczniesz" in words
    client.post(NEW_TERMS, {"consent_terms": "y", "consent_privacy": "y"})
    client.get(PROFILE)


def test_a_read_page_pays_no_query_for_it(client, anna, count_queries):
    before = count_queries(lambda: client.get("/konto/bezpieczenstwo/"))
    publish()
    client.post(NEW_TERMS, {"consent_terms": "y"})

    assert count_queries(lambda: client.get("/konto/bezpieczenstwo/")) == before


def test_who_registers_after_it_agrees_to_the_new_words(client, anna, new_client):
    publish()
    visitor = new_client()
    assert NEW_WORDS in visitor.words(REGISTER)

    fields = {"email": "ewa@example.org", "password": "dwanaście jeży pod płotem"}
    visitor.post(REGISTER, {**fields, "consent_terms": "y", "consent_privacy": "y"})

    ewa = user_by_email("ewa@example.org")
    assert [(c.key, c.version) for c in ewa.consents] == [("terms", 2), ("privacy", 1)]
    assert not ewa.owes_consent


def test_a_newer_file_of_the_academy_asks_those_who_agreed_to_the_older(app, monkeypatch):
    user, erased = make_user(), make_user()
    record(user, ["terms", "privacy"])
    erased.email = None
    db.session.flush()
    assert mark_owing() == 0
    newer = tuple(type(t)(t.key, t.version + (t.key == "privacy"), t.required, t.text) for t in consent_texts())
    monkeypatch.setattr(queries, "starter_texts", lambda: newer)

    assert mark_owing() == 1
    db.session.expire_all()
    assert (db.session.get(User, user.id).owes_consent, db.session.get(User, erased.id).owes_consent) == (True, False)


def test_agreeing_to_a_part_is_not_enough(app, anna):
    publish()
    user = user_by_email(ANNA)

    with pytest.raises(ConsentNeeded):
        accept_required(user, [])


def test_staff_publish_a_new_version_in_the_browser_and_the_trail_says_so(client, new_client, anna):
    admin = make_user(Role.Admin)
    db.session.commit()
    staff = new_client().sign_in(admin)

    staff.post(f"{DESK_OF_STAFF}terms/", {"words": "", "changes": CHANGES, "version": "1"}, status=422)
    staff.post(f"{DESK_OF_STAFF}terms/", {"words": NEW_WORDS, "changes": CHANGES, "version": "1"})

    staff.post(NEW_TERMS, {"consent_terms": "y", "consent_privacy": "y"})
    assert NEW_WORDS in staff.words(DESK_OF_STAFF)
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "consent.publish")).all()
    assert [(entry.thing_ref, entry.details) for entry in acts] == [("terms", {"version": 2})]
    client.get(PROFILE, status=303)
    page = staff.post(f"{DESK_OF_STAFF}terms/", {"words": "x y", "changes": "z", "version": "1"}, status=409).text
    assert "ktoś inny opublikował nową wersję" in page
    assert ">x y</textarea>" in page.replace("\r\n", "")
    staff.get(f"{DESK_OF_STAFF}cokolwiek/", status=404)


def test_an_empty_wording_is_refused(app):
    with pytest.raises(WordingUnfit):
        publish_wording("terms", " ", CHANGES, 1, actor=1)
    with pytest.raises(Missing):
        publish_wording("cokolwiek", NEW_WORDS, CHANGES, 1, actor=1)

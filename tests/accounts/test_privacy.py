from akademia.accounts.privacy import CARD
from akademia.accounts.queries import user_by_email
from akademia.accounts.rules import ProfileData
from akademia.accounts.services import record_consents, save_profile
from akademia.core.db import db
from akademia.organisations.formats.terc import TerritoryRow
from akademia.organisations.services import keep_territories
from tests.accounts.post import PROFILE, SIGN_IN, credentials
from tests.factories import make_user

ANNA = "anna@example.org"
FULL = ProfileData("Anna Nowak", "welfare", "5260250274", "Ośrodek w Janowie", "06")


def full_person():
    keep_territories([TerritoryRow("06", "voivodeship", "lubelskie", "województwo", None)])
    user = make_user(email=ANNA)
    save_profile(user, FULL, opened_version=1)
    record_consents(user, ["terms", "privacy"])
    db.session.flush()
    return user


def test_the_house_knows_the_card(app):
    assert CARD in app.extensions["akademia"].privacy_cards


def test_a_person_takes_out_everything_the_account_keeps(app, noon):
    taken = CARD.export(full_person().id)

    assert taken["adres e-mail"] == ANNA
    assert taken["imię i nazwisko na zaświadczenia"] == "Anna Nowak"
    assert taken["kim jesteś"] == "ośrodek pomocy społecznej lub centrum usług społecznych"
    assert taken["organizacja"] == {"nip": "5260250274", "nazwa": "Ośrodek w Janowie"}
    assert taken["województwo"] == "lubelskie"
    assert [(c["zgoda"], c["wersja"], c["wyrażono"]) for c in taken["zgody"]] == [
        ("terms", 1, noon.isoformat()),
        ("privacy", 1, noon.isoformat()),
    ]
    assert "hasło" not in str(taken)


def test_an_erased_person_is_a_row_under_a_random_key_and_no_more(client):
    user = full_person()
    db.session.commit()
    client.post(SIGN_IN, credentials(ANNA))
    number, key = user.id, user.fs_uniquifier

    CARD.erase(number)
    db.session.commit()

    assert user.id == number
    assert user.fs_uniquifier != key
    kept = {c.name: getattr(user, c.name) for c in user.__table__.columns}
    assert not kept["active"]
    assert kept["roles"] == []
    named = ("email", "password", "certificate_name", "audience", "organisation_id", "region_code", "confirmed_at")
    assert [kept[name] for name in named] == [None] * len(named)
    assert [c.key for c in user.consents] == ["terms", "privacy"]
    client.get(PROFILE, status=303)
    client.post(SIGN_IN, credentials(ANNA), status=422)


def test_the_address_of_an_erased_person_is_free_again(app):
    first, second = full_person(), make_user()
    CARD.erase(first.id)
    CARD.erase(second.id)
    db.session.flush()

    make_user(email=ANNA)

    assert user_by_email(ANNA).id not in (first.id, second.id)

"""The register of certificates at the desk: found, revoked and re-issued with a reason, the letter sent again."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.certificates import privacy, services
from akademia.certificates.models import Certificate
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from tests.factories import make_award, make_user

DESK = "/panel/zaswiadczenia/"


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff, email="redakcja@example.org")
    commit()
    return client.sign_in(person)


def issue(name="Żaneta Łęcka", **award) -> Certificate:
    made = services.issue(make_award(make_user(name=name), name=name, **award))
    commit()
    return made


def certificates() -> list[Certificate]:
    db.session.expire_all()
    return list(db.session.scalars(select(Certificate).order_by(Certificate.id)))


def test_a_certificate_is_found_by_code_number_name_course_and_state(staff):
    one = issue()
    other = issue("Bolek Drugi", subject_key="inny", title="Inny kurs")
    services.revoke(other, "pomyłka")
    commit()
    code, number = one.code, one.number

    for asked in (
        f"szukaj={code.lower().replace('-', '%20')}",
        f"szukaj={number}",
        "szukaj=aneta",
        "kurs=ustawa",
        "stan=wazne",
    ):
        words = staff.words(f"{DESK}?{asked}")
        assert "Żaneta Łęcka" in words, asked
        assert "Bolek Drugi" not in words, asked
    assert "Żaneta Łęcka" not in staff.words(f"{DESK}?stan=cofniete")
    assert "Nie ma takich zaświadczeń." in staff.words(f"{DESK}?szukaj=nikt")
    by_name = staff.words(f"{DESK}?sort=osoba")
    assert by_name.index("Bolek") < by_name.index("Żaneta")


def test_a_certificate_is_revoked_with_a_reason_that_whoever_verifies_sees(staff, new_client):
    made = issue()
    number, code = made.id, made.code

    assert "Tego nie da się odwrócić" in staff.words(f"{DESK}{number}/cofnij/")
    assert "Podaj powód" in staff.post(f"{DESK}{number}/cofnij/", {"reason": " "}, status=422).text
    assert certificates()[0].revoked_at is None
    staff.post(f"{DESK}{number}/cofnij/", {"reason": "Wydane przez pomyłkę."})

    assert "Wydane przez pomyłkę." in new_client().words(f"/zaswiadczenia/{code}/")
    words = staff.words(f"{DESK}{number}/")
    assert "cofnięto, redakcja@example.org" in words
    assert "Pobierz PDF" not in words
    staff.post(f"{DESK}{number}/cofnij/", {"reason": "jeszcze raz"}, status=409)


def test_a_certificate_is_issued_again_with_the_name_corrected_and_both_lead_to_each_other(staff):
    made = issue("Żaneta Łęcka")
    number = made.id

    refused = staff.post(f"{DESK}{number}/wystaw-ponownie/", {"reason": "literówka", "name": "Ż4neta"}, status=422)
    assert "bez cyfr" in refused.text
    staff.post(f"{DESK}{number}/wystaw-ponownie/", {"reason": "literówka", "name": " Żaneta  Łącka "})

    old, new = certificates()
    assert (old.revoked_reason, new.name, new.replaces_id, new.revoked_at) == (
        "literówka",
        "Żaneta Łącka",
        number,
        None,
    )
    assert f"W jego miejsce: {new.code}" in staff.words(f"{DESK}{old.id}/")
    assert old.code in staff.words(f"{DESK}{new.id}/")
    assert "wydano, redakcja@example.org" in staff.words(f"{DESK}{new.id}/")
    assert len(db.session.scalars(select(Letter)).all()) == 2
    assert "literówka" not in str(db.session.scalars(select(AuditEntry.details)).all())


def test_the_letter_is_sent_again_only_while_the_certificate_stands(staff):
    made = issue()
    number = made.id

    staff.post(f"{DESK}{number}/list")
    assert len(db.session.scalars(select(Letter)).all()) == 2
    assert "wysłano list jeszcze raz" in staff.words(f"{DESK}{number}/")
    services.revoke(db.session.get(Certificate, number), "pomyłka")
    commit()

    staff.post(f"{DESK}{number}/list", status=409)
    assert len(db.session.scalars(select(Letter)).all()) == 2


def test_an_erased_person_is_nameless_in_the_register(staff):
    made = issue()
    privacy.erase(made.holder_id)
    commit()

    words = staff.words(f"{DESK}?stan=usuniete")

    assert "osoba usunięta" in words
    assert "Żaneta" not in words


def test_the_register_costs_the_same_with_one_certificate_and_with_thirty(staff, count_queries):
    issue()
    one = count_queries(lambda: staff.get(DESK))
    for n in range(29):
        issue(f"Osoba {'Abcdefghijklmnopqrstuvwxyzabcdefg'[n]}bc")

    assert count_queries(lambda: staff.get(DESK)) == one


def test_what_is_not_there_is_not_found(staff):
    for address in ("99/", "99/cofnij/", "99/wystaw-ponownie/"):
        staff.get(f"{DESK}{address}", status=404)

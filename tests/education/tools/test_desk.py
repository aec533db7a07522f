"""Amounts of the unemployment benefit at the staff desk."""

from datetime import date

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.education.tools import services
from akademia.education.tools.models import BenefitAmount
from tests.factories import make_user

DESK = "/panel/kwoty/"
SAID = {
    "first_number": "6", "first_year": "2025", "last_number": "5", "last_year": "2026", "amount": "1 721,90 zł",
    "source": "obwieszczenie z 19 maja 2025 r.",
}  # fmt: skip


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


def rows():
    return [(row.first_month, row.last_month, row.grosze) for row in db.session.scalars(select(BenefitAmount))]


def acts():
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def amount():
    return db.session.scalars(select(BenefitAmount)).one()


def test_an_amount_is_added_changed_and_removed_and_the_trail_says_so(staff):
    assert "Nie ma jeszcze żadnej kwoty" in staff.words(DESK)

    staff.post(f"{DESK}nowa/", SAID)
    assert rows() == [(date(2025, 6, 1), date(2026, 5, 1), 172190)]
    assert "czerwiec 2025 – maj 2026" in staff.words(DESK)
    page = f"{DESK}{amount().id}/"
    assert "1721,90" in staff.get(page).text
    staff.post(page, SAID | {"amount": "1721,91", "version": "1"})
    assert rows()[0][2] == 172191
    assert "kalkulator poprosi" in staff.words(f"{page}usun/")
    staff.post(f"{page}usun/")

    assert rows() == []
    assert acts()[-3:] == ["benefit.add", "benefit.edit", "benefit.remove"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"amount": "sporo"}, "Wpisz kwotę w złotych"),
        ({"amount": ""}, "Wpisz kwotę"),
        ({"amount": "0,00"}, "Wpisz kwotę większą od zera"),
        ({"source": "  "}, "Wpisz, skąd jest ta kwota"),
        ({"first_year": "1999"}, "Wpisz rok od 2004 do 2100"),
        ({"first_number": "0"}, "Wybierz jedną z podanych możliwości"),
        ({"last_year": "2024"}, "Ostatni miesiąc jest wcześniejszy niż pierwszy"),
    ],
)
def test_bad_input_is_refused_beside_its_field(staff, more, said):
    assert said in staff.post(f"{DESK}nowa/", SAID | more, status=422).text
    assert rows() == []


def test_months_that_have_an_amount_already_are_refused(staff):
    services.add_amount(date(2026, 5, 1), date(2026, 5, 1), 100, "x", make_user().id)
    commit()

    assert "Jest już kwota na miesiące: maj 2026." in staff.post(f"{DESK}nowa/", SAID, status=422).text
    assert len(rows()) == 1


def test_of_two_editors_the_later_sees_what_the_first_saved_and_decides(staff):
    staff.post(f"{DESK}nowa/", SAID)
    page = f"{DESK}{amount().id}/"
    staff.post(page, SAID | {"amount": "1700", "version": "1"})

    said = staff.post(page, SAID | {"amount": "1800", "version": "1"}, status=409).text

    assert "1700,00" in said
    assert 'value="1800"' in said
    assert rows()[0][2] == 170000
    staff.post(page, SAID | {"amount": "1800", "version": "2"})
    assert rows()[0][2] == 180000


def test_a_version_that_is_no_number_is_no_version(staff):
    staff.post(f"{DESK}nowa/", SAID)

    staff.post(f"{DESK}{amount().id}/", SAID | {"version": "x"}, status=409)


def test_the_desk_is_shut_to_others(app, client):
    person = make_user(Role.Learner)
    commit()

    client.sign_in(person).get(DESK, 403)
    client.get(f"{DESK}1/", 403)


def test_an_amount_that_is_not_there_answers_404(staff):
    staff.get(f"{DESK}999/", 404)

import pytest
from sqlalchemy.exc import IntegrityError

from akademia.core.db import db
from akademia.organisations.models import Organisation
from akademia.organisations.queries import organisation_by_nip
from akademia.organisations.rules import bare_nip, shown_nip
from akademia.organisations.services import NameNeeded, organisation_for

NIP = "5260250274"


@pytest.mark.parametrize("text", ["5260250274", "526-025-02-74", " 526 025 02 74 ", "PL5260250274"])
def test_a_tax_number_is_read_however_it_is_written(text):
    assert bare_nip(text) == NIP


@pytest.mark.parametrize("text", ["", "5260250275", "526025027", "52602502744", "abc"])
def test_a_wrong_tax_number_is_none(text):
    assert bare_nip(text) is None


def test_a_tax_number_is_shown_with_hyphens():
    assert shown_nip(NIP) == "526-025-02-74"


def test_a_new_organisation_is_written_down_under_its_name(app):
    made = organisation_for(NIP, "Fundacja Start")

    assert organisation_by_nip(NIP) is made
    assert made.name == "Fundacja Start"


def test_a_known_organisation_keeps_its_name(app):
    first = organisation_for(NIP, "Fundacja Start")

    second = organisation_for(NIP, "Inna nazwa")

    assert second is first
    assert second.name == "Fundacja Start"


def test_a_new_organisation_needs_a_name(app):
    with pytest.raises(NameNeeded):
        organisation_for(NIP)

    assert organisation_by_nip(NIP) is None


@pytest.mark.parametrize(("nip", "name"), [("123", "Fundacja"), (NIP, "F")])
def test_the_table_refuses_what_is_no_organisation(app, nip, name):
    db.session.add(Organisation(nip=nip, name=name))

    with pytest.raises(IntegrityError):
        db.session.flush()

"""Corrections by anyone and the yearly confirmation: what is sent changes nothing until the right hand says so."""

import re
from datetime import timedelta

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from akademia.promotion.directory.models import Correction, Entity
from akademia.promotion.directory.services import confirming, correcting
from tests.factories import make_user
from tests.promotion.directory.making import make_country, make_entity

PAGE, DESK = "/promocja/katalog/podmiot/centrum-a/", "/panel/katalog/"


def proposal(**changes):
    empty = dict.fromkeys(("founder", "address", "postal_code", "place", "phone", "contact_email", "site", "workshops",
                           "accessibility", "note"), "")  # fmt: skip
    return {"name": "Centrum A", **empty, **changes}


def test_a_correction_stands_beside_the_present_value_and_only_what_is_ticked_is_taken(client, new_client):
    make_country()
    make_entity("Centrum A", phone="1", place="Lublin")
    client.sign_in(make_user(Role.Staff))
    commit()
    visitor = new_client()
    send = f"{PAGE}poprawka/"

    said = proposal(phone="1", place="Lublin")
    assert "Nic się nie zmieniło" in visitor.post(send, said, 422).text
    assert "pułapką" in visitor.post(send, {**said, "phone": "2", "website": "x"}, 422).text
    assert "To nie jest adres e-mail" in visitor.post(send, {**said, "contact_email": "ktoś"}, 422).text
    visitor.post(send, {**said, "phone": "2", "place": "Łuków", "workshops": "stolarska\r\npralnia"}, 200)
    assert "Łuków" not in visitor.get(PAGE).text

    ref = db.session.query(Correction.id).scalar()
    shown = client.words(f"{DESK}poprawki/{ref}/")
    assert "Telefon 1 2" in shown
    assert "poprawka do katalogu" in client.words("/panel/")
    taken = {"przyjete": ["phone", "workshops"], "version": "1"}
    assert "Ktoś zmienił" in client.post(f"{DESK}poprawki/{ref}/", {**taken, "version": "7"}, 422).text
    client.post(f"{DESK}poprawki/{ref}/", taken, 303)
    assert "już załatwiona" in client.post(f"{DESK}poprawki/{ref}/", taken, 422).text

    entity = db.session.query(Entity).one()
    assert (entity.phone, entity.place, entity.workshops) == ("2", "Lublin", ["stolarska", "pralnia"])
    visitor.post(send, proposal(phone="3", place="Lublin", workshops="stolarska\npralnia"), 200)
    second = db.session.query(Correction.id).filter_by(state="waiting").scalar()
    client.post(f"{DESK}poprawki/{second}/", {"version": "2"}, 303)
    assert db.session.get(Correction, second).state == "refused"
    assert db.session.query(Entity.phone).scalar() == "2"


def test_more_corrections_than_anyone_could_read_are_not_taken(client, app):
    make_country()
    entity = make_entity("Centrum A")
    for n in range(correcting.MOST_WAITING):
        correcting.propose(entity, {"phone": str(n)}, "")
    commit()

    assert "czeka już wiele poprawek" in client.post(f"{PAGE}poprawka/", proposal(phone="7"), 422).text


def test_settled_corrections_are_forgotten_in_the_end_and_waiting_ones_stay(app):
    make_country()
    entity = make_entity("Centrum A")
    old, waiting = correcting.propose(entity, {"phone": "1"}, ""), correcting.propose(entity, {"phone": "2"}, "")
    correcting.settle(old.id, (), entity.version, 1)

    assert correcting.forget_old(clock.now() + timedelta(days=1)) == 1
    assert [one.id for one in db.session.query(Correction)] == [waiting.id]


def link_of(letter):
    return re.search(r"https?://[^/]+(/promocja/katalog/potwierdzenie/[^\s/]+/)", letter.text_body)[1]


def test_a_link_confirms_by_its_button_alone_and_only_once(client):
    make_country()
    entity = make_entity("Centrum A", contact_email="cis@example.org", historic_year=2017)
    confirming.ask(entity)
    commit()
    link = link_of(db.session.query(Letter).one())

    for _ in range(2):
        assert "Czy te dane są aktualne?" in client.get(link).text
    assert db.session.query(Entity.confirmed_on).scalar() is None
    client.get(link.replace("potwierdzenie/", "potwierdzenie/x"), status=404)
    client.get(f"{link[:-2]}{'y' if link[-2] == 'x' else 'x'}/", status=404)
    assert "Dane potwierdzone" in client.post(link, {}, 200).text
    assert db.session.query(Entity.confirmed_on, Entity.historic_year).one() == (clock.today(), None)
    client.get(link, status=404)
    assert "potwierdzone" in client.words(PAGE)


def test_a_link_is_too_old_after_sixty_days(client, stop_clock):
    make_country()
    confirming.ask(make_entity("Centrum A", contact_email="cis@example.org"))
    commit()
    link = link_of(db.session.query(Letter).one())

    stop_clock(clock.now() + timedelta(days=61))
    client.get(link, status=404)


def test_the_clock_asks_once_a_year_whoever_has_an_address_and_was_not_confirmed(app, stop_clock):
    make_country()
    asked = make_entity("Centrum A", contact_email="cis@example.org")
    make_entity("Centrum B")
    make_entity("Centrum C", contact_email="c@example.org", ceased_on=clock.today())
    assert confirming.ask_due() == 0  # all are new

    stop_clock(clock.now() + timedelta(days=367))
    make_entity("Centrum D", contact_email="d@example.org", confirmed_on=clock.today())
    assert (confirming.ask_due(), confirming.ask_due()) == (1, 0)
    confirming.confirm(asked)
    db.session.flush()
    stop_clock(clock.now() + timedelta(days=367))
    assert confirming.ask_due() == 2

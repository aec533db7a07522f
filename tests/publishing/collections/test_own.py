"""„Mój zbiór”: without an account in a cookie, with one on the account; files made when asked for."""

import pytest
from sqlalchemy import text

from akademia.core.db import commit, db
from akademia.publishing.collections.models import ReaderSet
from akademia.publishing.collections.privacy import CARD
from akademia.publishing.collections.queries.sets import from_cookie, in_cookie
from akademia.publishing.collections.rules import MOST_IN_SET
from tests.factories import make_user
from tests.publishing.collections.making import SAID, answer, issued, work

OWN = "/publikacje/interpretacje/moj-zbior/"
ART = f"{OWN}wybierz/?przepis=art.+15a"


@pytest.fixture
def spot(app, texts):
    return f"answer.{answer().id}."


def test_a_visitor_chooses_reads_and_takes_away_a_set_without_an_account(app, client, spot):
    assert "Premia" in client.words(ART)
    client.post(ART, {"parts": [spot]})

    assert SAID in client.words(OWN)
    place = client.post(f"{OWN}pliki/", {}).location
    assert "Robimy pliki" in client.words(place)
    work(app)
    assert "są gotowe" in client.words(place)
    assert client.get(f"{place}moj-zbior.pdf").data.startswith(b"%PDF")
    assert client.get(f"{place}moj-zbior.epub").data.startswith(b"PK")
    client.post(f"{OWN}usun/", {"parts": [spot]})
    assert "pusty" in client.words(OWN)


def test_adding_is_a_link_so_that_a_public_page_stays_cacheable(app, client, new_client, spot):
    issued(app)
    home = client.get("/publikacje/interpretacje/premia-i-swiadczenie/")

    assert f"{OWN}wybierz/?f=answer." in home.text
    assert "<form method" not in home.text.split("<main")[1]
    assert "public" in new_client().get("/publikacje/interpretacje/premia-i-swiadczenie/").headers["Cache-Control"]


def test_with_an_account_it_is_kept_and_the_cookie_joins_it(client, new_client, spot):
    person = make_user()
    commit()
    client.post(ART, {"parts": [spot]})
    client.sign_in(person)
    client.post(f"{OWN}usun/", {"parts": ["answer.999."]})

    other = new_client().sign_in(person)

    assert SAID in other.words(OWN)
    assert db.session.get(ReaderSet, person.id).spots == [spot]
    assert CARD.export(person.id) == {"mój zbiór": [spot]}
    CARD.erase(person.id)
    assert CARD.tally(person.id) == []


def test_a_second_account_joined_brings_its_set_along(app, texts):
    kept, second = make_user(), make_user()
    db.session.add_all([ReaderSet(user_id=kept.id, spots=["answer.1."]),
                        ReaderSet(user_id=second.id, spots=["answer.1.", "answer.2."])])  # fmt: skip
    db.session.flush()

    CARD.merge(second.id, kept.id)

    assert db.session.get(ReaderSet, kept.id).spots == ["answer.1.", "answer.2."]
    assert db.session.get(ReaderSet, second.id) is None


def test_a_cookie_that_is_not_ours_is_an_empty_set_and_a_full_one_takes_no_more(client, spot):
    full = [f"answer.{number}." for number in range(1000, 1000 + MOST_IN_SET)]
    client.inner.set_cookie("zbior", in_cookie(full))

    assert from_cookie("W10.podrobione") == []
    assert len(in_cookie([f"lesson.{number}.{'a' * 60}" for number in range(MOST_IN_SET)])) < 4_000
    assert "najwyżej 30 fragmentów" in client.post(ART, {"parts": [spot]}, 422).text


def test_one_place_may_not_change_its_set_without_end(client, spot):
    client.post(ART, {"parts": [spot]})
    db.session.execute(text("UPDATE limit_counts SET count = 200 WHERE key LIKE '%small-changes%'"))
    commit()

    client.post(ART, {"parts": [spot]}, 429)
    client.post(f"{OWN}usun/", {"parts": [spot]}, 429)

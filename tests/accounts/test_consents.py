import pytest

from akademia.accounts import queries
from akademia.accounts.formats.consents import read_consents
from akademia.accounts.queries import consent_texts, user_by_email
from akademia.accounts.services import ConsentNeeded, give_consent, record_consents, withdraw_consent
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import BrokenSource, Missing
from akademia.core.text import moment_words
from tests.accounts.post import DESK
from tests.factories import make_user

ANNA = "anna@example.org"
TWO_VERSIONS = """
- {key: news, version: 1, required: false, text: Chcę dostawać nowości.}
- {key: terms, version: 1, required: true, text: Akceptuję regulamin.}
- {key: news, version: 2, required: false, text: Chcę dostawać nowości raz w miesiącu.}
"""


@pytest.fixture
def anna(client):
    user = make_user(email=ANNA)
    record_consents(user, ["terms", "privacy", "news"])
    db.session.commit()
    client.sign_in(user)
    return user


def test_the_house_asks_for_two_consents_and_offers_one(app):
    assert [(text.key, text.required) for text in consent_texts()] == [
        ("terms", True),
        ("privacy", True),
        ("news", False),
    ]


def test_the_newest_wording_is_the_one_that_is_asked(app):
    assert [(t.key, t.version) for t in read_consents(TWO_VERSIONS, "zgody")] == [("news", 2), ("terms", 1)]


def test_the_desk_shows_words_version_and_time(client, noon, app):
    user = make_user(email=ANNA)
    record_consents(user, ["terms"])
    db.session.commit()

    words = client.sign_in(user).words(DESK)

    assert "Akceptuję regulamin Akademii." in words
    assert f"zgoda z {moment_words(noon)}".replace("\u00a0", " ") in words
    assert "wersja 1" in words


def test_the_optional_consent_is_withdrawn_and_given_again_each_with_its_time(client, anna, stop_clock):
    client.post("/konto/zgody/news/", {"act": "withdraw"})
    assert "Wyrażam zgodę" in client.words(DESK)
    client.post("/konto/zgody/news/", {"act": "give"})
    assert "Wycofaj zgodę" in client.words(DESK)

    first, second = [c for c in user_by_email(ANNA).consents if c.key == "news"]
    assert first.withdrawn_at is not None
    assert second.withdrawn_at is None
    assert second.given_at >= first.withdrawn_at


def test_doing_it_twice_changes_nothing(app, anna):
    give_consent(anna, "news")
    withdraw_consent(anna, "news")
    first = anna.consents[2].withdrawn_at
    withdraw_consent(anna, "news")

    assert len(anna.consents) == 3
    assert anna.consents[2].withdrawn_at == first


def test_a_consent_without_which_there_is_no_account_stands(client, anna):
    assert "Wycofaj" not in client.get(DESK).text.replace("Wycofaj zgodę", "", 1)

    client.post("/konto/zgody/terms/", {"act": "withdraw"}, status=409)

    with pytest.raises(ConsentNeeded):
        withdraw_consent(anna, "terms")


def test_what_is_not_asked_is_not_found(client, anna):
    client.post("/konto/zgody/cokolwiek/", {"act": "give"}, status=404)

    with pytest.raises(Missing):
        record_consents(anna, ["cokolwiek"])


def test_new_words_are_a_new_consent_and_the_old_ones_stay_as_they_were_read(app, anna, monkeypatch):
    monkeypatch.setattr(queries, "consent_texts", lambda: read_consents(TWO_VERSIONS, "zgody"))
    monkeypatch.setattr("akademia.accounts.services.consents.consent_texts", queries.consent_texts)

    give_consent(anna, "news")

    news = [(c.version, c.words) for c in anna.consents if c.key == "news"]
    assert news == [
        (1, "Chcę dostawać e-mailem wiadomości o nowościach w Akademii; tę zgodę mogę wycofać w każdej chwili."),
        (2, "Chcę dostawać nowości raz w miesiącu."),
    ]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "zgody.yaml, wiersz 1: to ma być lista zgód"),
        ("klucz: wartość", "zgody.yaml, wiersz 1: to ma być lista zgód"),
        ("- {key: a, version: 1, required: true}", "zgody.yaml, wiersz 1, text: brak wartości"),
        (
            "- {key: a, version: '1', required: true, text: x}",
            "zgody.yaml, wiersz 1, version: brak wartości albo nie taka (int)",
        ),
        (
            "\n- {key: a, version: 1, required: true, text: x, kolor: y}",
            "zgody.yaml, wiersz 2, kolor: nie ma takiego pola",
        ),
        ("- tekst", "zgody.yaml, wiersz 1: zgoda ma mieć pola"),
        ("- {", "zgody.yaml: while parsing"),
    ],
)
def test_a_broken_file_names_file_line_and_key(source, problem):
    with pytest.raises(BrokenSource) as refused:
        read_consents(source, "zgody.yaml")

    assert refused.value.problems[0].startswith(problem)


def test_consents_are_dated_by_the_clock_of_the_house(app, noon):
    user = make_user()

    [consent] = record_consents(user, ["terms"])

    assert consent.given_at == clock.now() == noon

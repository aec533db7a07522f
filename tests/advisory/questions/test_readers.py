"""What readers of answers may do: say whether one helped, ask for letters and be rid of them."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Opinion, Subscription
from akademia.advisory.questions.services.readers import drop_unconfirmed, hashed
from akademia.advisory.questions.services.telling import tell_of
from akademia.advisory.questions.services.withdrawing import withdraw
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.models import Job
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from tests.advisory.factories import make_topic
from tests.advisory.publishing import published
from tests.advisory.questions.making import hidden, opened
from tests.factories import make_provision, make_user

ASK = "/doradztwo/odpowiedzi/powiadomienia/"
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def provision(app):
    made = make_provision("art-15-ust-4")
    commit()
    return made


def letters(kind):
    mine = select(Letter).where(Letter.template == f"advisory/subscriptions/{kind}").order_by(Letter.id)
    rows = db.session.scalars(mine)
    return [row for row in rows if row.text_body]


def confirm_link(letter):
    """Return the path that a letter asks to open."""
    link = next(word for word in letter.text_body.split() if ASK in word and not word.endswith("/wypisz/"))
    return link[link.index(ASK) :]


def subscribe(client, about, email="czeka@example.org"):
    address = f"{ASK}?{about}"
    client.post(address, opened(client, address) | {"email": email}, status=200)
    return confirm_link(letters("confirm")[-1])


def test_an_opinion_reaches_staff_without_its_reader(client, new_client):
    answer, staff = published(), make_user(Role.Staff)
    commit()
    address, desk = f"/doradztwo/odpowiedzi/{answer.id}/czy-pomoglo/", new_client().sign_in(staff)

    kept = opened(client, address)
    assert "Wybierz „Tak” albo „Nie”" in client.post(address, kept | {"comment": "Bez wyboru"}, status=422).text
    client.post(address, kept | {"helpful": "nie", "comment": "Dopiszcie, kto wypłaca."}, status=200)

    assert "Dopiszcie, kto wypłaca." in desk.words("/panel/odpowiedzi/opinie/")
    assert "uwaga czytelnika" in desk.words("/panel/")
    desk.post(f"/panel/odpowiedzi/opinie/{db.session.scalar(select(Opinion.id))}/przejrzana")
    assert "Dopiszcie, kto wypłaca." not in desk.words("/panel/odpowiedzi/opinie/")


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"helpful": "tak", "comment": "a" * 1001}, "Skróć"), ({"helpful": "tak", "website": "x"}, "pułapką")],
)
def test_a_bad_opinion_is_refused_and_kept_on_the_page(client, sent, said):
    address = f"/doradztwo/odpowiedzi/{published().id}/czy-pomoglo/"

    assert said in client.post(address, opened(client, address) | sent, status=422).text
    assert db.session.scalar(select(Opinion.id)) is None


@pytest.mark.parametrize("what", ["opinion", "subscription"])
def test_what_is_sent_at_once_is_asked_to_be_sent_again_and_nothing_typed_is_lost(client, stop_clock, what):
    stop_clock(NOON)
    answer = published()
    address = (
        f"/doradztwo/odpowiedzi/{answer.id}/czy-pomoglo/" if what == "opinion" else f"{ASK}?przepis=uzs:art-15-ust-4"
    )
    typed = {"helpful": "tak", "comment": "Dobre", "email": "czeka@example.org"} | hidden(client.get(address).text)

    refused = client.post(address, typed, status=422).text

    assert "Poczekaj chwilę i wyślij jeszcze raz" in refused
    assert ("Dobre" if what == "opinion" else "czeka@example.org") in refused
    assert letters("confirm") == db.session.scalars(select(Opinion)).all() == []
    stop_clock(NOON + timedelta(seconds=3))
    client.post(address, typed | hidden(refused), status=200)


def test_nobody_says_anything_of_a_withdrawn_answer(client):
    answer = published()
    withdraw(answer, "staff", None, "-")
    commit()

    client.get(f"/doradztwo/odpowiedzi/{answer.id}/czy-pomoglo/", 404)


def test_letters_come_only_after_the_link_was_confirmed_by_a_button(app, client, stop_clock):
    stop_clock(NOON)
    topic = make_topic(name="Świadczenia")
    commit()
    link = subscribe(client, f"temat={topic.slug}")
    client.get(link)
    published(topic=topic)
    assert tell_of(NOON.date()) == 0

    client.post(link, status=200)

    assert tell_of(NOON.date()) == 1
    assert tell_of(NOON.date()) == 1
    (letter,) = letters("new")
    assert "Czy w chorobie należy się świadczenie" in letter.text_body


def test_one_letter_a_day_tells_an_address_of_all_that_it_waits_for_and_of_nothing_else(app, client, stop_clock):
    """Who waits for article 15 hears of its paragraph 4; two subscriptions of one address make one letter."""
    stop_clock(NOON)
    make_provision("art-15")
    topic, other = make_topic(name="Świadczenia"), make_topic(name="Inny")
    commit()
    for about in (f"temat={topic.slug}", "przepis=uzs:art-15"):
        client.post(subscribe(client, about), status=200)
    published(topic=topic)
    published(topic=other, title="Drugie pytanie o chorobę")
    published(topic=other, title="Pytanie bez przepisu", source="Nie ma tu przepisu.")

    stop_clock(NOON + timedelta(days=1))
    commit()
    run_due(app, "answers.tell")

    (letter,) = letters("new")
    assert "Drugie pytanie o chorobę" in letter.text_body
    assert "Pytanie bez przepisu" not in letter.text_body
    assert letter.text_body.count("/wypisz/") == 2


def test_a_withdrawn_answer_is_not_told_of(app, client, stop_clock):
    stop_clock(NOON)
    topic = make_topic()
    commit()
    client.post(subscribe(client, f"temat={topic.slug}"), status=200)
    withdraw(published(topic=topic), "staff", None, "-")

    assert tell_of(NOON.date()) == 0


def test_publishing_asks_for_one_telling_a_day(app, stop_clock):
    stop_clock(NOON)
    published()
    published(title="Drugie pytanie")

    jobs = db.session.scalars(select(Job).where(Job.kind == "answers.tell")).all()

    assert [(job.key, job.run_at) for job in jobs] == [
        ("2026-11-23", datetime(2026, 11, 24, 6, 0, tzinfo=timezone.utc))
    ]


def test_the_way_out_in_each_letter_ends_the_letters_by_a_button(app, client):
    topic = make_topic()
    commit()
    link = subscribe(client, f"temat={topic.slug}")
    client.post(link, status=200)
    client.get(f"{link}wypisz/")
    assert db.session.scalar(select(Subscription.id)) is not None

    client.post(f"{link}wypisz/", status=200)

    assert db.session.scalar(select(Subscription.id)) is None
    client.get(link, 404)


def test_a_guessed_link_opens_nothing_and_the_database_keeps_only_its_hash(app, client):
    topic = make_topic()
    commit()
    link = subscribe(client, f"temat={topic.slug}")
    secret = link.rstrip("/").rsplit("/", 1)[1]

    kept = db.session.scalar(select(Subscription.token_hash))

    assert kept == hashed(secret) != secret
    client.get(f"{ASK}{'a' * 40}/", 404)
    client.get(f"{ASK}{kept}/", 404)


def test_the_same_wish_again_is_one_subscription(app, client):
    topic = make_topic()
    commit()
    first = subscribe(client, f"temat={topic.slug}")

    assert subscribe(client, f"temat={topic.slug}") == first
    assert len(db.session.scalars(select(Subscription.id)).all()) == 1


def test_an_address_that_nobody_confirmed_is_forgotten(app, client, stop_clock):
    stop_clock(NOON)
    topic = make_topic()
    commit()
    subscribe(client, f"temat={topic.slug}")
    client.post(subscribe(client, f"temat={topic.slug}", "druga@example.org"), status=200)
    stop_clock(clock.now() + timedelta(days=8))

    drop_unconfirmed()

    assert db.session.scalars(select(Subscription.email)).all() == ["druga@example.org"]


def test_what_does_not_exist_cannot_be_waited_for(app, client):
    client.get(ASK, 404)
    client.get(f"{ASK}?temat=nie-ma&przepis=uzs:art-999", 404)
    assert "Wpisz" in client.post(f"{ASK}?przepis=uzs:art-15-ust-4", {"email": "to nie adres"}, status=422).text

"""The private page of a case: who has its link reads and answers; nobody else learns that it is there."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from akademia.advisory.questions.models import Attachment, Case, Message
from akademia.advisory.questions.queries.links import hash_of, secret_of
from akademia.advisory.questions.services import letters as post
from akademia.advisory.questions.services.asking import say
from akademia.core import clock
from akademia.core.db import db
from akademia.storage.models import StoredFile
from tests.advisory.factories import make_topic
from tests.advisory.questions.making import EMAIL, TITLE, asked_case, letters, link_in
from tests.factories import make_user

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def case(app, noon):
    made = asked_case(make_topic(promise_days=5))
    db.session.commit()
    return made


@pytest.fixture
def address(case):
    return f"/doradztwo/sprawa/{secret_of(case.id, case.token_nonce)}/"


def waits_for_its_asker(case):
    """An expert holds the case and has asked back."""
    expert = make_user()
    case.expert_id, case.claimed_at, case.state = expert.id, clock.now(), "waiting"
    db.session.commit()


def state(case):
    return db.session.scalar(select(Case.state).where(Case.id == case.id))


def test_the_page_is_kept_by_nobody(client, address):
    answer = client.get(address)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("part", ["", "usun/"])
def test_a_guessed_link_is_no_case_in_plain_words(client, case, part):
    assert "Nie ma takiej sprawy" in client.get(f"/doradztwo/sprawa/{'A' * 43}/{part}", 404).text


@pytest.mark.parametrize("act", ["odpowiedz", "zamknij", "otworz", "zgoda/tak", "usun"])
def test_a_guessed_link_does_nothing(client, case, act):
    client.post(f"/doradztwo/sprawa/{'A' * 43}/{act}/", {"words": "cokolwiek"}, 404)

    assert state(case) == "new"


def test_the_link_of_another_case_opens_none_of_this_ones_files(client, case, address):
    other = asked_case(title="Zupełnie inne pytanie?")
    message = db.session.scalars(select(Message).where(Message.case_id == other.id)).one()
    db.session.add(Attachment(message_id=message.id, name="cudzy.pdf"))
    db.session.flush()
    file = StoredFile(key="aa/x", sha256="x", size_bytes=1, kind="pdf", name="cudzy.pdf")
    db.session.add(file)
    db.session.flush()
    db.session.scalars(select(Attachment)).one().file_id = file.id
    db.session.commit()
    number = db.session.scalar(select(Attachment.id))

    client.get(f"{address}plik/{number}/", 404)


def test_a_reply_with_a_file_goes_back_to_the_expert(client, case, address):
    waits_for_its_asker(case)

    client.post(f"{address}odpowiedz/", {"words": "Tak, mamy umowę.", "files": [(io.BytesIO(PDF), "umowa.pdf")]})

    assert state(case) == "claimed"
    words = client.words(address)
    assert "Tak, mamy umowę." in words
    assert "umowa.pdf" in words


def test_the_asker_removes_a_file_of_this_case_and_of_no_other(client, case, address):
    client.post(f"{address}odpowiedz/", {"words": "Oto umowa.", "files": [(io.BytesIO(PDF), "umowa.pdf")]})
    other = asked_case(title="Zupełnie inna sprawa?", email="inna@example.org")
    strange = f"/doradztwo/sprawa/{link_in(letters('inna@example.org')[0]).split('/')[-2]}/"
    db.session.commit()
    number = db.session.scalar(select(Attachment.id))

    client.post(f"{strange}plik/{number}/usun/", status=404)
    assert "umowa.pdf" in client.words(address)
    client.post(f"{address}plik/{number}/usun/")

    words = client.words(address)
    assert "umowa.pdf" not in words
    assert "plik usunięty" in words
    assert "Oto umowa." in words
    client.get(f"{address}plik/{number}/", 404)
    assert other.state == "new"


def test_a_reply_with_a_refused_file_is_not_kept_and_its_words_stay(client, case, address):
    sent = {"words": "Tak, mamy umowę.", "files": [(io.BytesIO(b"\0\1\2"), "umowa.pdf")]}

    page = client.post(f"{address}odpowiedz/", sent, 422).text

    assert "umowa.pdf: Nie rozpoznajemy" in page
    assert "Tak, mamy umowę." in page
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_an_empty_reply_is_refused(client, address):
    assert "Napisz odpowiedź" in client.post(f"{address}odpowiedz/", {"words": " "}, 422).text


def test_the_asker_closes_the_case_and_opens_it_again(client, case, address):
    client.post(f"{address}zamknij/")
    assert state(case) == "closed"
    assert "Otwórz sprawę jeszcze raz" in client.words(address)
    assert "jest zamknięta" in letters()[-1].subject

    client.post(f"{address}otworz/")
    assert state(case) == "new"
    assert db.session.scalar(select(Case.token_until)) is None


def test_a_reply_to_a_closed_case_says_that_it_is_closed(client, case, address):
    client.post(f"{address}zamknij/")
    client.post(f"{address}odpowiedz/", {"words": "Jeszcze jedno."})

    assert "stan sprawy zmienił się" in client.words(address)
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_the_link_of_a_closed_case_works_as_long_as_the_case_is_kept(client, case, address, stop_clock):
    client.post(f"{address}zamknij/")
    stop_clock(clock.now() + timedelta(days=364))
    client.get(address)
    stop_clock(clock.now() + timedelta(days=2))

    assert "Ten odnośnik wygasł" in client.get(address, 410).text


def test_consent_is_given_and_taken_back_by_the_asker_alone(client, case, address):
    client.post(f"{address}zgoda/tak/")
    assert db.session.scalar(select(Case.consent)) == "none"  # nobody asked
    case = db.session.merge(case)
    case.consent = "asked"
    db.session.commit()

    client.get(f"{address}zgoda/tak/", 405)
    client.post(f"{address}zgoda/tak/")
    assert db.session.scalar(select(Case.consent)) == "given"
    client.post(f"{address}zgoda/cofam/")
    assert db.session.scalar(select(Case.consent)) == "withdrawn"


def test_a_lost_link_is_sent_again_and_the_old_one_ends(client, case, address):
    sent = {"number": case.number, "email": EMAIL.upper()}

    client.post("/doradztwo/sprawa/", sent, 200)

    new = link_in(letters()[-1])
    assert new != address
    client.get(address, 404)
    assert TITLE in client.words(new)


@pytest.mark.parametrize("said", [{"number": "2026/99999"}, {"email": "obca@example.org"}])
def test_who_asks_for_a_link_learns_nothing(client, case, said):
    right = {"number": case.number, "email": EMAIL}
    told = client.post("/doradztwo/sprawa/", right, 200).text
    wrong = client.post("/doradztwo/sprawa/", right | said, 200).text

    for name, value in said.items():
        wrong = wrong.replace(value, right[name])
    assert told == wrong
    assert len(letters()) == 2
    assert letters("obca@example.org") == []


def test_letters_after_the_first_carry_the_very_link(app, case, address):
    for tell in (post.tell_answer, post.tell_asked_back, post.tell_closed):
        tell(case)
    post.tell_merged(case, "2026/1")
    post.tell_consent_asked(case)
    db.session.commit()

    assert {link_in(letter) for letter in letters()} == {address}
    assert len(letters()) == 6
    assert all("odpowiedzi mailem jeszcze nie czytamy" in letter.text_body for letter in letters())


def test_a_link_that_cannot_be_made_anew_is_replaced(app, case, address):
    case.token_hash = hash_of("made with another secret of the installation")

    post.tell_answer(case)
    db.session.commit()

    assert link_in(letters()[-1]) != address


def test_a_page_has_as_many_queries_with_one_message_as_with_thirty(client, case, address, count_queries):
    before = count_queries(lambda: client.get(address))
    case = db.session.merge(case)
    for number in range(29):
        say(case, "reply", f"Wypowiedź {number}")
    db.session.commit()

    assert count_queries(lambda: client.get(address)) == before

"""Asking without an account: two steps, a case with a private link, a letter, nothing half done."""

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select

from akademia.advisory.questions.models import Attachment, Case, Message
from akademia.core.db import db
from akademia.storage import store
from akademia.storage.models import StoredFile
from tests.advisory.factories import make_topic
from tests.advisory.questions.making import EMAIL, TITLE, WORDS, fields, letters, link_in, opened, sent
from tests.factories import make_provision, make_user
from tests.media.samples import photograph

ASK, SEND = "/doradztwo/zapytaj/", "/doradztwo/zapytaj/wyslij/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def topic(app, noon):
    made = make_topic(name="Temat kluby", promise_days=5)
    db.session.commit()
    return made


def test_a_question_without_an_account_opens_a_case_and_writes_to_its_asker(client, topic):
    address = sent(client, topic)

    case = db.session.scalars(select(Case)).one()
    assert (case.state, case.asker_email, case.role, case.title) == ("new", EMAIL, "leader", TITLE)
    assert case.number == f"2026/{case.id}"
    assert case.due_on == date(2026, 11, 30)  # five working days after Monday the 23rd
    assert WORDS in client.words(address)
    [letter] = letters()
    assert case.number in letter.subject
    assert link_in(letter) == address
    assert "odpowiedzi mailem jeszcze nie czytamy" in letter.text_body


def test_the_secret_of_the_link_is_nowhere_kept(client, topic):
    secret = sent(client, topic).rstrip("/").split("/")[-1]

    case = db.session.scalars(select(Case)).one()
    assert secret not in {case.token_hash, case.token_nonce}


def test_nothing_is_kept_before_the_second_step(client, topic):
    words = client.post(ASK, opened(client) | fields(topic), 200).text

    assert WORDS in words
    assert db.session.scalar(select(func.count(Case.id))) == 0


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("topic", "", "Wybierz temat"), ("title", "Co?", "Napisz pełne zdanie"), ("words", "", "Opisz, o co chodzi"),
        ("words", "x" * 8_001, "Skróć do 8000"), ("email", "nie-adres", "Wpisz adres e-mail ze znakiem"),
        ("role", "król", "Wybierz jedną"), ("topic", "9999", "Wybierz jedną"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(client, topic, field, value, said):
    page = client.post(ASK, opened(client) | fields(topic) | {"name": "Lidka", field: value}, 422).text

    assert said in page
    assert "Lidka" in page


def test_found_personal_data_is_shown_and_sent_only_knowingly(client, topic):
    typed = opened(client) | fields(topic, words="Pan Jan Kowalski, PESEL 44051401359, chodzi do klubu. Czy może?")

    assert "44051401359" in client.post(ASK, typed, 200).text
    assert "Usuń te dane" in client.post(SEND, typed, 422).text
    client.post(SEND, typed | {"own_data": "y"})

    assert db.session.scalar(select(func.count(Case.id))) == 1


def test_files_come_with_the_question(client, topic):
    address = sent(client, topic, files=[(io.BytesIO(PDF), "statut.pdf")])

    assert "statut.pdf" in client.words(address)
    [place] = re.findall(r'href="(/doradztwo/sprawa/[^"]*/plik/\d+/)"', client.get(address).text)
    answer = client.get(place)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("opis.txt", "Zażółć gęślą jaźń\r\n".encode()), ("lista.csv", "Łódź;12,50\n".encode("cp1250")),
        ("notatka.md", b"# Klub\n\n<script>alert(1)</script>\n"),
    ],
)  # fmt: skip
def test_plain_text_is_taken_and_given_only_as_a_file_to_save(client, topic, name, body):
    address = sent(client, topic, files=[(io.BytesIO(body), name)])

    [place] = re.findall(r'href="(/doradztwo/sprawa/[^"]*/plik/\d+/)"', client.get(address).text)
    answer = client.get(place)
    assert (answer.data, answer.mimetype, answer.headers["X-Content-Type-Options"]) == (body, "text/plain", "nosniff")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("uruchom.bat", b"@echo off\r\nformat c:\r\n", "plik tekstowy"),
        ("notatka.txt", b"a\0b", "Nie rozpoznajemy"), ("notatka.txt", b"<html><script>1</script>", "strona HTML"),
        ("statut.pdf", b"MZ\x90\x00\x03\x00\x00\x00program", "Nie rozpoznajemy"), ("zdjecie.png", b"", "jest pusty"),
        ("strona.pdf", b"<!doctype html><script>1</script>", "strona HTML"), ("a/../b.pdf", PDF, "zawiera ścieżkę"),
    ],
)  # fmt: skip
def test_a_refused_file_is_said_and_leaves_nothing(client, topic, name, body, said):
    typed = opened(client) | fields(topic)

    page = client.post(SEND, typed | {"files": [(io.BytesIO(PDF), "dobry.pdf"), (io.BytesIO(body), name)]}, 422).text

    assert said in page
    assert WORDS in page
    assert [db.session.scalar(select(func.count(t.id))) for t in (Case, Message, Attachment, StoredFile)] == [0] * 4


def test_of_a_photograph_only_what_is_seen_is_kept(client, topic):
    sent(client, topic, files=[(io.BytesIO(photograph()), "pismo.jpg")])

    file = db.session.scalars(select(StoredFile)).one()
    with Image.open(io.BytesIO(store.reader(file.key).read())) as kept:
        assert (kept.format, dict(kept.getexif()), kept.info.get("comment")) == ("JPEG", {}, None)
    assert (file.kind, file.name) == ("jpeg", "pismo.jpg")


def test_more_files_than_three_are_refused(client, topic):
    files = [(io.BytesIO(PDF), f"{n}.pdf") for n in range(4)]

    assert "najwyżej 3 pliki" in client.post(SEND, opened(client) | fields(topic) | {"files": files}, 422).text


def test_ten_megabytes_of_text_are_refused_in_words(client, topic):
    long = "pytanie " * 1_300_000
    parts = f'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n{long}\r\n--x--\r\n'.encode()

    assert "To za duże" in client.post(ASK, fields(topic, words=long), 413).text
    refused = client.open_any("POST", SEND, data=parts, content_type="multipart/form-data; boundary=x")
    assert refused.status_code == 413
    assert "tekst jest za długi" in refused.text


def test_the_same_question_sent_twice_is_one_case_and_says_so(client, new_client, topic):
    typed = opened(client) | fields(topic)
    first = client.post(SEND, typed).headers["Location"]
    again = client.post(SEND, typed | {"words": f"  {WORDS.upper()} "})

    assert again.headers["Location"] == first
    assert "To pytanie już u nas jest" in client.words(first)
    other = new_client()
    told = other.post(SEND, opened(other) | typed, 200).text
    assert "To pytanie już mamy" in told
    assert first not in told  # who has the words alone does not get the link
    assert db.session.scalar(select(func.count(Case.id))) == 1
    assert len(letters()) == 1


def test_the_same_words_a_day_later_are_a_new_question(client, topic, stop_clock, noon):
    first = sent(client, topic)
    stop_clock(noon + timedelta(hours=25))

    assert sent(client, topic) != first


def test_signs_that_do_not_show_are_taken_out(client, topic):
    sent(
        client, topic, title="Czy\x1b klub\u202e może działać?", words="Pierwszy\x07 wiersz pytania\r\ndrugi\x00 wiersz"
    )

    message = db.session.scalars(select(Message)).one()
    assert message.source == "Pierwszy wiersz pytania\ndrugi wiersz"
    assert db.session.scalars(select(Case)).one().title == "Czy klub może działać?"


def test_markup_in_a_question_is_shown_as_typed(client, topic):
    address = sent(client, topic, words="<script>alert(1)</script> Czy to zostanie tekstem?")

    assert "&lt;script&gt;" in client.get(address).text


def test_a_program_that_fills_the_trap_or_hurries_is_told_to_send_again(client, topic):
    typed = opened(client) | fields(topic)

    assert "pułapką" in client.post(SEND, typed | {"website": "https://example.org"}, 422).text
    hasty = dict(re.findall(r'name="(opened)"[^>]*value="([^"]*)"', client.get(ASK).text))
    assert "szybciej" in client.post(SEND, typed | hasty, 422).text
    assert "zbyt długo" in client.post(SEND, typed | {"opened": "wymyslone"}, 422).text
    assert db.session.scalar(select(func.count(Case.id))) == 0


def test_one_place_and_one_address_are_held_to_a_limit(client, topic):
    typed = opened(client) | fields(topic)
    for number in range(5):
        client.post(SEND, typed | {"title": f"Czy klub może mieć {number} osób?"})

    assert "Za dużo prób" in client.post(SEND, typed, 429).text


def test_a_question_about_a_provision_keeps_it_through_the_steps(client, topic):
    provision = make_provision("art-18")
    db.session.commit()
    typed = opened(client, f"{ASK}?przepis=uzs/art-18") | fields(topic)

    assert typed["provision"] == "uzs/art-18"
    assert '<a href="/prawo/uzs/art-18/">' in client.post(ASK, typed, 200).text
    client.post(SEND, typed)

    assert db.session.scalars(select(Case)).one().provision_id == provision.id


@pytest.mark.parametrize("named", ["uzs/art-18", "uzs:art-18", "art-18"])
def test_a_provision_is_known_by_its_address_and_as_texts_call_it(client, topic, named):
    provision = make_provision("art-18")
    db.session.commit()

    client.post(SEND, opened(client, f"{ASK}?przepis={named}") | fields(topic))

    assert db.session.scalars(select(Case)).one().provision_id == provision.id


def test_a_provision_that_is_not_there_is_left_out(client, topic):
    typed = opened(client, f"{ASK}?przepis=uzs/art-999") | fields(topic)

    client.post(SEND, typed)

    assert db.session.scalars(select(Case)).one().provision_id is None


def test_who_has_an_account_gives_no_address_and_finds_the_case_at_the_desk(client, topic):
    person = make_user()
    db.session.commit()
    client.sign_in(person)
    typed = {name: value for name, value in (opened(client) | fields(topic)).items() if name != "email"}

    address = client.post(SEND, typed).headers["Location"]

    case = db.session.scalars(select(Case)).one()
    assert (case.asker_id, case.asker_email) == (person.id, None)
    assert TITLE in client.words("/doradztwo/moje-sprawy/")
    assert client.get(f"/doradztwo/moje-sprawy/{case.id}/", 303).headers["Location"] == address
    client.sign_in(make_user())
    client.get(f"/doradztwo/moje-sprawy/{case.id}/", 404)


def test_who_has_a_card_and_no_address_asks_too_and_gets_no_letter(client, topic):
    person = make_user(email="bez-adresu@example.org")
    person.email = "7k4m-2xqd"
    db.session.commit()
    client.sign_in(person)
    typed = {name: value for name, value in (opened(client) | fields(topic)).items() if name != "email"}

    assert TITLE in client.words(client.post(SEND, typed).headers["Location"])
    assert letters(person.email) == []


def test_a_closed_topic_takes_no_questions(client, topic):
    typed = opened(client) | fields(topic)
    topic = db.session.merge(topic)
    topic.is_open = False
    db.session.commit()

    client.post(SEND, typed, 422)
    assert "Okno pytań jest teraz zamknięte" in client.words(ASK)


def test_the_front_of_the_area_tells_topics_with_their_promise(client, topic):
    words = client.words("/doradztwo/")

    assert "Temat kluby" in words
    assert "odpowiedź w ciągu 5 dni roboczych" in words

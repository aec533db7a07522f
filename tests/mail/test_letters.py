from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from jinja2 import UndefinedError
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db, rollback
from akademia.jobs.models import Job
from akademia.jobs.worker import run_due
from akademia.mail import queries, services
from akademia.mail.formats.letter import render
from akademia.mail.models import Letter
from akademia.mail.privacy import CARD
from akademia.mail.services import queue_letter

HOME = {"home_url": "http://localhost:8000/?a=1&b=2"}


def queue(to="jan@example.org", **options) -> int:
    number = queue_letter(to, "probe", HOME, **options).id
    commit()
    return number


def letter(number: int) -> Letter:
    rollback()
    db.session.expire_all()
    return db.session.get(Letter, number)


def files(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_letter_is_rendered_when_queued_as_text_and_html():
    words = render("probe", HOME)

    assert words.subject == "List próbny"
    assert "poczta działa.\n\nStrona Akademii: http://localhost:8000/?a=1&b=2\n" in words.text
    assert "<h1>List próbny</h1>" in words.html
    assert 'href="http://localhost:8000/?a=1&amp;b=2"' in words.html


def test_a_letter_with_a_missing_value_is_not_queued(app):
    with pytest.raises(UndefinedError):
        queue_letter("jan@example.org", "probe", {})


def test_a_letter_whose_cause_failed_is_never_sent(app, letter_folder):
    queue_letter("jan@example.org", "probe", HOME)
    rollback()

    run_due(app)

    assert files(letter_folder) == []


def test_a_letter_lies_as_a_proper_message_in_the_folder(app, letter_folder, noon):
    number = queue()

    run_due(app)

    assert files(letter_folder) == [f"2026-11-23-{number:06}-{letter(number).token[:8]}.eml"]
    message = message_from_bytes((letter_folder / files(letter_folder)[0]).read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == ("jan@example.org", "List próbny")
    assert str(message["From"]) == "Akademia Zatrudnienia Socjalnego <akademia@localhost>"
    assert message["Date"].datetime == noon
    assert message["Message-ID"] == f"<{letter(number).token}@localhost>"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in message.iter_parts()] == ["utf-8", "utf-8"]
    assert not [name for name in message if name.lower().startswith("list-")]
    assert letter(number).delivered_at == noon


def test_links_in_a_file_are_whole_for_who_reads_it_as_text(app, letter_folder):
    queue()

    run_due(app)

    assert b"Strona Akademii: http://localhost:8000/?a=1&b=2\r\n" in next(letter_folder.iterdir()).read_bytes()


def test_queueing_again_with_one_key_sends_one_letter(app, letter_folder):
    first = queue(key="welcome-1")
    run_due(app)
    second = queue(key="welcome-1")
    run_due(app)

    assert first == second
    assert len(files(letter_folder)) == 1


def test_two_letters_without_a_key_are_two(app, letter_folder):
    assert queue() != queue()


def test_a_letter_sent_again_is_the_same_letter(app, letter_folder):
    number = queue()
    run_due(app)
    once = [path.read_bytes() for path in letter_folder.iterdir()]

    letter(number).delivered_at = None
    db.session.scalars(select(Job)).one().done_at = None
    commit()
    run_due(app)

    assert [path.read_bytes() for path in letter_folder.iterdir()] == once


@pytest.mark.parametrize("address", ["jan", "jan@example.org\nBcc: x@example.org", "żółw@example.org", "a b@c", ""])
def test_a_letter_to_what_is_no_address_fails_for_good(app, letter_folder, address):
    number = queue(address)

    run_due(app)

    assert letter(number).state == "failed"
    assert letter(number).server_words == "Na ten adres nie da się wysłać listu."
    assert files(letter_folder) == []


def test_a_polish_domain_travels_in_ascii(app, letter_folder):
    queue("jan@żółw.pl")

    run_due(app)

    assert b"To: jan@xn--w-uga1v8h.pl\r\n" in next(letter_folder.iterdir()).read_bytes()


def test_bodies_and_files_are_wiped_seven_days_after_delivery(app, letter_folder, noon):
    number = queue()
    run_due(app)

    clock.freeze(noon + timedelta(days=6, hours=23))
    assert services.wipe_bodies() == 0

    clock.freeze(noon + timedelta(days=7, seconds=1))
    assert services.wipe_bodies() == 1
    commit()
    run_due(app)
    assert (letter(number).text_body, letter(number).html_body) == (None, None)
    assert letter(number).body_wiped_at == clock.now()
    assert files(letter_folder) == []
    assert services.wipe_bodies() == 0


def test_a_letter_that_nobody_took_in_a_month_is_given_up_and_wiped(app, letter_folder, noon):
    number = queue()

    clock.freeze(noon + timedelta(days=31))
    services.wipe_bodies()
    commit()
    run_due(app)

    assert (letter(number).state, letter(number).text_body) == ("failed", None)
    assert files(letter_folder) == []


def test_a_letter_that_got_the_number_of_a_removed_one_is_delivered_and_its_file_stays(app, letter_folder):
    queue("jan@example.org")
    run_due(app)
    services.forget_letters_to("jan@example.org")
    db.session.flush()

    queue("anna@example.org")
    run_due(app)

    [path] = letter_folder.iterdir()
    assert b"anna@example.org" in path.read_bytes()


def test_letters_are_found_by_address_in_any_case(app):
    number = queue("Jan@Example.org")
    queue("anna@example.org")

    assert [found.id for found in queries.letters_to("jan@example.ORG")] == [number]


def test_forgotten_letters_leave_no_row_and_no_file(app, letter_folder):
    queue("jan@example.org")
    kept = queue("anna@example.org")
    run_due(app)
    queue("jan@example.org")

    assert services.forget_letters_to("jan@example.org") == 2
    commit()
    run_due(app)

    assert [found.id for found in db.session.scalars(select(Letter))] == [kept]
    assert files(letter_folder) == [letter(kept).file_name]


def test_the_privacy_card_tells_and_forgets_a_persons_letters(app, letter_folder):
    queue(user_id=5)
    kept = queue(user_id=6)
    run_due(app)

    assert [told["temat"] for told in CARD.export(5)["listy"]] == ["List próbny"]
    CARD.erase(5)
    commit()
    run_due(app)

    assert CARD.export(5)["listy"] == []
    assert files(letter_folder) == [letter(kept).file_name]


def test_the_command_delivers_what_waits_also_after_a_failure(app, mail_goes_to, letter_folder):
    mail_goes_to("smtp://127.0.0.1:1")
    queue()
    run_due(app)
    mail_goes_to(f"file:{letter_folder}")

    result = app.test_cli_runner().invoke(args=["mail", "deliver"])

    assert result.output == "Załatwione listy: 1. Czekają na kolejną próbę: 0.\n"
    assert len(files(letter_folder)) == 1


def test_the_command_tries_the_post(app, letter_folder):
    result = app.test_cli_runner().invoke(args=["mail", "try", "jan@example.org"])

    assert (result.exit_code, result.output) == (0, "List próbny doręczony (file).\n")

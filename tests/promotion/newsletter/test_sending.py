"""Sending: one letter a subscriber, whatever the server, the staff and the workers do meanwhile."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import dkim
import pytest
from sqlalchemy import select, update

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.models import Job
from akademia.jobs.worker import run_due
from akademia.mail.formats.dkim import new_key, public_record, record_strings
from akademia.mail.services import make_dkim_key, post_office
from akademia.promotion.newsletter.jobs import watch
from akademia.promotion.newsletter.models import NewsletterLetter, NewsletterRun, Subscriber
from akademia.promotion.newsletter.queries.progress import tallies
from akademia.promotion.newsletter.services import making, sending, subscribing, tidying
from tests.factories import make_user
from tests.promotion.newsletter.making import FRAME, issue, sent_out, subscriber

DESK = "/panel/newsletter/"


@pytest.fixture
def to_peer(peer, mail_goes_to):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    return peer


def begun(count: int = 1, **more) -> int:
    for _ in range(count):
        subscriber()
    number = sent_out(**more).issue_id
    commit()
    return number


def work(app, at=None, stop_clock=None) -> None:
    if at is not None:
        stop_clock(at)
    db.session.rollback()
    run_due(app, sending.JOB)
    db.session.expire_all()


def tally(number):
    db.session.expire_all()
    return tallies([number])[number]


def state(number) -> str:
    db.session.expire_all()
    return db.session.get_one(NewsletterRun, number).state


def test_each_subscriber_gets_one_letter_with_a_way_out_of_its_own(app, to_peer):
    number = begun(3)

    work(app)
    work(app)

    assert sorted(one["To"] for one in to_peer.taken) == sorted(db.session.scalars(select(Subscriber.email)))
    assert len({one["Message-ID"] for one in to_peer.taken}) == 3
    assert len({one["List-Unsubscribe"] for one in to_peer.taken}) == 3
    assert to_peer.taken[0]["List-Id"] == "<newsletter.localhost>"
    assert (tally(number).sent, state(number)) == (3, "ended")


def test_letters_are_queued_in_batches_once_for_those_whom_the_issue_is_for(app):
    for topics in ("", " education ", " research ", " education research "):
        subscriber(topics=topics)
    subscriber(state="waiting", confirmed_at=None)
    frame = making.Frame(FRAME.title, FRAME.summary, FRAME.first_on, FRAME.last_on, ["education"])
    run = sent_out(issue(frame=frame))

    assert [sending.queue_some(run, most=2) for _ in range(3)] == [True, False, False]
    queued = select(Subscriber.topics).join(NewsletterLetter, NewsletterLetter.subscriber_id == Subscriber.id)
    assert sorted(db.session.scalars(queued)) == ["", " education ", " education research "]


def test_no_batch_of_queueing_brings_a_subscriber_into_memory(app):
    for _ in range(6):
        subscriber()
    run = sent_out()
    db.session.flush()
    db.session.expunge_all()
    run = db.session.get_one(NewsletterRun, run.issue_id)

    while sending.queue_some(run, most=2):
        pass

    assert {type(thing) for thing in db.session} <= {
        NewsletterRun,
        type(run.issue),
        *(type(b) for b in run.issue.blocks),
    }
    assert tally(run.issue_id).waiting == 6


def test_a_refused_address_is_never_written_to_again(app, to_peer):
    subscriber("zly@example.org")
    number = begun(0)
    to_peer.to_recipient = "550 5.1.1 <zly@example.org>: no such user"

    work(app)

    person = db.session.scalar(select(Subscriber))
    assert (person.state, person.ended_by) == ("stopped", "bounce")
    letter = db.session.scalar(select(NewsletterLetter))
    assert (letter.state, letter.server_words) == ("hard", "550 5.1.1 (adres) no such user")
    assert state(number) == "ended"


def test_a_deferred_letter_goes_later_and_is_given_up_at_last(app, to_peer, stop_clock, noon):
    number = begun()
    to_peer.to_recipient = "450 4.2.0 try again later"
    work(app)
    assert tally(number).waiting == 1
    work(app)
    assert to_peer.taken == []

    to_peer.to_recipient = "250 OK"
    work(app, noon + timedelta(seconds=20), stop_clock)
    assert (len(to_peer.taken), tally(number).sent) == (1, 1)

    second, moment = begun(), clock.now()
    to_peer.to_recipient = "450 4.2.0 try again later"
    for _ in range(15):
        moment += timedelta(hours=3)
        work(app, moment, stop_clock)
    assert (tally(second).soft, state(second)) == (2, "ended")
    assert {one.state for one in db.session.scalars(select(Subscriber))} == {"active"}


def test_a_server_that_is_away_holds_all_letters_back_longer_each_time(app, free_port, mail_goes_to, stop_clock, noon):
    number = begun(5)
    mail_goes_to(f"smtp://127.0.0.1:{free_port}")

    work(app)
    first = db.session.get_one(NewsletterRun, number).held_until
    work(app, first, stop_clock)
    second = db.session.get_one(NewsletterRun, number).held_until

    assert (first - noon, second - first) == (timedelta(seconds=15), timedelta(seconds=30))
    assert tally(number).waiting == 5


def test_who_leaves_before_the_letter_goes_does_not_get_it(app, to_peer):
    number = begun(2)
    sending.queue_some(db.session.get_one(NewsletterRun, number))
    subscribing.stop(db.session.scalars(select(Subscriber)).first(), "reader", number)
    commit()

    work(app)

    assert len(to_peer.taken) == 1
    assert (tally(number).sent, tally(number).dropped, tally(number).left) == (1, 1, 1)


def test_a_paused_sending_stands_still_until_it_is_resumed(app, client, to_peer):
    person = make_user(Role.Staff)
    number = begun(2)
    client.sign_in(person)

    client.post(f"{DESK}{number}/wstrzymaj/", {"csrf_token": client.token()})
    work(app)
    assert "Wznów wysyłkę" in client.words(f"{DESK}{number}/wysylka/")
    assert to_peer.taken == []

    client.post(f"{DESK}{number}/wznow/", {"csrf_token": client.token()})
    work(app)
    assert len(to_peer.taken) == 2
    assert "Przyjęte przez serwer 2" in client.words(f"{DESK}{number}/wysylka/")


def test_no_more_go_in_a_slice_than_the_pace_allows(app, to_peer, stop_clock, noon):
    number = begun(5, per_minute=12)

    work(app)
    assert len(to_peer.taken) == 2
    work(app, noon + timedelta(seconds=9), stop_clock)
    assert len(to_peer.taken) == 2
    work(app, noon + timedelta(seconds=10), stop_clock)
    assert len(to_peer.taken) == 4
    assert tally(number).waiting == 1


def test_a_letter_whose_worker_died_before_the_answer_goes_again_only_if_staff_say_so(app, to_peer, stop_clock, noon):
    number = begun(1)
    run = db.session.get_one(NewsletterRun, number)
    sending.queue_some(run)
    letter = db.session.scalar(select(NewsletterLetter.id))
    assert sending.claim(letter)
    assert not sending.claim(letter)
    commit()

    work(app, noon + timedelta(minutes=4), stop_clock)
    work(app, noon + timedelta(minutes=8), stop_clock)
    assert (to_peer.taken, tally(number).unsure, state(number)) == ([], 1, "ended")

    sending.send_unsure(db.session.get_one(NewsletterRun, number), 1)
    commit()
    work(app)
    assert (len(to_peer.taken), tally(number).sent, state(number)) == (1, 1, "ended")


def test_a_sending_whose_job_was_dropped_is_taken_up_by_the_clock(app, to_peer):
    begun(1)
    db.session.execute(update(Job).where(Job.kind == sending.JOB).values(failed_at=clock.now()))
    commit()

    work(app)
    assert to_peer.taken == []
    watch(None)
    commit()
    work(app)
    assert len(to_peer.taken) == 1


def test_a_signed_letter_is_verified_by_the_record_that_the_desk_shows(
    app, client, peer, mail_goes_to, monkeypatch, tmp_path
):
    mail_goes_to(f"smtp://127.0.0.1:{peer.port}")
    key = new_key()
    monkeypatch.setattr("akademia.mail.post.dkim_path", lambda _settings: tmp_path / "dkim.pem")
    (tmp_path / "dkim.pem").write_bytes(key)
    office = post_office()
    form = office.to_many("Żółty temat", "Treść\n", "<p>Treść</p>\n", clock.now(), "newsletter")

    message = office.cast(form, "a.eml", "nl1-aa", "jan@example.org", "https://a.example/wypis/abc/").message

    record = public_record(key).encode()
    assert dkim.verify(message, dnsfunc=lambda _name, timeout=5: record)
    assert not dkim.verify(message.replace(b"jan@", b"ewa@"), dnsfunc=lambda _name, timeout=5: record)
    signed = message_from_bytes(message, policy=default)["DKIM-Signature"]
    assert "list-unsubscribe-post" in signed
    assert max(len(part) for part in record_strings(record.decode()).split('"')) == 255


def test_the_dns_page_makes_the_key_once_and_shows_its_record(app, client):
    person = make_user(Role.Admin, Role.Staff)
    commit()
    client.sign_in(person)
    path = post_office().folder.parent / "keys" / "dkim.pem"

    client.post(f"{DESK}dns/klucz/", {"csrf_token": client.token()})
    try:
        key = path.read_bytes()
        assert not make_dkim_key()
        words = client.words(f"{DESK}dns/")
        assert path.stat().st_mode & 0o077 == 0
        assert key == path.read_bytes()
        assert public_record(key)[:60] in words
        assert "_dmarc.localhost" in words
        assert "v=spf1" in words
    finally:
        path.unlink()


def test_rows_and_files_of_old_letters_go_and_their_counts_stay(app, letter_folder, noon):
    number = begun(2)
    work(app)
    assert len(list(letter_folder.glob("*.eml"))) == 2

    tidying.remove_files(noon + timedelta(days=1))
    tidying.forget_letters(noon + timedelta(days=1))
    commit()

    assert list(letter_folder.glob("*.eml")) == []
    assert db.session.scalar(select(NewsletterLetter)) is None
    assert tally(number).sent == 2

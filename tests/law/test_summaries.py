"""The register's own summaries: which are older than a change, what readers and staff see of it, and how it ends."""

from datetime import date, datetime, timezone

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.law import queries
from akademia.law.models import Provision, Review
from akademia.law.services import enter, save_act, turn_day, withdraw
from tests.factories import make_user
from tests.law.test_entering import amendment, change
from tests.law.test_history import register

__all__ = ["register"]
PAGE, READ = "/panel/prawo/uzs/przepisy/art-15-ust-4/", "/prawo/uzs/art-15-ust-4/"
PAST, COMING = date(2026, 11, 1), date(2027, 1, 1)


@pytest.fixture
def desk(register, client, noon):
    return client.sign_in(make_user(Role.Staff))


def waiting():
    db.session.expire_all()
    open_now = select(Review).where(Review.verdict.is_(None)).order_by(Review.ref)
    return [(one.kind, db.session.get(Provision, one.ref).key, one.due_on) for one in db.session.scalars(open_now)]


def summary():
    db.session.expire_all()
    return db.session.scalar(select(Provision.summary).where(Provision.key == "art-15-ust-4"))


def test_a_change_without_a_summary_of_its_own_calls_for_one_and_readers_are_told(register, desk):
    enter(register, amendment(change(on=PAST), change("art-2-pkt-2", summary="Nowy opis."),
                              change("art-2-pkt-3", kind="repealed")))  # fmt: skip
    commit()

    assert waiting() == [("provision", "art-15-ust-4", PAST)]
    told = desk.words(READ)
    assert "Opis powstał przed zmianą, która weszła w życie 1 listopada 2026 r. art. 15 ust. 4: Zmieniono." in told
    assert "Opis powstał przed zmianą" in desk.words("/prawo/uzs/art-15/")
    assert "Opis powstał przed zmianą" not in desk.words("/prawo/uzs/art-2-pkt-2/")
    assert "art. 15 ust. 4 Opis przepisu" in desk.words("/panel/przeglady/")
    assert "Opis jest sprzed zmiany 1 listopada 2026 r." in desk.words(PAGE)


def test_a_summary_of_what_is_to_come_stays_until_its_day(register, noon, stop_clock, client):
    before = summary()
    enter(register, amendment(change(on=COMING, summary="Opis na nowy rok.")))
    commit()
    assert (waiting(), summary()) == ([], before)

    stop_clock(datetime(2027, 1, 1, 12, tzinfo=timezone.utc))
    turn_day(COMING)
    commit()

    assert (waiting(), summary()) == ([], "Opis na nowy rok.")
    assert "Opis powstał przed zmianą" not in client.words(READ)


def test_a_summary_mended_in_the_amendment_replaces_the_one_it_brought(register, noon):
    enter(register, amendment(change(on=PAST, summary="Opis z literówką.")))
    enter(register, amendment(change(on=PAST, summary="Opis bez literówki.")))
    assert summary() == "Opis bez literówki."

    provision = db.session.scalar(select(Provision).where(Provision.key == "art-15-ust-4"))
    provision.summary = "Opis z panelu."
    enter(register, amendment(change(on=PAST, summary="Opis bez literówki.")))

    assert summary() == "Opis z panelu."


def test_a_summary_is_signed_as_still_right(register, desk):
    enter(register, amendment(change(on=PAST)))
    commit()

    desk.post("/panel/przeglady/", {"przeglad": db.session.scalar(select(Review.id)), "act": "sign", "note": ""}, 303)

    assert waiting() == []
    assert "Opis powstał przed zmianą" not in desk.words(READ)


@pytest.mark.parametrize(("day", "left"), [("2022-09-22", 1), ("2026-11-01", 0)])
def test_a_summary_written_anew_for_the_day_of_the_change_closes_its_review(register, desk, day, left):
    enter(register, amendment(change(on=PAST)))
    commit()
    version = db.session.scalar(select(Provision.version).where(Provision.key == "art-15-ust-4"))

    desk.post(PAGE, {"version": version, "heading": "", "summary": "Nowy opis.", "described_on": day}, 303)

    assert len(waiting()) == left
    assert ("Opis powstał przed zmianą" in desk.words(READ)) == bool(left)


def test_an_act_described_as_of_a_later_day_has_nothing_to_look_at(register, noon):
    enter(register, amendment(change(on=PAST)))
    act = queries.act("uzs")

    save_act("uzs", {"legal_state_on": PAST}, act.version)

    assert waiting() == []


def test_a_withdrawn_amendment_takes_its_reviews_along(register, noon):
    made = enter(register, amendment(change(on=COMING)))
    assert waiting() == [("provision", "art-15-ust-4", COMING)]

    withdraw(made.amendment.id)

    assert waiting() == []

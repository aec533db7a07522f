"""What an amendment makes stale: exactly the texts that speak of what changes, in any order of events."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.law import queries
from akademia.law.formats.register import AmendmentRow, ChangeRow, read_act, read_amendments
from akademia.law.models import Amendment, Citation, Provision, ProvisionChange, Review
from akademia.law.rules import reaches
from akademia.law.services import (
    AlreadyClosed,
    Place,
    announce_due,
    cite,
    enter,
    keep_act,
    keep_amendments,
    save_provision,
    settle_amendment,
    settle_text,
    sign,
    take,
    turn_day,
)
from akademia.starter.services.loading import STARTER

LAW = STARTER / "law"
STATE = date(2022, 9, 22)
DAY = date(2027, 1, 1)
KEYS = ("art-15", "art-15-ust-1", "art-15-ust-4", "art-15a-ust-1", "art-1-ust-2", "art-1-ust-2-pkt-3", "rozdz-4")


@pytest.fixture
def act(act_kept):
    return queries.act()


def amend(act, *changes, key="du-2026-1", day=DAY):
    """Enter a trial amendment that changes some provisions, each on its day: (key, day, kind, its new summary)."""
    whole = [(one, day) if isinstance(one, str) else one for one in changes]
    filled = [(*one, *("changed", "Opis.")[len(one) - 2 :]) for one in whole]
    rows = tuple(
        ChangeRow(key, kind, f"Zmiana {key}.", "art. 1", on, None, summary) for key, on, kind, summary in filled
    )
    address = ("DU/2026/1", date(2026, 6, 1), date(2026, 6, 2), "art. 1", None)
    row = AmendmentRow(key, "Ustawa próbna", "Dz.U. 2026 poz. 1", *address, rows, ())
    enter(act, row)


def waiting():
    """Return (kind, ref, day) of what waits."""
    found = select(Review.kind, Review.ref, Review.due_on).where(Review.verdict.is_(None))
    return sorted(tuple(row) for row in db.session.execute(found))


def open_now():
    found = select(Review.kind, Review.ref, Review.amendment_id, Review.due_on).where(Review.verdict.is_(None))
    return sorted(tuple(row) for row in db.session.execute(found))


def undescribed():
    """Return which summaries should wait: those written before a change that brought none."""
    columns = (ProvisionChange.provision_id, ProvisionChange.amendment_id, ProvisionChange.in_force_on,
               ProvisionChange.kind, ProvisionChange.summary, Provision.described_on)  # fmt: skip
    rows = db.session.execute(select(*columns).join(Provision, Provision.id == ProvisionChange.provision_id)).all()
    brought = {row[:3] for row in rows if row.summary}
    return {
        ("provision", *row[:3])
        for row in rows
        if row.kind == "changed" and row.in_force_on > (row.described_on or STATE) and row[:3] not in brought
    }


def called_for():
    """Return what should wait, by looking at every citation and every change."""
    changed = select(
        ProvisionChange.amendment_id, ProvisionChange.in_force_on, ProvisionChange.kind, Provision.key
    ).join(Provision, Provision.id == ProvisionChange.provision_id)
    cited = select(Citation.kind, Citation.ref, Citation.legal_state_on, Provision.key).join(
        Provision, Provision.id == Citation.provision_id
    )
    changes, citations = db.session.execute(changed).all(), db.session.execute(cited).all()
    knowing = {
        (kind, ref, what)
        for kind, ref, _state, key in citations
        for _amendment, _day, how, what in changes
        if how == "added" and (key == what or key.startswith(f"{what}-"))
    }
    return sorted(undescribed() | {
        (kind, ref, amendment, day)
        for kind, ref, state, key in citations
        for amendment, day, how, what in changes
        if day > state and reaches(what, key) and not (how == "added" and (kind, ref, what) in knowing)
    })  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "cited", "expected"),
    [
        ("art-15-ust-4", "art-15-ust-4", True),
        ("art-15-ust-4", "art-15", True),
        ("art-15", "art-15-ust-4", True),
        ("art-15-ust-4", "art-15-ust-5", False),
        ("art-15-ust-4", "art-15a", False),
        ("art-1-ust-2", "art-1-ust-2a", False),
        ("rozdz-4", "art-15", False),
        ("art-15", "rozdz-4", False),
    ],
)
def test_the_rule_of_what_a_change_reaches(changed, cited, expected):
    assert reaches(changed, cited) is expected


def test_an_amendment_flags_the_texts_that_speak_of_what_it_changes_and_no_other(act):
    for ref, key in enumerate(KEYS, start=1):
        cite("lesson", ref, 1, [Place(key)], STATE)
    cite("page", 1, 1, [Place("art-15-ust-4")], DAY)

    amend(act, "art-15-ust-4", "art-1-ust-2-pkt-3")

    assert waiting() == [("lesson", 1, DAY), ("lesson", 3, DAY), ("lesson", 5, DAY), ("lesson", 6, DAY)]
    told = db.session.scalar(select(Review.changes).where(Review.ref == 3))
    assert told == [{"key": "art-15-ust-4", "label": "art. 15 ust. 4", "what": "Zmiana art-15-ust-4."}]


def test_what_cites_the_very_provision_that_is_added_knows_of_it(act):
    cite("lesson", 1, 1, [Place("art-15"), Place("art-15-ust-4")], STATE)
    cite("lesson", 2, 1, [Place("art-15")], STATE)

    amend(act, ("art-15-ust-4", DAY, "added"))
    cite("lesson", 3, 1, [Place("art-15-ust-4")], STATE)

    assert waiting() == [("lesson", 2, DAY)]


def test_a_text_saved_after_the_amendment_is_flagged_when_it_is_saved(act):
    amend(act, "art-15-ust-4")

    cite("question", 7, 1, [Place("art-15")], STATE, author=3)

    assert waiting() == [("question", 7, DAY)]
    assert db.session.scalar(select(Review.owner_number)) == 3


def test_a_new_version_for_the_new_law_closes_the_review_and_one_for_the_old_law_does_not(act):
    cite("lesson", 1, 1, [Place("art-15")], STATE)
    amend(act, "art-15-ust-4")

    cite("lesson", 1, 2, [Place("art-15")], STATE, author=3)
    assert waiting() == [("lesson", 1, DAY)]
    cite("lesson", 1, 3, [Place("art-15")], DAY, author=3)

    assert waiting() == []
    assert db.session.execute(select(Review.verdict, Review.closed_by)).one() == ("version", 3)


def test_a_text_that_is_gone_waits_for_nobody(act):
    cite("lesson", 1, 1, [Place("art-15")], STATE)
    amend(act, "art-15-ust-4")

    cite("lesson", 1, 1, [], None)

    assert db.session.scalar(select(Review)) is None


def test_an_amendment_mended_or_emptied_takes_back_what_it_flagged(act):
    cite("lesson", 1, 1, [Place("art-15")], STATE)
    cite("lesson", 2, 1, [Place("art-2")], STATE)
    amend(act, "art-15-ust-4")

    amend(act, "art-2", ("art-15", DAY + timedelta(days=30)))
    assert waiting() == [("lesson", 1, DAY + timedelta(days=30)), ("lesson", 2, DAY)]
    amend(act)

    assert waiting() == []


def test_what_was_signed_stays_signed_when_the_amendment_is_settled_again(act):
    cite("lesson", 1, 1, [Place("art-15")], STATE)
    amend(act, "art-15-ust-4")
    number = db.session.scalar(select(Review.id))

    assert sign(number, 5, " Nic się nie zmienia. ").note == "Nic się nie zmienia."
    amend(act, "art-15-ust-4")
    settle_text("lesson", 1)

    assert waiting() == []
    with pytest.raises(AlreadyClosed):
        take(number, 6)
    with pytest.raises(Missing):
        sign(10**6, 5)


def test_the_day_that_comes_is_announced_once(act):
    cite("lesson", 1, 1, [Place("art-15")], STATE)
    amend(act, "art-15-ust-4", day=clock.today() + timedelta(days=1))
    db.session.commit()
    assert announce_due() == 0

    db.session.execute(Review.__table__.update().values(due_on=clock.today()))

    assert announce_due() == 1
    assert announce_due() == 0


def test_the_history_of_the_act_flags_what_was_written_before_its_last_changes(act):
    cite("lesson", 1, 1, [Place("art-15")], date(2019, 1, 1))
    cite("lesson", 2, 1, [Place("art-15")], STATE)

    keep_amendments(act, read_amendments(LAW / "nowelizacje.yaml"))

    assert open_now() == called_for()
    assert {ref for _kind, ref, _day in waiting()} == {1}


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 6))
CHANGES = st.tuples(st.sampled_from(KEYS), DAYS, st.sampled_from(("changed", "added")), st.sampled_from(("", "Opis.")))
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("cite"), st.integers(1, 3), st.lists(st.sampled_from(KEYS), max_size=3), DAYS),
        st.tuples(st.just("amend"), st.integers(1, 2), st.lists(CHANGES, max_size=3), DAYS),
        st.tuples(st.just("describe"), st.integers(0, len(KEYS) - 1), st.just(()), DAYS),
        st.tuples(st.just("turn"), st.just(0), st.just(()), DAYS),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_after_any_history_what_waits_is_what_cites_or_describes_what_changed_later(app, events):
    db.session.rollback()  # what the example before left
    act = queries.act() or keep_act(read_act(LAW / "ustawa.yaml"))
    db.session.commit()
    for what, number, places, day in events:
        if what == "cite":
            cite("lesson", number, 1, [Place(key) for key in places], day)
        elif what == "describe":
            provision = db.session.scalar(select(Provision).where(Provision.key == KEYS[number]))
            save_provision(provision, {"summary": "Inaczej.", "described_on": day}, provision.version)
        elif what == "turn":
            turn_day(day)
        else:
            amend(act, *places, key=f"du-{number}")
    assert open_now() == called_for()
    for amendment in db.session.scalars(select(Amendment)):
        assert settle_amendment(amendment) == 0
    assert open_now() == called_for()

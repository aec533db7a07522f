"""Retention: what the desk says is what the clock does, because both read the same rule."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.queries import user_by_email
from akademia.accounts.roles import Role
from akademia.accounts.services import note_sign_in
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import db
from akademia.core.models import LimitCount
from akademia.core.operator import Operator
from akademia.jobs.services import enqueue
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from akademia.privacy import queries, services
from akademia.privacy.models import Erasure, Takeout
from akademia.privacy.privacy import UNCONFIRMED_DAYS
from akademia.privacy.queries import TAKEOUT_KEPT_DAYS, WARNED_BEFORE_DAYS
from tests.accounts.post import SIGN_IN, credentials
from tests.factories import make_user
from tests.privacy.persons import ADDRESS, DESK, NAME, make_full_person

YEAR = 365


@pytest.fixture
def erase_after_a_year(monkeypatch):
    monkeypatch.setattr(queries, "OPERATOR", Operator(unused_account_days=YEAR))


def run_the_clock(app) -> None:
    enqueue("privacy.retain")
    db.session.commit()
    run_due(app)
    db.session.expire_all()


def test_the_desk_shows_each_rule_with_the_very_period_that_the_clock_uses(app, client, noon):
    client.sign_in(make_user())
    db.session.commit()
    words = client.words(DESK)
    seen = {}

    for rule in queries.retentions():
        assert rule.words.replace("\u00a0", " ") in words
        assert f"po {rule.days()}\u00a0dni" in rule.words
        seen[rule.key] = []
        services.retain(replace(rule, act=lambda before, key=rule.key: seen[key].append(before) or 0))

    assert seen == {rule.key: [noon - timedelta(days=rule.days())] for rule in queries.retentions()}
    assert {"takeouts", "unconfirmed", "letters", "limits"} <= set(seen)


def test_unless_the_operator_says_so_no_account_is_erased_for_being_unused(app, client, noon):
    make_user(email=ADDRESS)
    db.session.commit()
    client.sign_in(user_by_email(ADDRESS))

    assert "na które nikt się nie loguje" not in client.words(DESK)
    clock.freeze(noon + timedelta(days=40 * YEAR))
    run_the_clock(app)

    assert user_by_email(ADDRESS) is not None
    assert db.session.scalars(select(Letter)).all() == []


def test_a_registration_that_nobody_confirmed_goes_after_its_days_and_not_a_day_before(app, noon):
    make_user(email=ADDRESS, confirmed=False)
    make_user(email="potwierdzona@example.org")
    db.session.commit()

    clock.freeze(noon + timedelta(days=UNCONFIRMED_DAYS) - timedelta(minutes=1))
    run_the_clock(app)
    assert user_by_email(ADDRESS) is not None
    db.session.rollback()

    clock.freeze(noon + timedelta(days=UNCONFIRMED_DAYS, minutes=1))
    run_the_clock(app)
    assert user_by_email(ADDRESS) is None
    assert user_by_email("potwierdzona@example.org") is not None
    assert db.session.scalars(select(Letter)).all() == [], "the address may be a stranger's"
    done = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "retention.done")).one()
    assert (done.thing_ref, done.details) == ("unconfirmed", {"count": 1})


def test_the_clock_removes_old_copies_and_ended_counts(app, noon):
    user = make_user()
    db.session.add(Takeout(user_id=user.id, ready_at=noon, size_bytes=1))
    db.session.add(LimitCount(key="drzwi", count=1, expires_at=noon + timedelta(minutes=15)))
    db.session.commit()

    clock.freeze(noon + timedelta(days=TAKEOUT_KEPT_DAYS, seconds=1))
    run_the_clock(app)

    assert db.session.scalars(select(Takeout)).all() == []
    assert db.session.scalars(select(LimitCount)).all() == []


def test_an_unused_account_is_warned_a_month_before_and_then_erased_with_a_receipt(app, noon, erase_after_a_year):
    user, certificate = make_full_person()
    number = user.id
    db.session.commit()

    clock.freeze(noon + timedelta(days=YEAR - WARNED_BEFORE_DAYS - 1))
    run_the_clock(app)
    assert db.session.scalars(select(Letter).where(Letter.template == "privacy/unused")).all() == []
    db.session.rollback()

    clock.freeze(noon + timedelta(days=YEAR - WARNED_BEFORE_DAYS, minutes=1))
    run_the_clock(app)
    run_the_clock(app)
    assert len(db.session.scalars(select(Letter).where(Letter.template == "privacy/unused")).all()) == 1
    db.session.rollback()

    clock.freeze(noon + timedelta(days=YEAR, minutes=2))
    run_the_clock(app)
    assert db.session.get(User, number).email is None
    assert db.session.scalars(select(Erasure.user_number)).all() == [number]
    db.session.refresh(certificate)
    assert (certificate.name, certificate.withdrawn_at) == (NAME, None), "what was earned stays verifiable"


def test_who_signs_in_after_the_warning_keeps_the_account(app, client, noon, erase_after_a_year):
    make_user(email=ADDRESS)
    db.session.commit()
    clock.freeze(noon + timedelta(days=YEAR - 20))
    run_the_clock(app)
    assert user_by_email(ADDRESS).warned_at is not None
    client.post(SIGN_IN, credentials(ADDRESS))

    clock.freeze(noon + timedelta(days=YEAR + 20))
    run_the_clock(app)

    assert user_by_email(ADDRESS).signed_in_at == noon + timedelta(days=YEAR - 20)
    assert user_by_email(ADDRESS).warned_at is None


@pytest.mark.parametrize("role", [Role.Expert, Role.Staff, Role.Admin])
def test_who_works_here_is_not_erased_for_being_unused(app, noon, erase_after_a_year, role):
    make_user(Role.Learner, role, email=ADDRESS)
    db.session.commit()

    for days in (YEAR, 2 * YEAR):
        clock.freeze(noon + timedelta(days=days))
        run_the_clock(app)

    assert user_by_email(ADDRESS) is not None
    assert user_by_email(ADDRESS).warned_at is None


def test_signing_in_is_noted_with_its_moment(app, noon):
    user = make_user()

    note_sign_in(user)

    assert user.signed_in_at == noon

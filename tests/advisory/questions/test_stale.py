"""A change of the law sends a published answer back to its expert, and its readers are told."""

from datetime import date

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case
from akademia.advisory.questions.services.withdrawing import withdraw
from akademia.core.db import commit, db
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.models import Act, Review
from akademia.law.services import enter
from tests.advisory.publishing import approve, draft_of, publish, published
from tests.factories import make_provision, make_user


@pytest.fixture
def answer(app):
    make_provision("art-15-ust-4")
    made = published()
    change = ChangeRow("art-15-ust-4", "changed", "Dłuższy czas.", "art. 1", date(2026, 1, 1), None)
    address = ("DU/2025/1", date(2025, 6, 1), date(2025, 6, 2), "art. 1", None)
    enter(
        db.session.scalar(select(Act)),
        AmendmentRow("du-2025-1", "Ustawa próbna", "Dz.U. 2025 poz. 1", *address, (change,), ()),
    )
    commit()
    return made


def expert_of(answer):
    return db.session.get_one(User, db.session.get_one(Case, answer.case_id).expert_id)


def test_readers_are_told_and_the_expert_finds_it_on_the_desk(answer, client, new_client):
    expert, other, staff = (
        new_client().sign_in(one) for one in (expert_of(answer), make_user(Role.Expert), make_user(Role.Staff))
    )
    title, case, address = answer.title, answer.case_id, f"/doradztwo/odpowiedzi/{answer.id}-{answer.slug}/"

    assert "Przepisy zmieniły się po napisaniu tego tekstu" in client.words(address)
    assert f"{title} zmiana prawa od 1 stycznia 2026 r." in expert.words("/panel/").replace(" – ", " ")
    assert title not in other.words("/panel/")
    assert title in staff.words("/panel/przeglady/")
    assert staff.get(f"/panel/odpowiedzi/{answer.id}/", 303).location.endswith(address)
    assert expert.get(f"/panel/odpowiedzi/{answer.id}/", 303).location.endswith(f"/sprawa/{case}/")


def test_an_expert_says_that_an_answer_is_still_right(answer, client, new_client):
    review, address = db.session.scalar(select(Review.id)), f"/doradztwo/odpowiedzi/{answer.id}-{answer.slug}/"
    owner, stranger = new_client().sign_in(expert_of(answer)), new_client().sign_in(make_user(Role.Expert))

    stranger.post(f"/panel/odpowiedzi/aktualne/{review}", status=403)
    owner.post(f"/panel/odpowiedzi/aktualne/{review}")

    assert "Przepisy zmieniły się" not in client.words(address)
    assert "zmiana prawa od" not in owner.words("/panel/")


def test_a_new_version_for_the_new_law_closes_the_review(answer):
    case = db.session.get_one(Case, answer.case_id)
    draft = draft_of(case, case.expert_id, legal_state_on="2026-01-02", reason="Nowy stan prawny.")
    approve(draft, case, case.expert_id)
    publish(draft.id, case.expert_id)
    commit()

    assert db.session.scalars(select(Review.verdict)).all() == ["version"]


def test_a_withdrawn_answer_is_sent_to_nobody(answer, new_client):
    withdraw(answer, "staff", None, "-")
    commit()

    assert db.session.scalar(select(Review.id)) is None

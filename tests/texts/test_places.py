"""Texts that not every editor may open, and texts that are sent once and for all.

The house has none of these on its ground floor; the wings that answer letters have. So the kind here is a test's own.
"""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.doors import Permission
from akademia.texts.formats.fields import MARKDOWN, Field
from akademia.texts.models import Draft, Revision
from akademia.texts.services import kinds
from akademia.texts.services.kinds import TextKind
from akademia.texts.services.rendering import render
from tests.factories import make_user
from tests.texts.editing import opened, send

LETTER = "/panel/teksty/proba-listu/7/"
WORDS = {"source": "Dzień dobry."}


@pytest.fixture
def holders(monkeypatch):
    """Make letters known for one test; only those whose numbers stand in this set may open one."""
    held = set()
    letter = TextKind(
        name="trial_letter",
        address="proba-listu",
        nouns=("list", "list", "List próbny"),
        permission=Permission.CaseAnswer,
        fields=(Field("source", "Treść", MARKDOWN),),
        read=lambda ref: {"source": ""},
        blank=lambda parent: {"source": ""},
        check=lambda place, values: {},
        make=lambda values, words: render(values["source"], words, explain=False),
        write=lambda place, values, made: (place.ref, None),
        home=lambda place: ("pages.staff_desk", {}),
        home_name="Panel",
        may=lambda place, person: person in held,
        sent="Wysłano list.",
    )
    monkeypatch.setitem(kinds._kinds, letter.name, letter)
    return held


@pytest.fixture
def holder(app, new_client, holders):
    """An expert who holds the letter, and may edit no pages."""
    person = make_user(Role.Expert)
    commit()
    holders.add(person.id)
    return new_client().sign_in(person)


@pytest.fixture
def other(app, new_client, holders):
    person = make_user(Role.Expert)
    commit()
    return new_client().sign_in(person)


def test_whom_a_place_does_not_admit_can_open_none_of_its_pages(holder, other):
    send(holder, LETTER, WORDS)
    draft = db.session.scalar(select(Draft.id))

    for address in (LETTER, f"{LETTER}wersje/", f"/panel/szkice/{draft}/", f"/panel/szkice/{draft}/podglad/"):
        other.get(address, status=403)
    other.post(LETTER, {**WORDS, "act": "publish", "opened": "0.1"}, status=403)
    other.post(f"/panel/szkice/{draft}/", {**WORDS, "act": "save", "opened": "0.1"}, status=403)
    assert not db.session.scalars(select(Revision)).all()


def test_a_sent_text_leaves_a_blank_form_and_its_words_in_a_version(holder):
    send(holder, LETTER, WORDS, "publish")

    assert "Wysłano list." in holder.words("/panel/")
    assert "Dzień dobry." not in holder.get(LETTER).text
    assert db.session.scalars(select(Revision.source)).all() == ["Dzień dobry."]


def test_a_text_that_is_sent_is_neither_planned_nor_sent_anew(holder):
    send(holder, LETTER, WORDS, "publish")
    plan = {**WORDS, "publish_on": "2099-01-01", "publish_at": "10:00"}

    assert "Zaplanuj publikację" not in holder.get(LETTER).text
    holder.post(LETTER, {**plan, "act": "schedule", "opened": opened(holder, LETTER)}, status=409)
    holder.post(f"{LETTER}wersje/1/przywroc", status=409)
    assert len(db.session.scalars(select(Revision)).all()) == 1


def test_an_expert_finds_provisions_but_opens_no_page_of_the_academy(holder):
    holder.get("/panel/przepisy/znajdz?q=art. 15")
    holder.get("/panel/teksty/strona/nowy/", status=403)
    holder.get("/panel/strony/", status=403)

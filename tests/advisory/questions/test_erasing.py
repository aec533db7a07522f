"""People leave the window: by their own link, by the clock, by the privacy desk. Numbers stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from akademia.advisory.questions import privacy
from akademia.advisory.questions.models import (
    Absence,
    Attachment,
    Case,
    ExpertTopic,
    Message,
    Note,
    Reading,
    SavedPart,
    Subscription,
)
from akademia.advisory.questions.queries.links import secret_of
from akademia.advisory.questions.services.idle import close_idle
from akademia.advisory.questions.services.moving import held, move
from akademia.core import clock
from akademia.core.db import Model, db
from akademia.core.operator import OPERATOR
from akademia.organisations.models import Territory
from akademia.storage.models import StoredFile
from akademia.texts.models import Draft
from tests.advisory.factories import make_topic
from tests.advisory.questions.making import EMAIL, TITLE, WORDS, asked_case, letters
from tests.factories import make_user

NAME = "Lidia Zapytalska"


def make_territories():
    for code, level, parent in (("06", "voivodeship", None), ("0601", "county", "06"), ("0601011", "commune", "0601")):
        db.session.add(Territory(code=code, level=level, name=code, name_key=code, kind="x", parent_code=parent))
        db.session.flush()


@pytest.fixture
def case(app, noon):
    make_territories()
    made = asked_case(make_topic(promise_days=5), name=NAME, role="leader", commune_code="0601011")
    said = db.session.scalars(select(Message)).one()
    file = StoredFile(key="aa/x", sha256="x", size_bytes=1, kind="pdf", name="umowa-lidii.pdf")
    db.session.add(file)
    db.session.flush()
    db.session.add_all([
        Attachment(message_id=said.id, file_id=file.id, name="umowa-lidii.pdf"),
        Note(case_id=made.id, words="Lidia dzwoniła."),
        Reading(case_id=made.id, digest="x", verdict="returned", words="Usuń Lidię."),
        Draft(kind="reply", ref=made.id, title="Odpowiedź", data={"source": "Pani Lidio, odpowiadam."}),
        Draft(kind="answer", parent=made.id, title="Lidia pyta", data={"question": "Lidia pyta."}),
    ])  # fmt: skip
    db.session.commit()
    return made


def left_of(*words):
    """Return the rows of all tables of the wing that hold one of some words."""
    db.session.expire_all()
    tables = [t for t in Model.metadata.sorted_tables if t.name in {*privacy.CARD.tables, "stored_files", "drafts"}]
    rows = [str(row) for table in tables for row in db.session.execute(table.select())]
    return [row for row in rows if any(word in row for word in words)]


def is_anonymous(case):
    kept = db.session.scalars(select(Case).where(Case.id == case.id)).one()
    assert (kept.state, kept.commune_code, kept.topic_id) == ("closed", "06", case.topic_id)
    assert kept.anonymised_at is not None
    assert db.session.scalar(select(func.count(Message.id))) == 1  # that something was said stays, and when


def test_who_has_the_link_erases_the_case_and_gets_a_receipt(client, case):
    number, address = case.number, f"/doradztwo/sprawa/{secret_of(case.id, case.token_nonce)}/"

    assert "Usunięcia nie da się cofnąć" in client.words(f"{address}usun/")
    receipt = client.post(f"{address}usun/").headers["Location"]

    is_anonymous(case)
    assert left_of(NAME, EMAIL, TITLE, WORDS, "Lidi", "lidii") == []
    client.get(address, 404)
    assert f"Sprawa {number} usunięta" in client.words(receipt)
    [last] = letters()  # those with the link are gone at once
    assert receipt in last.text_body
    client.get("/doradztwo/sprawa/usunieta/wymyslone/", 404)


def test_the_clock_takes_people_out_of_cases_closed_long_ago(client, case, stop_clock):
    young = asked_case(title="Młodsza sprawa, która jeszcze trwa")
    move(held(case.id), "close", None)
    db.session.commit()
    [rule] = privacy.CARD.retention
    stop_clock(clock.now() + timedelta(days=rule.days() + 1))

    assert rule.act(clock.now() - timedelta(days=rule.days())) == 1
    db.session.commit()

    assert left_of(NAME, WORDS[:20] + "nie") == []
    assert db.session.scalar(select(Case.title).where(Case.id == young.id)) == young.title
    assert rule.act(clock.now() - timedelta(days=rule.days())) == 0
    assert OPERATOR.cases_kept_days == rule.days()


def test_a_quiet_case_is_closed_a_week_after_a_letter_and_not_before(app, case, stop_clock):
    expert = make_user()
    row = held(case.id)
    row.expert_id, row.claimed_at = expert.id, clock.now()
    row.state = "answered"
    db.session.commit()
    begun = clock.now()

    seen = []
    for day in (20, 24, 25, 31, 33):
        stop_clock(begun + timedelta(days=day))
        seen.append(close_idle())
        db.session.commit()

    assert seen == [(0, 0), (1, 0), (0, 0), (0, 1), (0, 0)]
    assert db.session.scalar(select(Case.state)) == "closed"
    assert [one.template for one in letters()] == ["questions/asked", "questions/closing", "questions/closed"]


@pytest.fixture
def expert(app, case):
    person = make_user()
    row = held(case.id)
    row.expert_id, row.claimed_at = person.id, clock.now()
    row.state = "claimed"
    said = Message(case_id=case.id, kind="answer", expert_id=person.id, source="Może.", html="<p>Może.</p>")
    away = Absence(user_id=person.id, from_on=clock.today(), until_on=clock.today())
    db.session.add_all([
        said, Note(case_id=case.id, author_id=person.id, words="Moja notatka"), away,
        Reading(case_id=case.id, reader_id=person.id, digest="y", verdict="approved", words=""),
        SavedPart(owner_id=person.id, title="Powitanie", source="Dzień dobry"),
        ExpertTopic(user_id=person.id, topic_id=case.topic_id),
        Subscription(email=person.email.upper(), topic_id=case.topic_id, token_hash="h"),
    ])  # fmt: skip
    db.session.commit()
    return person


def test_an_expert_who_leaves_gives_cases_back_and_is_named_nowhere(app, case, expert):
    told = privacy.CARD.export(expert.id)["moja praca z pytaniami"]
    assert all(told.values()), told

    privacy.CARD.erase(expert.id)
    db.session.commit()

    row = db.session.scalars(select(Case)).one()
    assert (row.state, row.expert_id, row.title) == ("new", None, TITLE)
    named = (Message.expert_id, Note.author_id, Reading.reader_id, SavedPart.owner_id, Absence.user_id)
    assert [db.session.scalar(select(func.count()).where(column == expert.id)) for column in named] == [0] * 5
    assert db.session.scalar(select(func.count(Subscription.id))) == 0
    assert db.session.scalar(select(Message.source).where(Message.kind == "answer")) == "Może."


def test_an_asker_with_an_account_takes_the_questions_along_and_away(app, noon):
    person = make_user()
    made = asked_case(make_topic(promise_days=5), user=person, name=NAME)
    db.session.commit()

    assert privacy.CARD.tally(person.id) == ["1\u00a0pytanie do praktyków"]
    assert privacy.CARD.export(person.id)["moje pytania"][0]["rozmowa"][0]["treść"] == WORDS
    privacy.CARD.erase(person.id)
    db.session.commit()

    assert left_of(NAME, WORDS) == []
    assert db.session.scalar(select(Case.state).where(Case.id == made.id)) == "closed"


def test_two_accounts_of_one_person_become_one(app, case, expert):
    kept = make_user()
    db.session.add(ExpertTopic(user_id=kept.id, topic_id=case.topic_id))
    db.session.add(Absence(user_id=kept.id, from_on=clock.today(), until_on=clock.today(), stand_in_id=expert.id))
    asked = asked_case(title="Pytanie z drugiego konta", user=expert)
    db.session.commit()

    merged = privacy.CARD.merge(expert.id, kept.id)
    db.session.commit()

    assert len(merged.moved) == 6
    assert db.session.scalar(select(Case.asker_id).where(Case.id == asked.id)) == kept.id
    assert db.session.scalar(select(Case.expert_id).where(Case.id == case.id)) == kept.id
    assert db.session.scalars(select(ExpertTopic.user_id)).all() == [kept.id]
    assert set(db.session.scalars(select(Absence.stand_in_id))) == {None}

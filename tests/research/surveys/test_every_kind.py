"""Each kind of question, from the form of staff to the files of results: none is left out on the way."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.organisations.models import Territory
from akademia.research.surveys.models import Study, SurveyGroup, WaitingAnswer
from akademia.research.surveys.queries.keys import unseal
from akademia.research.surveys.rules.questionnaire import KINDS
from akademia.research.surveys.services import answering, opening, results
from akademia.research.surveys.services.starting import approve, begin_study
from akademia.texts.services.rendering import lexicon
from tests.factories import make_user
from tests.research.surveys.closed import work
from tests.research.surveys.filling import Respondent
from tests.research.surveys.making import WORDS
from tests.research.surveys.test_results import table

# What staff type for a question of each kind, what a respondent sends, and what is kept of it.
MADE = {
    "single": {"options": "Tak\nNie", "must": "1"}, "multiple": {"options": "A\nB\nC", "most": "2"},
    "scale": {"low": "1", "high": "5", "low_words": "źle", "high_words": "dobrze"},
    "matrix": {"rows": "Gmina\nPowiat", "low": "1", "high": "3", "must": "1"},
    "number": {"low": "0", "high": "500"}, "date": {}, "short": {}, "long": {"hint": "Bez nazwisk."},
    "organisation": {}, "region": {},
}  # fmt: skip
SENT = {
    "p1": "o1", "p2": ["o1", "o3"], "p3": "4", "p4.w1": "1", "p4.w2": "3", "p5": "12,5", "p6": "2024-05-01",
    "p7": "krótko", "p8": "dłużej", "p9.kind": "kis", "p9.name": "Klub", "p10": "06",
}  # fmt: skip
KEPT = {
    "p1": "o1", "p2": ["o1", "o3"], "p3": 4, "p4": {"w1": 1, "w2": 3}, "p5": 12.5, "p6": "2024-05-01", "p7": "krótko",
    "p8": "dłużej", "p9": {"kind": "kis", "name": "Klub"}, "p10": "06",
}  # fmt: skip
COUNTED = {"p1", "p2", "p3", "p4.w1", "p4.w2", "p5", "p6", "p9", "p10"}
PEOPLE = 12


@pytest.fixture
def study(client) -> Study:
    """A study whose questions staff made, one of each kind, answered alike by a dozen people, and closed."""
    db.session.add(Territory(code="06", level="voivodeship", name="lubelskie", name_key="l", kind="województwo"))
    staff = make_user(Role.Staff)
    made = begin_study("Wszystkie rodzaje", None, lexicon(), staff.id)
    approve(made, {**WORDS, "title": made.title, "slug": made.slug}, lexicon())
    made.closes_at = clock.now() + timedelta(days=2)
    commit()
    client.sign_in(staff)
    for kind in KINDS:
        typed = {"version": str(made.groups[0].version), "kind": kind, "words": f"Pytanie: {kind}?", **MADE[kind]}
        client.post(f"/panel/ankiety/grupy/{made.groups[0].id}/strony/s1/nowe-pytanie/", typed, 303)
        db.session.expire_all()
    client.post(f"/panel/ankiety/{made.id}/otworz", {}, 303)
    return made


def test_each_kind_of_question_is_made_answered_and_found_in_the_results_and_files(app, study, client, new_client):
    group = study.groups[0]
    preview = client.words(f"/panel/ankiety/grupy/{group.id}/podglad/s1/")
    place = f"/badania/ankiety/{study.slug}/{group.key}/odpowiedz/"
    filler = Respondent(new_client(), place, place)
    assert all(f"Pytanie: {kind}?" in filler.html and f"Pytanie: {kind}?" in preview for kind in KINDS)
    filler.press("dalej", **SENT)
    filler.press("wyslij", 303)
    assert [unseal(one) for one in db.session.scalars(select(WaitingAnswer.sealed))] == [KEPT]

    for _ in range(PEOPLE - 1):
        answering.send(db.session.get_one(SurveyGroup, group.id), KEPT)
    opening.close_study(study.id)
    results.ask_to_count(study.id, 1)
    commit()
    work(app)
    results.publish(study.id, 1)
    commit()

    where = f"/badania/wyniki/{study.slug}/"
    words = new_client().words(where)
    assert all(f"Pytanie: {kind}?" in words for kind in KINDS if kind not in ("short", "long"))
    for file in ("tabele", "zmienne"):
        rows = table(client.get(f"{where}{group.key}/{file}.csv").data)
        assert {row[0] for row in rows[1:]} == COUNTED, file
    book = load_workbook(io.BytesIO(client.get(f"{where}tabele.xlsx").data))
    assert [{row[0].value for row in sheet.iter_rows(min_row=2)} for sheet in book] == [COUNTED, COUNTED]
    open_ones = client.words(f"/panel/ankiety/{study.id}/wyniki/")
    assert "Pytanie: short?" in open_ones
    assert "Pytanie: long?" in open_ones
    heads, first, *_ = table(client.post(f"/panel/ankiety/{study.id}/wyniki/{group.key}/odpowiedzi.csv", {}, 200).data)
    assert dict(zip(heads, first, strict=True)) == {
        "p1": "o1", "p2.o1": "1", "p2.o2": "0", "p2.o3": "1", "p3": "4", "p4.w1": "1", "p4.w2": "3", "p5": "12,5",
        "p6": "2024-05-01", "p7": "krótko", "p8": "dłużej", "p9.kind": "kis", "p9.name": "Klub", "p10": "06",
    }  # fmt: skip

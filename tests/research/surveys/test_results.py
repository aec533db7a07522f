"""Results from the desk to their readers: counted once, guarded, published, taken back."""

import csv
import hashlib
import io
import json
import re

import pytest
from openpyxl import load_workbook

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.errors import RuleBroken
from akademia.research.surveys.models import Study, SurveyGroup
from akademia.research.surveys.queries.results import counted_results
from akademia.research.surveys.services import results
from tests.factories import make_user
from tests.research.surveys.closed import make_closed, work

PUBLIC, DESK = "/badania/wyniki/badanie/", "/panel/ankiety/{}/wyniki/"


@pytest.fixture
def study(app):
    return make_closed()


def count(app, study):
    results.ask_to_count(study, 1)
    commit()
    work(app)


def table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_results_are_counted_published_read_and_taken_back(app, study, client):
    client.sign_in(make_user(Role.Staff))
    commit()
    desk = DESK.format(study)

    assert "Policz wyniki" in client.words(desk)
    client.post(f"{desk}policz", {}, 303)
    work(app)
    assert "Czy planujecie klub?" in client.words(desk)
    client.get(PUBLIC, status=404)
    client.post(f"{desk}opublikuj", {}, 303)

    words = client.words(PUBLIC)
    assert "120 ankiet" in words
    assert "Fundacja Tajna" not in words
    assert "Tajnego" not in words
    client.post(f"{desk}wycofaj", {}, 303)
    client.get(PUBLIC, status=404)


def test_a_filter_and_a_cross_table_are_rounded_and_unknown_ones_are_missing(app, study, client):
    count(app, study)
    results.publish(study, 1)
    commit()

    words = client.words(f"{PUBLIC}organizacje/?filtr=plan:tak")
    assert "odpowiedziały „Tak”" in words
    assert re.search(r"ajwięcej – „[^(]* \(ok\.\s\d+\sosób\)", words), "a rounded number is said as one"
    assert not re.search(r"ajwięcej – „[^(]* \(\d", words)
    cross = client.words(f"{PUBLIC}organizacje/tabela/?wiersze=plan&kolumny=region")
    assert "ok. " in cross
    assert "grupa=organizacje; wiersze=plan; kolumny=region" in cross
    for lost in ("?filtr=plan:inne", "?filtr=ocena:1", "?filtr=", "tabela/?wiersze=ocena&kolumny=plan", "tabela/"):
        client.get(f"{PUBLIC}organizacje/{lost}", status=404)


def test_files_of_results_hold_no_number_under_five_and_no_formula(app, study, client):
    count(app, study)
    results.publish(study, 1)
    group = db.session.query(SurveyGroup).one()
    group.name = "=cmd()"
    commit()

    found = [row[5] for row in table(client.get(f"{PUBLIC}organizacje/tabele.csv").data)[1:]]
    assert any(found)
    assert all(not number or int(number) >= 5 for number in found)
    assert ["plan", "Czy planujecie klub?", "", "jedna odpowiedź", "tak", "Tak"] in table(
        client.get(f"{PUBLIC}organizacje/zmienne.csv").data
    )
    book = load_workbook(io.BytesIO(client.get(f"{PUBLIC}tabele.xlsx").data))
    assert [sheet.title for sheet in book] == ["1 =cmd()", "2 =cmd() opis"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    cross = table(client.get(f"{PUBLIC}organizacje/tabela.csv?wiersze=plan&kolumny=region").data)
    assert cross[0][3:] == ["lubelskie", "mazowieckie", "podkarpackie"]


def test_single_answers_leave_the_desk_alone_and_bear_the_hash_that_the_report_tells(app, study, client, new_client):
    count(app, study)
    results.publish(study, 1)
    commit()
    client.sign_in(make_user(Role.Staff))
    commit()
    desk = DESK.format(study)

    rows = table(client.post(f"{desk}organizacje/odpowiedzi.csv", {}, 200).data)
    assert len(rows) == 121
    assert "uwagi" in rows[0]
    assert all(not cell.startswith("=") for row in rows for cell in row)
    data = client.post(f"{desk}zbior.jsonl", {}, 200).data
    assert hashlib.sha256(data).hexdigest() in client.words(f"{PUBLIC}raport/")
    lines = data.decode().splitlines()
    assert lines[2:] == sorted(lines[2:])
    assert json.loads(lines[1])["odpowiedzi"] == 120
    new_client().post(f"{desk}organizacje/odpowiedzi.csv", {}, 303)


def test_what_is_open_on_its_way_or_too_small_is_not_told(app, study):
    small = make_closed(9, "mniejsze", seed=2)
    count(app, small)
    assert counted_results(small).groups[0].people is None
    with pytest.raises(results.TooFewAnswers):
        results.publish(small, 1)

    db.session.get(Study, study).state = "open"
    db.session.get(Study, study).closed_at = None
    with pytest.raises(results.NotClosed):
        results.ask_to_count(study, 1)
    with pytest.raises(RuleBroken):
        results.publish(study, 1)
    db.session.rollback()


def test_counting_anew_gives_the_same_numbers(app, study):
    count(app, study)
    first = counted_results(study)
    count(app, study)
    second = counted_results(study)

    assert second.version == 2
    assert (second.digest, second.groups) == (first.digest, first.groups)


def test_who_was_not_asked_is_neither_counted_nor_told_to_one(app, study):
    count(app, study)

    told = {one.variable.key: one for one in counted_results(study).groups[0].told}

    assert told["plan"].exact
    assert told["plan"].silent == 0
    assert told["ocena"].variable.routed
    assert all(count is None or count % 5 == 0 for count in (*told["ocena"].counts, told["ocena"].seen))
    assert told["tezy.gmina "].variable.about == "Co sądzicie?"
    assert len(told["osoby"].variable.options) > 1
    assert [key for key, _words in told["region"].variable.options] == ["06", "14", "18"]
    assert "uwagi" not in told


def test_a_page_of_results_asks_the_same_for_few_questions_and_for_many(app, study, client, count_queries):
    count(app, study)
    results.publish(study, 1)
    commit()

    cold = count_queries(lambda: client.get(PUBLIC))
    assert cold <= 8
    assert count_queries(lambda: client.get(f"{PUBLIC}raport/")) <= 8


def test_the_desk_sees_filters_cross_tables_and_files_before_anyone_else(app, study, client):
    count(app, study)
    client.sign_in(make_user(Role.Staff))
    commit()
    desk = f"{DESK.format(study)}organizacje/"

    assert "odpowiedziały „Tak”" in client.words(f"{desk}?filtr=plan:tak")
    assert "ok. " in client.words(f"{desk}tabela/?wiersze=plan&kolumny=region")
    assert "pierwsza wersja" in client.words(f"{desk}kody/uwagi/")
    assert table(client.get(f"{desk}tabele.csv").data)[0][0] == "Pytanie (klucz)"
    assert len(table(client.get(f"{desk}zmienne.csv").data)) > 20
    client.get(f"{desk}kody/plan/", 404)

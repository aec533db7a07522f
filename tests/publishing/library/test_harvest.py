"""OAI-PMH 2.0: every verb, every error, lists in pieces, what is deleted, by the letter of the protocol."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, text

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.models import OperatorValues
from akademia.publishing.library.models import Record
from akademia.publishing.library.queries.harvest import RECORDS_A_PIECE, piece_statement
from akademia.publishing.library.services.records import delete_record
from tests.plans import plan
from tests.publishing.library.harvesting import (
    OAI,
    answer,
    error_of,
    keep,
    keep_many,
    make_department,
    names,
    pieces,
    token,
)
from tests.publishing.library.works import make_description

DC = "{http://purl.org/dc/elements/1.1/}"
SECOND = "2026-11-23T11:00:00Z"


def test_the_repository_names_itself(client, noon):
    keep()
    db.session.add(OperatorValues(id=1, values={"email": "kontakt@example.org"}, version=1))
    commit()
    clock.freeze(noon + timedelta(days=1))

    told = {part.tag.removeprefix(OAI): part.text for part in answer(client, verb="Identify").find(f"{OAI}Identify")}

    assert told["repositoryName"] == "Akademia Zatrudnienia Socjalnego"
    assert (told["earliestDatestamp"], told["deletedRecord"]) == (SECOND, "persistent")
    assert (told["baseURL"], told["adminEmail"]) == ("http://localhost:8000/oai", "kontakt@example.org")


def test_formats_and_sets_are_named(client):
    make_department()
    commit()

    formats = [one.text for one in answer(client, verb="ListMetadataFormats").iter(f"{OAI}metadataPrefix")]
    sets = {one[0].text: one[1].text for one in answer(client, verb="ListSets").iter(f"{OAI}set")}

    assert formats == ["oai_dc", "mods"]
    assert (sets["dzial:publikacje"], sets["rodzaj:guide"]) == ("Publikacje & inne", "Poradniki")


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([], "badVerb"),
        ([("verb", "Nic")], "badVerb"),
        ([("verb", "Identify"), ("verb", "Identify")], "badVerb"),
        ([("verb", "Identify"), ("set", "dzial:a")], "badArgument"),
        ([("verb", "Identify"), ("ą", "\x00")], "badArgument"),
        ([("verb", "ListRecords")], "badArgument"),
        ([("verb", "GetRecord"), ("metadataPrefix", "oai_dc")], "badArgument"),
        ([("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("metadataPrefix", "oai_dc")], "badArgument"),
        ([("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("resumptionToken", "x")], "badArgument"),
        ([("verb", "ListRecords"), ("metadataPrefix", "ą")], "badArgument"),
        ([("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("set", "dzial:")], "badArgument"),
        ([("verb", "ListRecords"), ("metadataPrefix", "marcxml")], "cannotDisseminateFormat"),
        ([("verb", "GetRecord"), ("metadataPrefix", "marcxml"), ("identifier", "x")], "cannotDisseminateFormat"),
        ([("verb", "GetRecord"), ("metadataPrefix", "mods"), ("identifier", "oai:localhost:nie-ma")], "idDoesNotExist"),
        ([("verb", "GetRecord"), ("metadataPrefix", "mods"), ("identifier", "oai:inny:praca-1")], "idDoesNotExist"),
        ([("verb", "GetRecord"), ("metadataPrefix", "mods"), ("identifier", "oai:localhost:\x00")], "idDoesNotExist"),
        ([("verb", "ListMetadataFormats"), ("identifier", "praca-1")], "idDoesNotExist"),
        ([("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("set", "dzial:inny")], "noRecordsMatch"),
        ([("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("set", "inny:dzial")], "noRecordsMatch"),
        ([("verb", "ListRecords"), ("metadataPrefix", "oai_dc"), ("set", "dzial")], "noRecordsMatch"),
        ([("verb", "ListSets"), ("resumptionToken", "x")], "badResumptionToken"),
        ([("verb", "ListRecords"), ("resumptionToken", "x")], "badResumptionToken"),
        ([("verb", "ListRecords"), ("resumptionToken", "ą")], "badResumptionToken"),
        ([("verb", "ListRecords"), ("resumptionToken", "")], "badResumptionToken"),
    ],
)
def test_every_error_has_its_code(client, pairs, code):
    keep()
    commit()

    root = answer(client, pairs)
    repeats = code not in ("badVerb", "badArgument")

    assert error_of(root) == code
    assert root.find(f"{OAI}request").get("verb") == (dict(pairs)["verb"] if repeats else None)


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, True),
        ({"from_": SECOND}, True),
        ({"from_": "2026-11-23T11:00:01Z"}, False),
        ({"until": SECOND}, True),
        ({"until": "2026-11-23T10:59:59Z"}, False),
        ({"from_": "2026-11-23", "until": "2026-11-23"}, True),
        ({"from_": "2026-11-24"}, False),
        ({"until": "2026-11-22"}, False),
        ({"from_": "0001-01-01", "until": "9999-12-31"}, True),
    ],
)
def test_days_and_seconds_narrow_a_list_and_both_ends_are_in(client, noon, verb, said, found):
    keep()
    commit()

    root = answer(client, verb=verb, metadataPrefix="oai_dc", **said)

    assert (names(root), error_of(root)) == ((["praca-1"], "") if found else ([], "noRecordsMatch"))


@pytest.mark.parametrize(
    "said",
    [
        {"from_": "2026-11-23", "until": SECOND},
        {"from_": "2026-11-24", "until": "2026-11-23"},
        {"from_": "2026-02-30"},
        {"from_": "23.11.2026"},
        {"from_": "2026-11-23T11:00Z"},
        {"from_": "2026-11-23T11:00:00"},
        {"until": "2026-11-23T11:00:00.5Z"},
        {"until": "２026-11-23"},
        {"until": ""},
    ],
)
def test_what_is_no_date_is_a_bad_argument(client, said):
    assert error_of(answer(client, verb="ListRecords", metadataPrefix="oai_dc", **said)) == "badArgument"


def test_sets_narrow_a_list(client):
    keep(1)
    keep(2, department="inny")
    keep(3, department="inny", genre="report")
    commit()

    by_set = {
        spec: names(answer(client, verb="ListRecords", metadataPrefix="mods", set=spec))
        for spec in ("dzial:publikacje", "dzial:inny", "rodzaj:guide", "rodzaj:report")
    }

    assert by_set == {
        "dzial:publikacje": ["praca-1"], "dzial:inny": ["praca-2", "praca-3"],
        "rodzaj:guide": ["praca-1", "praca-2"], "rodzaj:report": ["praca-3"],
    }  # fmt: skip


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_a_record_holds_what_was_written_and_where_it_stands(client, app, prefix):
    keep(description=make_description(abstract="a\x00\x1f\ufffe]]>&<b>"), place={"slug": "praca"})
    commit()

    root = answer(client, verb="GetRecord", metadataPrefix=prefix, identifier="oai:localhost:praca-1")
    held = " ".join(text for text in root.itertext())

    assert "Jak zgłosić „klub” & centrum" in held
    assert "a]]>&<b>" in held
    assert f"{app.extensions['akademia'].settings.issuer_base}/edukacja/kursy/praca/" in held
    assert "invalid" not in held


def test_what_is_deleted_is_told_for_ever(client, noon):
    keep()
    clock.freeze(noon + timedelta(hours=1))
    delete_record("course", 1)
    commit()

    root = answer(client, verb="ListRecords", metadataPrefix="oai_dc", from_="2026-11-23T12:00:00Z")
    (record,) = root.iter(f"{OAI}record")
    got = answer(client, verb="GetRecord", metadataPrefix="oai_dc", identifier="oai:localhost:praca-1")

    assert (record[0].get("status"), len(record)) == ("deleted", 1)
    assert got.find(f".//{OAI}header").get("status") == "deleted"
    assert [one.text for one in record.iter(f"{OAI}setSpec")] == ["dzial:publikacje", "rodzaj:guide"]


def test_a_post_asks_the_same(client):
    keep()
    commit()

    asked = answer(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    posted = answer(client, verb="ListIdentifiers", metadataPrefix="oai_dc", method="POST")

    assert names(posted) == names(asked) == ["praca-1"]


def test_a_post_that_only_asks_waits_for_no_writer(client):
    with db.engine.connect() as writer:
        writer.execute(text("UPDATE public_generation SET number = number"))

        assert error_of(answer(client, verb="ListSets", method="POST")) == ""


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_long_list_comes_in_pieces_whole_and_in_order(client, noon, verb):
    keep_many(RECORDS_A_PIECE * 2 + 5)

    found = pieces(client, verb)
    ways = [token(piece) for piece in found]

    assert [name for piece in found for name in names(piece)] == sorted(f"praca-{n}" for n in range(1, 206))
    assert [(way.get("cursor"), way.get("completeListSize")) for way in ways] == [
        ("0", "205"), ("100", "205"), ("200", "205"),
    ]  # fmt: skip
    assert (ways[2].text, ways[0].get("expirationDate")) == (None, "2026-11-24T11:00:00Z")


def test_a_list_of_one_whole_piece_has_no_token(client):
    keep_many(RECORDS_A_PIECE)

    assert token(answer(client, verb="ListRecords", metadataPrefix="oai_dc")) is None


def test_a_token_leads_to_the_same_piece_twice_and_keeps_what_the_list_was_narrowed_by(client, noon):
    keep_many(RECORDS_A_PIECE + 2)
    clock.freeze(noon + timedelta(days=1))
    keep(500)
    keep(501, department="inny")
    commit()
    said = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "dzial:publikacje", "until": "2026-11-23"}
    way = token(answer(client, **said)).text

    twice = [names(answer(client, verb="ListRecords", resumptionToken=way)) for _ in range(2)]

    assert twice == [["praca-98", "praca-99"]] * 2


def test_a_forged_expired_or_misplaced_token_is_refused(client, noon):
    keep_many(RECORDS_A_PIECE + 1)
    way = token(answer(client, verb="ListRecords", metadataPrefix="oai_dc")).text
    middle = len(way) // 2
    forged = way[:middle] + ("A" if way[middle] != "A" else "B") + way[middle + 1 :]

    assert error_of(answer(client, verb="ListRecords", resumptionToken=forged)) == "badResumptionToken"
    assert error_of(answer(client, verb="ListIdentifiers", resumptionToken=way)) == "badResumptionToken"
    clock.freeze(noon + timedelta(hours=24, seconds=1))
    assert error_of(answer(client, verb="ListRecords", resumptionToken=way)) == "badResumptionToken"


def test_a_record_that_changes_while_a_list_is_read_comes_again_at_its_end(client, noon):
    keep_many(RECORDS_A_PIECE + 1)
    way = token(answer(client, verb="ListRecords", metadataPrefix="oai_dc")).text
    clock.freeze(noon + timedelta(seconds=5))
    keep(1, description=make_description(title="Po zmianie"))
    keep(99, description=make_description(title="Po zmianie"))
    commit()

    rest = answer(client, verb="ListRecords", resumptionToken=way)

    assert names(rest) == ["praca-1", "praca-99"]


def test_a_token_whose_rest_has_gone_elsewhere_begins_the_list_anew(client, noon):
    keep_many(RECORDS_A_PIECE + 1)
    way = token(answer(client, verb="ListRecords", metadataPrefix="oai_dc", until="2026-11-23")).text
    clock.freeze(noon + timedelta(days=1))
    keep(99, description=make_description(title="Po zmianie"))
    commit()

    assert error_of(answer(client, verb="ListRecords", resumptionToken=way)) == "badResumptionToken"


def test_each_piece_costs_one_statement(client, count_queries):
    keep_many(RECORDS_A_PIECE * 2 + 1)
    ways = [token(piece).text for piece in pieces(client)[:2]]

    costs = [count_queries(lambda way=way: answer(client, verb="ListRecords", resumptionToken=way)) for way in ways]

    assert costs == [1, 1]


@pytest.mark.parametrize("prefix", ["", "oai_dc", "mods"])
@pytest.mark.parametrize(
    ("shelf", "index"),
    [
        ("", "ix_library_records_stamp_name"),
        ("dzial", "ix_library_records_department_stamp_name"),
        ("rodzaj", "ix_library_records_genre_stamp_name"),
    ],
)
def test_a_piece_is_read_off_an_index_in_its_order(app, shelf, index, prefix):
    """Whatever the place in a hundred thousand of one second: no sort, no look at what goes before."""
    _write_many(3_000)
    at = datetime(2026, 1, 1, tzinfo=timezone.utc)
    values = {"stamp": at + timedelta(hours=2), "after": "p15", "until": at + timedelta(days=9)} | (
        {"name": "z-7"} if shelf else {}
    )

    told = plan(piece_statement(shelf, prefix), **values)

    assert index in told
    assert "TEMP B-TREE" not in told
    assert "Sort " not in told
    assert "(stamp,name)>(?,?)" in told or re.search(r"Index Cond: .*ROW\(stamp, .*name.*\) > ROW", told)


def _write_many(count):
    """Write records of a hundred departments and genres, ten in each minute, and let the database count them."""
    at = datetime(2026, 1, 1, tzinfo=timezone.utc)
    rows = [
        {"kind": "course", "ref": n, "name": f"p{n}", "stamp": at + timedelta(minutes=n // 10), "is_deleted": False,
         "department": f"z-{n % 100}", "genre": f"z-{n % 100}", "place": {}, "data": {}, "oai_dc": "", "mods": ""}
        for n in range(count)
    ]  # fmt: skip
    db.session.execute(insert(Record), rows)
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("ANALYZE library_records"))

"""Two harvesters of others, over real HTTP: every record, set, token and deletion comes to them."""

import threading
from collections.abc import Iterator

import pytest
from oaipmh_scythe import Scythe
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch
from werkzeug.serving import make_server

from akademia.core.db import commit, db
from akademia.publishing.library.services.records import delete_record
from tests.publishing.library.harvesting import keep, keep_many, make_department

MANY = 205
ALL = {f"oai:localhost:praca-{n}" for n in range(1, MANY + 1)}


@pytest.fixture
def served(app, free_port) -> Iterator[str]:
    """The address of a library of many works of two departments, one of them deleted."""
    make_department("publikacje", "Publikacje Akademii")
    make_department("inny", "Inny dział", 1)
    keep_many(MANY)
    keep(7, department="inny", genre="report")
    delete_record("course", 8)
    commit()
    db.session.remove()
    server = make_server("127.0.0.1", free_port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{free_port}/oai"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sickle_harvests_everything(served, method):
    sickle = Sickle(served, http_method=method)

    records = {one.header.identifier: one for one in sickle.ListRecords(metadataPrefix="oai_dc")}
    sets = {one.setSpec: one.setName for one in sickle.ListSets()}
    deleted = [one.identifier for one in sickle.ListIdentifiers(metadataPrefix="oai_dc") if one.deleted]
    kept = {one.header.identifier for one in sickle.ListRecords(metadataPrefix="mods", ignore_deleted=True)}

    assert records.keys() == ALL
    assert deleted == ["oai:localhost:praca-8"] == [name for name, one in records.items() if one.header.deleted]
    assert kept == ALL - set(deleted)
    assert records["oai:localhost:praca-9"].metadata["title"] == ["Praca 9: krok po kroku"]
    assert records["oai:localhost:praca-9"].metadata["creator"] == ["Łęcka-Śpiewak, Żaneta", "Zespół {Próbny} & Spółka"]
    assert sets["dzial:inny"] == "Inny dział"
    assert in_sets(sickle, sets) == {"dzial:publikacje": MANY - 1, "dzial:inny": 1, "rodzaj:guide": MANY - 1,
                                     "rodzaj:report": 1}  # fmt: skip
    assert [one.metadataPrefix for one in sickle.ListMetadataFormats()] == ["oai_dc", "mods"]
    assert sickle.Identify().deletedRecord == "persistent"
    assert sickle.GetRecord(identifier="oai:localhost:praca-8", metadataPrefix="mods").header.deleted


def in_sets(sickle, sets):
    found = {}
    for spec in sets:
        try:
            found[spec] = len(list(sickle.ListIdentifiers(metadataPrefix="oai_dc", set=spec)))
        except NoRecordsMatch:
            continue
    return found


def test_scythe_harvests_everything(served):
    with Scythe(served) as scythe:
        records = {one.header.identifier: one for one in scythe.list_records(metadata_prefix="oai_dc")}
        heads = {one.identifier for one in scythe.list_identifiers(metadata_prefix="mods", set_="dzial:inny")}
        sets = [one.setSpec for one in scythe.list_sets()]
        got = scythe.get_record(identifier="oai:localhost:praca-9", metadata_prefix="mods")

    assert records.keys() == ALL
    assert [name for name, one in records.items() if one.header.deleted] == ["oai:localhost:praca-8"]
    assert heads == {"oai:localhost:praca-7"}
    assert sets[:2] == ["dzial:publikacje", "dzial:inny"]
    assert not got.header.deleted

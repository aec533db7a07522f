"""The register of the act: read whole, renewed without losing its numbers, and who cites what."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.law import queries
from akademia.law.formats.register import read_act, read_amendments, read_names
from akademia.law.models import (
    Act,
    ActText,
    Amendment,
    Citation,
    Provision,
    ProvisionChange,
    ProvisionReference,
    TransitionalNote,
)
from akademia.law.services import Place, UnknownProvision, cite, keep_act, keep_amendments
from akademia.starter.services.loading import STARTER

LAW = STARTER / "law"


@pytest.fixture
def act(act_kept):
    return queries.act()


def _count(model):
    return db.session.scalar(select(func.count(model.id)))


def _change_of(key):
    return db.session.execute(
        select(ProvisionChange.in_force_on, ProvisionChange.works_from, Amendment.key)
        .join(Amendment, Amendment.id == ProvisionChange.amendment_id)
        .join(Provision, Provision.id == ProvisionChange.provision_id)
        .where(Provision.key == key)
        .order_by(ProvisionChange.in_force_on)
    ).all()


def test_the_act_is_read_whole_in_its_own_order(act):
    provisions = db.session.scalars(select(Provision).order_by(Provision.position)).all()
    keys = [provision.key for provision in provisions]

    assert len(keys) == len(set(keys)) == 372
    assert all(p.parent_key is None or keys.index(p.parent_key) < keys.index(p.key) for p in provisions)
    assert keys.index("art-3") < keys.index("art-15") < keys.index("art-15-ust-1") < keys.index("art-18")
    assert queries.gists()["art-17"].repealed
    assert act.legal_state_on == date(2022, 9, 22)
    assert "2025 poz. 83" in act.newer_address


def test_all_amendments_are_kept_with_all_their_changes(act):
    keep_amendments(act, read_amendments(LAW / "nowelizacje.yaml"))
    keep_amendments(act, read_amendments(LAW / "nowelizacje.yaml"))

    assert (_count(Amendment), _count(ProvisionChange)) == (19, 216)
    assert act.known_until == date(2022, 10, 30)
    notes = db.session.scalars(select(TransitionalNote).where(TransitionalNote.unit == "art. 10")).all()
    assert ["art-15-ust-7a"] in [note.keys for note in notes]


def test_the_texts_of_the_act_are_kept_from_the_first_to_the_newest(act):
    keep_act(read_act(LAW / "ustawa.yaml"))
    db.session.commit()

    texts = db.session.execute(select(ActText.eli, ActText.role).order_by(ActText.eli)).all()

    assert texts[0] == ("DU/2003/1143", "original")
    assert [eli for eli, role in texts if role == "consolidated"][-1] == "DU/2025/83"
    assert len(texts) == 7


def test_a_provision_keeps_what_it_refers_to_in_this_act_and_in_others(act):
    keep_act(read_act(LAW / "ustawa.yaml"))
    db.session.commit()

    target = aliased(Provision)
    rows = db.session.execute(
        select(target.key, ProvisionReference.words)
        .join(Provision, Provision.id == ProvisionReference.provision_id)
        .outerjoin(target, target.id == ProvisionReference.target_id)
        .where(Provision.key.in_(["art-29", "art-1-ust-2-pkt-1"]))
        .order_by(Provision.position)
    ).all()

    assert [tuple(row) for row in rows] == [(None, "przepisy o pomocy społecznej"), ("art-22-pkt-1", None)]


def test_other_acts_are_known_by_name_alone(act):
    for row in read_names(LAW / "inne-akty.yaml"):
        keep_act(row)
    db.session.commit()

    known = queries.law()

    assert known.shelf.by_key["kpa"].name == "ustawa z 14.06.1960 Kodeks postępowania administracyjnego"
    assert list(known.registers) == ["uzs"]


def test_a_change_that_works_backwards_keeps_both_days(act):
    keep_amendments(act, read_amendments(LAW / "nowelizacje.yaml"))

    back = [row for row in _change_of("art-15-ust-1") if row.works_from]

    assert len(back) == 1
    assert back[0].works_from < back[0].in_force_on


def test_renewing_keeps_the_numbers_that_others_point_to_and_what_the_file_no_longer_has(act):
    row = read_act(LAW / "ustawa.yaml")
    before = {key: gist.id for key, gist in queries.gists().items()}
    shorter = replace(
        row, title="Nowy tytuł", provisions=(replace(row.provisions[0], summary="Inaczej."), *row.provisions[2:])
    )

    keep_act(shorter)
    db.session.commit()

    assert (_count(Act), _count(Provision)) == (1, 372)
    assert {key: gist.id for key, gist in queries.gists().items()} == before
    assert queries.gists()[row.provisions[0].key].summary == "Inaczej."
    assert queries.act().title == "Nowy tytuł"


def test_what_a_text_cites_is_replaced_and_its_neighbours_are_left(act):
    cite("lesson", 1, 1, [Place("art-3"), Place("art-15", 4, 11)], date(2022, 9, 22))
    cite("lesson", 2, 1, [Place("art-3")], None)
    cite("page", 1, 1, [Place("art-3")], None)

    cite("lesson", 1, 2, [Place("art-15", 0, 7)], None)

    rows = db.session.execute(
        select(Citation.kind, Citation.ref, Citation.version, Provision.key, Citation.start)
        .join(Provision, Provision.id == Citation.provision_id)
        .order_by(Citation.kind, Citation.ref)
    ).all()
    assert [tuple(row) for row in rows] == [
        ("lesson", 1, 2, "art-15", 0), ("lesson", 2, 1, "art-3", None), ("page", 1, 1, "art-3", None),
    ]  # fmt: skip
    assert [orphan.ref for orphan in queries.orphans("lesson", [1])] == [2]


def test_an_unknown_provision_is_refused_and_the_old_citations_stay(act):
    cite("lesson", 1, 1, [Place("art-3")], None)

    with pytest.raises(UnknownProvision, match="art-77"):
        cite("lesson", 1, 2, [Place("art-3"), Place("art-77")], None)

    assert _count(Citation) == 1


def test_an_amendment_of_what_the_act_does_not_have_is_refused(act):
    history = read_amendments(LAW / "nowelizacje.yaml")
    first = history.amendments[0]
    wrong = replace(first, changes=(replace(first.changes[0], provision_key="art-77"),))

    with pytest.raises(UnknownProvision, match="art-77"):
        keep_amendments(act, replace(history, amendments=(wrong,)))


@pytest.mark.parametrize(("text", "said"), [("akt: {id: x}\n", "brak klucza"), ("akt: [", "ustawa.yaml")])
def test_a_broken_register_is_refused_by_file_and_key(tmp_path, text, said):
    path = tmp_path / "ustawa.yaml"
    path.write_text(text)

    with pytest.raises(BrokenSource, match=said):
        read_act(path)

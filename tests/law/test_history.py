"""The history of the act as the register tells it, against facts copied from the amending acts themselves."""

from datetime import date

import pytest

from akademia.law import queries
from akademia.starter.services.loading import STARTER

LAW = STARTER / "law"


@pytest.fixture
def register(register_kept):
    return queries.act()


def _history(key):
    return [
        (day.on.isoformat(), day.works_from and day.works_from.isoformat(), day.amendment.key,
         sorted(told.unit.key.removeprefix("art-15-") for told in day.told))
        for day in queries.provision_page("uzs", key).history
    ]  # fmt: skip


def test_the_history_of_article_15_is_read_from_2007_to_2022(register):
    """Facts: Dz.U. 2007 poz. 793, 2009 poz. 33, 2009 poz. 742, 2015 poz. 1567, 2019 poz. 1818, 2022 poz. 218."""
    assert _history("art-15") == [
        ("2022-02-15", "2022-01-01", "du-2022-218", ["ust-1", "ust-3", "ust-4"]),
        ("2022-02-15", None, "du-2022-218", ["ust-2", "ust-6a", "ust-6b", "ust-7a"]),
        ("2020-01-01", None, "du-2019-1818", ["ust-2"]),
        ("2015-10-24", None, "du-2015-1567", ["ust-6a"]),
        ("2009-07-16", None, "du-2009-742", ["ust-3"]),
        ("2009-02-01", None, "du-2009-33", ["ust-8"]),
        ("2007-07-14", None, "du-2007-793", ["ust-6a", "ust-7a"]),
        ("2007-07-01", None, "du-2007-793", ["ust-4"]),
    ]


def test_the_benefit_rose_in_2007_and_in_2022_backwards(register):
    page = queries.provision_page("uzs", "art-15-ust-4")

    assert [(s.since, s.until, s.works_from) for s in page.spans] == [
        (date(2003, 8, 14), date(2007, 7, 1), None),
        (date(2007, 7, 1), date(2022, 2, 15), None),
        (date(2022, 2, 15), None, date(2022, 1, 1)),
    ]
    assert page.since_words.replace("\u00a0", " ") == (
        "od 14 sierpnia 2003 r., obecne brzmienie od 15 lutego 2022 r., z mocą od 1 stycznia 2022 r."
    )
    assert [one.amendment.key for one in page.on(date(2022, 1, 15)).counted] == ["du-2022-218"]
    assert page.on(date(2021, 12, 31)).counted == ()


@pytest.mark.parametrize(
    ("key", "day", "status"),
    [
        ("art-15a", date(2007, 7, 13), "not_yet"),
        ("art-15a", date(2007, 7, 14), "in_force"),
        ("art-15a-ust-2", date(2007, 7, 13), "not_yet"),
        ("art-17", date(2003, 8, 14), "in_force"),
        ("art-17", date(2022, 1, 1), "repealed"),
        ("art-3-ust-1b", date(2022, 10, 29), "not_yet"),
        ("art-3-ust-1b", date(2022, 10, 30), "in_force"),
        ("art-18-ust-10", date(2022, 10, 29), "not_yet"),
        ("art-22-pkt-1", date(2003, 7, 16), "in_force"),
        ("art-29", date(2003, 8, 13), "not_yet"),
        ("art-7-ust-2", date(2004, 5, 10), "repealed"),
        ("art-7-ust-2", date(2004, 6, 1), "in_force"),
    ],
)
def test_a_provision_was_what_it_was_on_a_day(register, key, day, status):
    assert queries.provision_page("uzs", key).on(day).status == status


def test_the_status_of_every_provision_follows_from_its_changes(register):
    shape = queries.shape_of("uzs")

    assert len(shape.units) == 372
    assert [u.key for u in shape.units if shape.spans_of(u)[-1].in_force == u.is_repealed] == []


def test_the_timeline_holds_nineteen_amendments_with_all_their_changes(register):
    rows = [row for year in queries.timeline().values() for row in year]

    assert (len(rows), sum(row.changes for row in rows)) == (19, 216)
    assert [row.amendment.key for row in rows][:2] == ["du-2022-1812", "du-2022-218"]
    assert rows[-1].first_on == date(2004, 5, 5)


def test_a_transitional_note_is_told_at_the_provision_it_speaks_of(register):
    notes = queries.provision_page("uzs", "art-15-ust-7a").notes

    assert [note.amendment.key for note in notes] == ["du-2022-218"]


def test_references_go_both_ways(register):
    there = queries.provision_page("uzs", "art-29")
    back = queries.provision_page("uzs", "art-22-pkt-1")

    assert [link.unit.key for link in there.refers_to] == ["art-22-pkt-1"]
    assert "art-29" in [link.unit.key for link in back.referred_by]
    assert any(one.unit.key == "art-6b" for one in queries.senders("kpa"))

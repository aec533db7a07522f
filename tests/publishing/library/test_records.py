"""Records of works: what harvesters are told to have changed, and what not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.core import clock
from akademia.core.db import db
from akademia.publishing.library.formats.description import Container, Credit, Description
from akademia.publishing.library.models import Record
from akademia.publishing.library.services.records import delete_record, keep_record
from tests.publishing.library.works import make_article, make_description


def keep(description=None, **changes):
    told = {"kind": "guide", "ref": 1, "name": "klub", "department": "publikacje", "genre": "guide"}
    return keep_record(**told | changes, description=description or make_description())


def stamp_after(noon, act):
    db.session.expire_all()
    clock.freeze(noon + timedelta(days=1, microseconds=5))
    act()
    return db.session.query(Record).one().stamp


@pytest.mark.parametrize("description", [make_description(), make_article(), Description("guide", "Samo imię")])
def test_a_description_comes_back_from_plain_data(description):
    assert Description.from_data(description.as_data()) == description


_words = st.text(max_size=5)
_credits = st.builds(Credit, _words, _words, _words, _words)
_containers = st.none() | st.builds(Container, _words, _words, _words)


@given(st.builds(Description, _words, _words, credits=st.tuples(_credits), container=_containers, language=_words))
def test_any_description_comes_back_from_plain_data(description):
    assert Description.from_data(description.as_data()) == description


def test_a_record_is_stamped_in_whole_seconds(app, stop_clock, noon):
    stop_clock(noon.replace(microsecond=999_999))

    assert keep().stamp == noon


@pytest.mark.parametrize(
    ("act", "days"),
    [
        (lambda: keep(), 0),
        (lambda: keep(make_description(title="Inny")), 1),
        (lambda: keep(department="inny"), 1),
        (lambda: keep(name="nowy"), 1),
        (lambda: delete_record("guide", 1), 1),
        (lambda: delete_record("guide", 2), 0),
        (lambda: delete_record("article", 1), 0),
    ],
    ids=["same", "title", "department", "address", "deleted", "another deleted", "another kind deleted"],
)
def test_a_record_is_stamped_anew_only_when_it_says_something_else(app, noon, act, days):
    keep()

    assert stamp_after(noon, act) == noon + timedelta(days=days)


def test_a_name_never_changes_though_the_address_does(app):
    keep()

    record = keep(make_description(title="Inny"), name="inny")

    assert (record.name, record.place) == ("klub", {"slug": "inny"})


def test_a_taken_name_gets_a_number(app):
    keep()

    assert keep(kind="unknown", ref=1).name == "klub-2"
    assert keep(kind="unknown", ref=2).name == "klub-3"
    assert keep(kind="unknown", ref=3, name="klu").name == "klu"


def test_a_deleted_record_keeps_its_name_and_sets_and_says_nothing_else(app, noon):
    record = keep()

    gone = stamp_after(noon, lambda: delete_record("guide", 1))
    again = stamp_after(noon + timedelta(days=1), lambda: delete_record("guide", 1))

    assert (record.is_deleted, record.data, record.oai_dc, record.mods) == (True, {}, "", "")
    assert (record.name, record.department, record.genre) == ("klub", "publikacje", "guide")
    assert again == gone


def test_a_work_that_comes_back_has_its_old_record(app, noon):
    keep()
    delete_record("guide", 1)

    back = stamp_after(noon, keep)

    assert back == noon + timedelta(days=1)
    assert not db.session.query(Record).one().is_deleted

"""Entering an amendment: one way in, whole or not at all, and what binds follows from it day by day."""

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from sqlalchemy import select

from akademia.audit.models import AuditEntry
from akademia.core.db import db
from akademia.law import queries, services
from akademia.law.formats.register import AmendmentRow, ChangeRow, NoteRow, read_act, read_amendments
from akademia.law.models import Amendment, Provision
from akademia.law.services.entering import settle
from tests.law.test_history import LAW, register

__all__ = ["register"]
DAY = date(2027, 1, 1)


def change(key="art-15-ust-4", kind="changed", what="Zmieniono.", on=DAY, **more):
    return ChangeRow(key, kind, what, "art. 1", on, more.pop("works_from", None), **more)


def amendment(*changes, **values):
    told = {
        "key": "du-2026-1500", "title": "Ustawa z dnia 1 października 2026 r. o próbie",
        "display_address": "Dz.U. 2026 poz. 1500", "eli": "DU/2026/1500", "passed_on": date(2026, 10, 1),
        "promulgated_on": date(2026, 10, 20), "unit": "art. 1", "note": None, "notes": (),
    }  # fmt: skip
    return AmendmentRow(**(told | values), changes=changes or (change(),))


def numbers(*keys):
    return tuple(sorted(queries.numbers(keys)[key] for key in keys))


def status(key):
    db.session.expire_all()
    return db.session.scalar(select(Provision.status).where(Provision.key == key))


def test_entering_returns_exactly_the_provisions_it_changes_and_records_the_act(register, noon):
    done = services.enter(register, amendment(change(), change("art-3")), actor=7, opened=0)
    db.session.commit()

    assert done.is_new
    assert done.provisions == numbers("art-15-ust-4", "art-3")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.actor_number, entry.details["changes"]) == ("amendment.entered", 7, 2)


def test_entering_again_replaces_the_whole_and_returns_what_was_and_what_is(register, noon):
    services.enter(register, amendment(change(), change("art-3")))

    done = services.enter(register, amendment(change("art-5")))

    assert not done.is_new
    assert done.provisions == numbers("art-15-ust-4", "art-3", "art-5")
    assert len(done.amendment.changes) == 1


@pytest.mark.parametrize("key", ["art-77", "art-15-ust-99", "nic", "rozdz-99", ""])
def test_a_change_of_what_is_not_there_leaves_everything_as_it_was(register, noon, key):
    before = db.session.scalar(select(db.func.count(Amendment.id)))

    with pytest.raises(services.UnknownProvision):
        services.enter(register, amendment(change(), change(key)))
    db.session.rollback()

    assert db.session.scalar(select(db.func.count(Amendment.id))) == before


def test_a_note_on_what_is_not_there_is_refused(register, noon):
    with pytest.raises(services.UnknownProvision):
        services.enter(register, amendment(notes=(NoteRow("art. 9", "Sprawy w toku.", ("art-77",)),)))


def test_an_added_provision_is_made_at_its_place_with_its_gist(register, noon):
    services.enter(
        register,
        amendment(
            change("art-15-ust-4a", "added", "Dodano ustęp.", summary="Mówi o próbie."),
            change("art-15c", "added", "Dodano artykuł."),
            change("art-15c-ust-1", "added", "Dodano z nim ustęp."),
        ),
    )
    db.session.commit()

    shape = queries.shape_of("uzs")
    keys = [unit.key for unit in shape.units]
    assert keys[keys.index("art-15-ust-4") + 1] == "art-15-ust-4a"
    assert keys[keys.index("art-15c") + 1] == "art-15c-ust-1"
    assert keys.index("art-15b") < keys.index("art-15c") < keys.index("art-16")
    assert (shape.by_key["art-15-ust-4a"].label, shape.by_key["art-15-ust-4a"].summary) == (
        "art. 15 ust. 4a", "Mówi o próbie.",
    )  # fmt: skip
    assert shape.by_key["art-15c"].parent_key == shape.by_key["art-15b"].parent_key
    assert queries.provision_page("uzs", "art-15-ust-4a").status == "not_yet"


def test_the_order_by_hand_is_the_order_of_the_file(register):
    before = [unit.key for unit in queries.shape_of("uzs").units]

    from akademia.law.services.ordering import put_in_order

    put_in_order(register)

    assert [unit.key for unit in queries.shape_of("uzs").units] == before


def test_what_is_to_be_repealed_holds_until_its_day_and_its_units_go_with_it(register, stop_clock):
    stop_clock(datetime(2026, 11, 23, 11, tzinfo=timezone.utc))
    services.enter(register, amendment(change("art-15a", "repealed", "Uchylono premię.")))
    db.session.commit()
    assert (status("art-15a"), status("art-15a-ust-2")) == ("in_force", "in_force")

    stop_clock(datetime(2026, 12, 31, 23, 30, tzinfo=timezone.utc))  # in Poland the new year has begun
    settled = services.turn_day(DAY)
    db.session.commit()

    assert set(settled) >= set(numbers("art-15a", "art-15a-ust-2"))
    assert (status("art-15a"), status("art-15a-ust-2"), status("art-15")) == ("repealed", "repealed", "in_force")


def test_an_amendment_with_a_day_in_the_past_binds_at_once(register, noon):
    services.enter(register, amendment(change("art-6b", "repealed", on=date(2026, 11, 1))))

    assert status("art-6b") == "repealed"


def test_settling_an_unchanged_register_sets_nothing(register, noon):
    assert settle(register, date(2026, 11, 23)) == []


def test_withdrawing_leaves_the_register_as_it_was_before(register, noon):
    before = {unit.key: unit.status for unit in queries.shape_of("uzs").units}
    done = services.enter(register, amendment(change("art-15a", "repealed")))

    gone = services.withdraw(done.amendment.id)
    db.session.commit()

    assert gone.provisions == numbers("art-15a")
    assert {unit.key: unit.status for unit in queries.shape_of("uzs").units} == before
    assert len(queries.shape_of("uzs").amendments) == 19


def test_a_provision_that_only_a_withdrawn_amendment_added_goes_with_it(register, noon):
    new = (change("art-15c", "added"), change("art-15c-ust-1", "added"))
    done = services.enter(register, amendment(*new))

    services.enter(register, amendment(change("art-15c", "added")))
    assert "art-15c-ust-1" not in queries.shape_of("uzs").by_key
    services.withdraw(done.amendment.id)
    db.session.commit()

    assert "art-15c" not in queries.shape_of("uzs").by_key
    assert len(queries.shape_of("uzs").units) == 372


def test_an_added_provision_that_texts_cite_is_not_taken_out_under_them(register, noon):
    done = services.enter(register, amendment(change("art-15c", "added")))
    services.cite("lesson", 1, 1, [services.Place("art-15c")], None)

    with pytest.raises(services.StillCited, match=r"art\. 15c"):
        services.withdraw(done.amendment.id)


def test_a_repeal_entered_by_mistake_is_taken_back_with_all_its_units(register, noon):
    past = date(2026, 11, 1)
    services.enter(register, amendment(change("art-6b", "repealed", on=past), change("art-15", "repealed", on=past)))
    assert (status("art-6b"), status("art-15-ust-5")) == ("repealed", "repealed")

    services.enter(register, amendment(change("art-8", on=past)))

    assert (status("art-6b"), status("art-15"), status("art-15-ust-5")) == ("in_force", "in_force", "in_force")


def test_what_binds_already_is_not_withdrawn(register, noon):
    done = services.enter(register, amendment(change(), change("art-3", on=date(2026, 11, 23))))

    with pytest.raises(services.AlreadyInForce):
        services.withdraw(done.amendment.id)


def test_two_people_cannot_enter_or_mend_the_same_amendment_unseen(register, noon):
    first = services.enter(register, amendment(), opened=0)
    opened = first.amendment.version
    with pytest.raises(services.AlreadyEntered):
        services.enter(register, amendment(), opened=0)
    services.enter(register, amendment(title="Pierwsza poprawka"), opened=opened)

    with pytest.raises(services.AmendmentChanged):
        services.enter(register, amendment(title="Druga poprawka"), opened=opened)

    assert first.amendment.title == "Pierwsza poprawka"


def test_a_file_read_again_leaves_what_was_written_by_hand(register, noon):
    history = read_amendments(LAW / "nowelizacje.yaml")
    row = next(one for one in history.amendments if one.key == "du-2022-218")
    services.enter(register, replace(row, title="Poprawiony tytuł"))
    services.enter(register, amendment(change("art-15-ust-4a", "added", summary="Nowy.")))
    provision = db.session.scalars(select(Provision).where(Provision.key == "art-3")).one()
    services.save_provision(provision, {"summary": "Po naszemu."}, provision.version)
    db.session.commit()

    services.keep_act(read_act(LAW / "ustawa.yaml"))
    services.keep_amendments(register, history)
    db.session.commit()

    shape = queries.shape_of("uzs")
    assert shape.by_key["art-3"].summary == "Po naszemu."
    assert "Poprawiony tytuł" in [one.title for one in shape.amendments.values()]
    assert len(shape.amendments) == 20
    keys = [unit.key for unit in shape.units]
    assert keys[keys.index("art-15-ust-4") + 1] == "art-15-ust-4a"
    assert queries.by_hand("uzs") == [
        "art. 3", "art. 15 ust. 4a", "Dz.U. 2022 poz. 218", "Dz.U. 2026 poz. 1500",
    ]  # fmt: skip


def test_a_later_amendment_is_told_where_the_register_ends(register, client, noon):
    services.enter(register, amendment())
    db.session.commit()

    words = client.words("/prawo/uzs/art-15-ust-4/")

    assert "Wpisano dotąd 1 późniejszą nowelizację" in words
    assert "Od 1 stycznia 2027 r. ten przepis się zmieni" in words
    assert "jeszcze nie obowiązuje" in client.words("/prawo/zmiany/")


def test_fifty_provisions_are_read_at_once_and_written_each_by_one_statement(register, noon, count_queries):
    keys = [unit.key for unit in queries.shape_of("uzs").units][20:70]
    one = count_queries(lambda: services.enter(register, amendment(change(keys[0]))))

    many = count_queries(
        lambda: services.enter(register, amendment(*(change(key) for key in keys), key="du-2026-1501"))
    )

    assert many <= one + 50

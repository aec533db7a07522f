import pytest
from sqlalchemy import delete, select, update

from akademia.audit.models import AppendOnly, AuditEntry
from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.entrance import through_job


def written() -> AuditEntry:
    entry = record("role.given", "user", 17, actor=3, role="staff")
    db.session.commit()
    return entry


def test_the_trail_tells_who_did_what_to_what_and_when(app, noon):
    entry = written()

    assert (entry.at, entry.actor_number, entry.act, entry.thing_kind, entry.thing_ref, entry.details) == (
        noon, 3, "role.given", "user", "17", {"role": "staff"},
    )  # fmt: skip


def test_the_trail_tells_by_which_door_it_came(app):
    with app.test_request_context("/"):
        by_person = record("case.closed", "case", 1)
    with through_job("quizzes.close"):
        by_job = record("attempt.closed", "attempt", 2)
    by_command = record("role.given", "user", 3)

    assert (by_person.actor_kind, by_person.door) == ("person", "pages.show_home")
    assert (by_job.actor_kind, by_job.door) == ("job", "quizzes.close")
    assert by_command.actor_kind == "command"


def test_an_entry_cannot_be_changed(app):
    written().act = "nothing.done"

    with pytest.raises(AppendOnly):
        db.session.commit()


def test_an_entry_cannot_be_removed(app):
    db.session.delete(written())

    with pytest.raises(AppendOnly):
        db.session.commit()


@pytest.mark.parametrize("statement", [delete(AuditEntry), update(AuditEntry).values(act="nothing.done")])
def test_entries_cannot_be_changed_in_bulk(app, statement):
    written()

    with pytest.raises(AppendOnly):
        db.session.execute(statement)

    db.session.rollback()
    assert db.session.scalars(select(AuditEntry)).one().act == "role.given"

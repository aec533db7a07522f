"""Writing the trail."""

from akademia.audit.models import AuditEntry
from akademia.core.db import db
from akademia.core.entrance import entrance


def record(
    act: str,
    thing_kind: str,
    thing_ref: object,
    actor: int | None = None,
    **details: str | int | bool | list[str] | None,
) -> AuditEntry:
    """Note an act in the transaction that does it: `record("role.given", "user", 17, actor=me().id, role="staff")`.

    :param act: what was done, as `thing.done`.
    :param actor: the number of the person who did it; None for a visitor, a command, a job.
    :param details: without personal data.
    """
    came = entrance()
    entry = AuditEntry(
        act=act,
        thing_kind=thing_kind,
        thing_ref=str(thing_ref),
        actor_kind=came.kind,
        actor_number=actor,
        door=came.door,
        details=details,
    )
    db.session.add(entry)
    return entry

"""The files of a whole number: asked for at each change of a number that is out, made by a worker."""

import hashlib
from io import BytesIO

from sqlalchemy import select, update

from akademia.core import clock
from akademia.core.db import db
from akademia.jobs.services import enqueue
from akademia.publishing.journal.models import Issue, IssueFile
from akademia.publishing.journal.services.describing import tell_machines
from akademia.storage import store
from akademia.storage.services.keeping import Laid, enter, forget, lay

WORK = "journal.files"


def ask_for_files(issue: Issue) -> None:
    """Tell machines what a number is now; have its files made anew where it is out and its texts are ours."""
    tell_machines(issue)
    if issue.state != "published" or issue.is_record:
        return
    issue.edition += 1
    issue.changed_at = clock.now()
    db.session.flush()
    enqueue(WORK, {"issue": issue.id}, key=f"{issue.id}-{issue.edition}")


def lay_file(content: bytes, name: str, form: str) -> tuple[str, Laid]:
    """Put a file's bytes down, before the writing transaction; return its key, out of the bytes, and where they lie."""
    with store.aside(BytesIO(content)) as path:
        return hashlib.sha256(content).hexdigest()[:20], lay(path, name, form)


def keep_file(issue_id: int, form: str, edition: int, key: str, laid: Laid) -> IssueFile:
    """Give a number a file; the one before it gives up its bytes and names this one as newer.

    Bytes that the number had before come back under the address that they had.
    """
    row = db.session.scalar(select(IssueFile).where(IssueFile.key == key))
    if row is None:
        row = IssueFile(key=key, issue_id=issue_id, format=form)
    elif row.file is not None and row.newer_id is None:
        row.edition = edition
        return row
    row.file, row.edition, row.made_at, row.newer_id = enter(laid, None), edition, clock.now(), None
    db.session.add(row)
    db.session.flush()
    _replace_others(row)
    return row


def _replace_others(row: IssueFile) -> None:
    older = select(IssueFile).where(
        IssueFile.issue_id == row.issue_id, IssueFile.format == row.format, IssueFile.id != row.id
    )
    gone = [one.file for one in db.session.scalars(older) if one.file is not None]
    others = (IssueFile.issue_id == row.issue_id) & (IssueFile.format == row.format) & (IssueFile.id != row.id)
    db.session.execute(update(IssueFile).where(others).values(newer_id=row.id, file_id=None))
    for file in gone:
        forget(file)

"""Taking the people out of cases: by the clock, by the asker's own word, by the privacy desk."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from akademia.advisory.questions.models import Attachment, Case, Message, Note, Reading
from akademia.advisory.questions.queries.cases import address_of
from akademia.advisory.questions.queries.links import receipt_of
from akademia.advisory.questions.queries.public_draft import ANSWER
from akademia.advisory.questions.services import letters
from akademia.advisory.questions.services.moving import move
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.mail.services import forget_letters_about, queue_letter
from akademia.storage import services as storage
from akademia.storage.models import StoredFile
from akademia.texts.models import Draft
from akademia.texts.services.recycling import forget

AT_ONCE = 200  # cases in one run of the clock: a writer waits for no more
REPLY = "reply"  # the kind of text in which experts write to askers
ERASED_TITLE = "(treść usunięto)"


def erase_case(case: Case) -> str:
    """Erase a case for its asker: it is closed, its words, files and person go. Returns a receipt for an address.

    :param case: held against other writers.
    """
    address, number, now = address_of(case), case.number, clock.now()
    anonymise(case)
    forget_letters_about(letters.keys_of(case))
    record("case.erased", "case", case.id)
    receipt = receipt_of(number, now)
    if address is not None:
        link = full_url_for("cases.show_receipt", receipt=receipt)
        told = {"number": number, "at": now, "link": link, "days": OPERATOR.letters_kept_days}
        queue_letter(address, "questions/erased", told, key=f"case-erased:{case.id}")
    return receipt


def anonymise(case: Case) -> None:
    """Leave of a case its numbers only: state, topic, voivodeship, provision, days. An open one is closed first."""
    if case.state != "closed":
        move(case, "close", None)
    _empty([case.id])
    case.title, case.role, case.digest = ERASED_TITLE, None, ""
    case.asker_id = case.asker_name = case.asker_email = None
    case.token_hash = case.token_nonce = case.token_until = None
    case.commune_code = case.commune_code[:2] if case.commune_code else None
    case.anonymised_at = clock.now()
    db.session.flush()


def _empty(case_ids: Collection[int]) -> None:
    """Take words, notes and files out of cases; how many messages there were, and when, stays."""
    messages = db.session.scalars(select(Message).where(Message.case_id.in_(case_ids))).all()
    for message in messages:
        message.source = message.html = ""
    for one in db.session.scalars(select(Attachment).where(Attachment.message_id.in_([m.id for m in messages]))):
        remove_file(one)
    forget(REPLY, case_ids)  # the versions and working copies of what was written to the asker
    unpublished = Draft.parent.in_(case_ids) & Draft.ref.is_(None)
    db.session.execute(delete(Draft).where(Draft.kind.in_((REPLY, ANSWER)), unpublished))
    db.session.execute(delete(Note).where(Note.case_id.in_(case_ids)))
    for reading in db.session.scalars(select(Reading).where(Reading.case_id.in_(case_ids))):
        reading.words = ""


def remove_file(attachment: Attachment) -> None:
    """Remove a file of a case, its name too; the row tells that there was one. Done twice it is done."""
    if attachment.file_id is None:
        return
    file = db.session.get_one(StoredFile, attachment.file_id)
    attachment.file_id, attachment.name, attachment.removed_at = None, "", clock.now()
    db.session.flush()
    storage.forget(file)


def anonymise_closed(before: datetime) -> int:
    """Take the people out of cases closed before a moment. Returns how many. Nothing is committed."""
    due = select(Case).where(Case.closed_at < before, Case.anonymised_at.is_(None)).order_by(Case.closed_at)
    found = db.session.scalars(due.limit(AT_ONCE).with_for_update()).all()
    for case in found:
        anonymise(case)
    return len(found)

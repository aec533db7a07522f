"""Queueing, settling, wiping and forgetting letters."""

import os
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, select

from akademia.core import clock, settings
from akademia.core.db import db, insert_new
from akademia.core.errors import Missing, RuleBroken
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.jobs.services import enqueue
from akademia.mail import queries
from akademia.mail.formats.dkim import new_key, public_record
from akademia.mail.formats.letter import render
from akademia.mail.formats.mime import Envelope
from akademia.mail.models import Letter, LetterRefusal
from akademia.mail.post import Post, dkim_path, post_of
from akademia.mail.rules import KINDS, LetterKind, kind_of

LONGEST_WAIT_DAYS = 30
FORGOTTEN = "(adres usunięty)"


class NotSendable(RuleBroken):
    message = "Tego listu nie można wysłać ponownie: jest w drodze, już go doręczono albo jego treść usunięto."


def queue_letter(to: str, template: str, context: Mapping[str, Any], user_id: int | None = None,
                 key: str | None = None, calendar: str | None = None) -> Letter | None:  # fmt: skip
    """Render a letter now and have it delivered when the caller's transaction is committed.

    Returns None, and sends nothing, when its reader refused letters of its kind, or is a person without an address
    (the login of a club card has no @).

    :param template: `mail/<template>.txt` and `.html`.
    :param context: values and full addresses.
    :param user_id: the reader's number, for the privacy desk; a letter that may be refused needs it.
    :param calendar: an entry for the reader's calendar: iCalendar text with one METHOD.
    :param key: asking again with the same key gives the first letter; nothing is sent twice.
    """
    if user_id is not None and "@" not in to:
        return None
    way_out = unsubscribe_url(template, user_id)
    if way_out and user_id is not None and kind_of(template).key in queries.refused_kinds(user_id):
        return None
    words = render(template, {**context, "unsubscribe_url": way_out})
    token = secrets.token_hex(16)
    is_new = insert_new(Letter, key=key, token=token, to_address=to, user_number=user_id, template=template,
                        subject=words.subject, text_body=words.text, html_body=words.html,
                        calendar=calendar)  # fmt: skip
    mine = Letter.token == token if is_new else Letter.key == key
    letter = db.session.scalars(select(Letter).where(mine)).one()
    enqueue("mail.deliver", {"letter": letter.id}, key=letter.token)
    return letter


def unsubscribe_url(template: str, user_number: int | None) -> str | None:
    """Return the address at which the reader of a letter refuses its kind; None when it may not be refused.

    :raises ValueError: it may be refused and nobody knows whose it is.
    """
    kind = kind_of(template)
    if not kind.optional:
        return None
    if user_number is None:
        raise ValueError(f"{template}: a letter that may be refused needs its reader's number")
    return full_url_for("letters.show_way_out", token=_signer().dumps([user_number, kind.key]))


def reader_of(token: str) -> tuple[int, LetterKind]:
    """Return whose letters, and of which kind, a link from a letter is about.

    :raises Missing: it is not one of ours.
    """
    try:
        number, key = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise Missing from error
    kind = KINDS.get(key)
    if kind is None or not kind.optional:
        raise Missing
    return number, kind


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="letters")


def refuse(user_number: int, kind: LetterKind) -> None:
    """Note that a reader does not want letters of a kind; noted once."""
    if kind.optional:
        insert_new(LetterRefusal, user_number=user_number, kind=kind.key, refused_at=clock.now())


def want(user_number: int, kind: LetterKind) -> None:
    """Note that a reader wants letters of a kind again."""
    own = (LetterRefusal.user_number == user_number, LetterRefusal.kind == kind.key)
    db.session.execute(delete(LetterRefusal).where(*own))


def choose(user_number: int, wanted: Collection[str], offered: Collection[LetterKind]) -> None:
    """Keep which optional letters a reader wants, by the kinds' keys; the others that were offered are refused."""
    for kind in offered:
        if kind.optional:
            (want if kind.key in wanted else refuse)(user_number, kind)


def post_office() -> Post:
    """Return the way out of this installation."""
    return post_of(settings.here())


def dkim_record() -> str | None:
    """Return the DNS record of the key that letters are signed with; None while there is no key."""
    key = post_office().dkim_key
    return public_record(key) if key else None


def make_dkim_key() -> bool:
    """Make the key that letters are signed with from now on, readable by its owner only; one that is there stays.

    Returns whether it was made.
    """
    path = dkim_path(settings.here())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(new_key())
    return True


def seal(letter: Letter) -> Envelope:
    """Return a waiting letter as plain values, to be sent without a transaction."""
    return Envelope(
        name=letter.file_name,
        token=letter.token,
        to=letter.to_address,
        subject=letter.subject,
        text=letter.text_body or "",
        html=letter.html_body or "",
        calendar=letter.calendar,
        at=letter.queued_at,
        unsubscribe=unsubscribe_url(letter.template, letter.user_number),
    )


def mark_delivered(letter_id: int) -> None:
    letter = queries.waiting_letter(letter_id)
    if letter is not None:
        letter.delivered_at = clock.now()
        letter.server_words = None


def mark_trouble(letter_id: int, server_words: str, *, for_good: bool) -> None:
    """Keep what the server said; `for_good` ends the attempts."""
    letter = queries.waiting_letter(letter_id)
    if letter is not None:
        letter.server_words = server_words
        letter.failed_at = clock.now() if for_good else None


def send_again(letter: Letter) -> None:
    """Put a failed letter back into the queue; asked twice for one failure, it goes once.

    :raises NotSendable: it is on its way, was delivered, or its words are wiped.
    """
    if letter.state != "failed" or letter.body_wiped_at is not None:
        raise NotSendable
    failed_at, letter.failed_at = letter.failed_at, None
    enqueue("mail.deliver", {"letter": letter.id}, key=f"{letter.token} {failed_at}")


def wipe_bodies(settled_before: datetime | None = None) -> int:
    """Wipe bodies of letters settled long ago; give up those nobody took in a month. Returns how many.

    How long is the operator's choice: a week unless it is said. Where the reader has no account, the address goes too:
    nothing else would ever remove it.
    """
    now = clock.now()
    settled_before = settled_before or now - timedelta(days=OPERATOR.letters_kept_days)
    old = queries.bodies_to_wipe(settled_before, now - timedelta(days=LONGEST_WAIT_DAYS))
    for letter in old:
        if letter.state == "waiting":
            mark_trouble(letter.id, letter.server_words or "Nie udało się doręczyć przez 30 dni.", for_good=True)
        letter.text_body = letter.html_body = letter.calendar = None
        letter.body_wiped_at = now
        if letter.user_number is None:
            letter.to_address = FORGOTTEN
    _remove_files(old)
    return len(old)


def forget_letters_to(address: str) -> int:
    """Remove all letters to an address, files too. Returns how many."""
    return _forget(queries.letters_to(address))


def forget_letters_about(key: str) -> int:
    """Remove all letters whose keys begin with a thing's own („case:17:”), files too. Returns how many."""
    return _forget(queries.letters_about(key))


def forget_letters_of(user_number: int) -> int:
    """Remove all letters to a person by number, files too, and what the person chose. Returns how many."""
    db.session.execute(delete(LetterRefusal).where(LetterRefusal.user_number == user_number))
    return _forget(queries.letters_of(user_number))


def give_letters(old_number: int, new_number: int) -> int:
    """Count the letters to one person as another's from now on. Returns how many."""
    letters = queries.letters_of(old_number)
    for letter in letters:
        letter.user_number = new_number
    return len(letters)


def _forget(letters: Sequence[Letter]) -> int:
    _remove_files(letters)
    for letter in letters:
        db.session.delete(letter)
    return len(letters)


def _remove_files(letters: Sequence[Letter]) -> None:
    """Have the letters' files removed once this transaction is committed, and only then."""
    if letters:
        enqueue("mail.remove_files", {"names": [letter.file_name for letter in letters]})


def remove_files(names: Iterable[str]) -> None:
    """Remove letters' files; those that are gone already are no matter."""
    office = post_office()
    for name in names:
        office.remove(name)

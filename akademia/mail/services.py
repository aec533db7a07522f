"""Queueing, settling, wiping and forgetting letters."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from akademia.core import clock, settings
from akademia.core.db import db, insert_new
from akademia.core.errors import RuleBroken
from akademia.core.operator import OPERATOR
from akademia.jobs.services import enqueue
from akademia.mail import queries
from akademia.mail.formats.letter import render
from akademia.mail.formats.mime import Envelope
from akademia.mail.models import Letter
from akademia.mail.post import Post, post_of

LONGEST_WAIT_DAYS = 30


class NotSendable(RuleBroken):
    message = "Tego listu nie można wysłać ponownie: jest w drodze, już go doręczono albo jego treść usunięto."


def queue_letter(to: str, template: str, context: Mapping[str, Any], user_id: int | None = None,
                 key: str | None = None) -> Letter:  # fmt: skip
    """Render a letter now and have it delivered when the caller's transaction is committed.

    :param template: `mail/<template>.txt` and `.html`.
    :param context: values and full addresses.
    :param user_id: the reader's number, for the privacy desk.
    :param key: asking again with the same key gives the first letter; nothing is sent twice.
    """
    words = render(template, context)
    token = secrets.token_hex(16)
    is_new = insert_new(Letter, key=key, token=token, to_address=to, user_number=user_id, template=template,
                        subject=words.subject, text_body=words.text, html_body=words.html)  # fmt: skip
    mine = Letter.token == token if is_new else Letter.key == key
    letter = db.session.scalars(select(Letter).where(mine)).one()
    enqueue("mail.deliver", {"letter": letter.id}, key=str(letter.id))
    return letter


def post_office() -> Post:
    """Return the way out of this installation."""
    return post_of(settings.here())


def seal(letter: Letter) -> Envelope:
    """Return a waiting letter as plain values, to be sent without a transaction."""
    return Envelope(
        name=letter.file_name,
        token=letter.token,
        to=letter.to_address,
        subject=letter.subject,
        text=letter.text_body or "",
        html=letter.html_body or "",
        at=letter.queued_at,
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
    enqueue("mail.deliver", {"letter": letter.id}, key=f"{letter.id} {failed_at}")


def wipe_bodies() -> int:
    """Wipe bodies and files of letters settled long ago; give up those nobody took in a month. Returns how many.

    How long is the operator's choice: a week unless it is said.
    """
    now = clock.now()
    old = queries.bodies_to_wipe(
        now - timedelta(days=OPERATOR.letters_kept_days), now - timedelta(days=LONGEST_WAIT_DAYS)
    )
    office = post_office()
    for letter in old:
        if letter.state == "waiting":
            mark_trouble(letter.id, letter.server_words or "Nie udało się doręczyć przez 30 dni.", for_good=True)
        office.remove(letter.file_name)
        letter.text_body = letter.html_body = None
        letter.body_wiped_at = now
    return len(old)


def forget_letters_to(address: str) -> int:
    """Remove all letters to an address, files too. Returns how many."""
    return _forget(queries.letters_to(address))


def forget_letters_of(user_number: int) -> int:
    """Remove all letters to a person by number, files too. Returns how many."""
    return _forget(queries.letters_of(user_number))


def give_letters(old_number: int, new_number: int) -> int:
    """Count the letters to one person as another's from now on. Returns how many."""
    letters = queries.letters_of(old_number)
    for letter in letters:
        letter.user_number = new_number
    return len(letters)


def _forget(letters: Iterable[Letter]) -> int:
    office, count = post_office(), 0
    for count, letter in enumerate(letters, start=1):  # noqa: B007
        office.remove(letter.file_name)
        db.session.delete(letter)
    return count

"""From a club card to an account with an address: asked for with the PIN, confirmed by a link from a letter."""

import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from akademia.accounts.cards import queries
from akademia.accounts.cards.models import CardLeaving, ClubCard
from akademia.accounts.cards.services.cards import show_progress
from akademia.accounts.models import User
from akademia.accounts.queries import user_by_email
from akademia.accounts.safety.services.letters import send_taken
from akademia.accounts.services import sign_out_everywhere
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.core.links import full_url_for
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "card_account",
        "Zamiana karty na konto",
        "Przychodzi raz, gdy ktoś z kartą z klubu podaje ten adres dla swojego konta.",
        ("cards/",),
    )
)

LEAVE_WITHIN_HOURS = 24


class AddressTaken(RuleBroken):
    message = "Ten adres należy już do innego konta. Karta działa dalej, możesz podać inny adres."


def ask_leave(card: ClubCard, new_email: str, secret: str, stays_shown: bool) -> None:
    """Keep an address and a password until the address is confirmed, and write to it. The newest wish counts.

    An address that has an account gets another letter; nothing else tells the two apart.

    :param secret: the hash of the new password.
    :param stays_shown: whether the club may go on seeing the learner's progress, if it sees it now.
    """
    leaving = db.session.get(CardLeaving, card.user_id) or CardLeaving(user_id=card.user_id)
    leaving.new_email, leaving.secret, leaving.stays_shown = new_email, secret, stays_shown
    leaving.nonce, leaving.expires_at = secrets.token_hex(16), clock.now() + timedelta(hours=LEAVE_WITHIN_HOURS)
    db.session.add(leaving)
    db.session.flush()
    holder = user_by_email(new_email)
    if holder is not None:
        send_taken(holder)
        return
    token = str(queries.leaving_signer().dumps([card.user_id, leaving.nonce]))
    context = {"link": full_url_for("cards.show_leave", token=token), "hours": LEAVE_WITHIN_HOURS}
    queue_letter(new_email, "cards/account", context, user_id=card.user_id)


def leave(leaving: CardLeaving) -> User:
    """Let an account have its address and password; the card ends, and everybody is signed out.

    What was learned, consents and certificates stay: it is the same account.

    :raises Missing: it was confirmed or given up at this very moment.
    :raises AddressTaken: another account has got the address since; the wish is given up.
    """
    user_id, email, secret, shown = leaving.user_id, leaving.new_email, leaving.secret, leaving.stays_shown
    own = (CardLeaving.user_id == user_id, CardLeaving.nonce == leaving.nonce)
    if db.session.scalar(delete(CardLeaving).where(*own).returning(CardLeaving.user_id)) is None:
        raise Missing
    card, user = queries.live_card(user_id), db.session.get_one(User, user_id)
    try:
        with db.session.begin_nested():
            user.email, user.confirmed_at = email, clock.now()
    except IntegrityError as error:
        raise AddressTaken from error
    user.password, card.state = secret, "returned"
    if not shown:
        show_progress(card, False)
    sign_out_everywhere(user)
    record("card.left", "card", card.id, actor=user_id)
    return user


def drop_stale_leavings() -> int:
    """Forget wishes that nobody confirmed in time. Returns how many."""
    done = db.session.execute(delete(CardLeaving).where(CardLeaving.expires_at < clock.now()))
    return int(done.rowcount)  # type: ignore[attr-defined]

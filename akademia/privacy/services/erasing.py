"""Erasing a person: everything in one transaction, files after it."""

from collections.abc import Mapping

from akademia.accounts.models import User
from akademia.accounts.services import hold, keep_an_admin
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.area import privacy_cards
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import forget_letters_to, queue_letter
from akademia.privacy import queries
from akademia.privacy.models import Erasure

letter_kind(
    LetterKind(
        "privacy",
        "Twoje dane",
        "Potwierdzenie usunięcia konta i uprzedzenie, że konto zostanie usunięte. Dotyczą Twoich praw.",
        ("privacy/",),
    )
)


class PasswordWrong(RuleBroken):
    message = "To nie jest hasło do tego konta."


def erase_person(user_id: int, chosen: Mapping[str, str], actor: int | None = None) -> Erasure:
    """Erase a person by all cards, from the roof down, and leave a receipt: a row, and a letter to the old address.

    All of it is one transaction of the caller's. Files are removed by jobs written in it: before the commit nothing
    is gone, after it everything will be, whenever a process dies.

    :param chosen: name of a choice -> value of the option.
    :param actor: who asked; None for the clock.
    :raises ChoiceNeeded: something is to be chosen and was not.
    :raises LastAdmin: there would be no administrator.
    :raises Missing: the person is erased already.
    """
    user = db.session.get(User, user_id)
    if user is None:
        raise Missing
    hold(user)
    if user.email is None:
        raise Missing
    keep_an_admin(user)
    by_card = user.by_card
    record("person.erased", "user", user_id, actor=actor)  # before the parts are told: what tells of it stays too
    address, parts = user.email, queries.parts_of(user_id, chosen)
    for card in reversed(privacy_cards()):
        option = queries.option_of(card, user_id, chosen)
        (option or card).erase(user_id)
        db.session.flush()
    forget_letters_to(address)
    made = Erasure(user_number=user_id, erased_at=clock.now(), parts=queries.as_rows(parts))
    db.session.add(made)
    db.session.flush()
    if not by_card:
        _tell(address, made, parts)
    return made


def _tell(address: str, made: Erasure, parts: list[queries.Part]) -> None:
    """Write to the old address for the last time; without a number, so that the address goes with the letter's body."""
    link = full_url_for("privacy.show_receipt", token=made.token)
    told = {"parts": parts, "link": link, "erased_at": made.erased_at, "days": OPERATOR.letters_kept_days}
    queue_letter(address, "privacy/erased", told, key=f"erased:{made.id}")

"""What the privacy desk shows: parts of a person's data, copies, receipts, accounts long unused."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, String, cast, func, or_, select

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.core.area import EraseChoice, EraseOption, PrivacyCard, Retention, privacy_cards
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.core.operator import OPERATOR
from akademia.jobs.models import Job
from akademia.privacy.models import Erasure, Takeout
from akademia.privacy.policy import may_take

PACK = "privacy.pack"
TAKEOUT_KEPT_DAYS = 7
WARNED_BEFORE_DAYS = 30
DECIDES = "Decydujesz Ty, poniżej."


class ChoiceNeeded(RuleBroken):
    message = "Wybierz, co ma się stać z zaświadczeniami."


@dataclass(frozen=True)
class Part:
    """What becomes of one part of a person's data. `items`: what there is, in words with counts."""

    label: str
    items: list[str]
    removes: str
    keeps: str


@dataclass(frozen=True)
class TakeoutRow:
    """A copy as its owner sees it. `state`: `waiting`, `ready` or `failed`; `until`: when it will be removed."""

    token: str
    state: str
    asked_at: datetime
    until: datetime | None
    size_bytes: int | None


def shown_cards() -> list[PrivacyCard]:
    """Return the cards in the order in which people read them: the account, what they do here, the house's keeping."""
    cards = list(reversed(privacy_cards()))
    return [c for c in cards if c.package == "accounts"] + [c for c in cards if c.package != "accounts"]


def retentions() -> list[Retention]:
    """Return all rules of how long things are kept that hold in this installation."""
    return [rule for card in privacy_cards() for rule in card.retention if rule.days() > 0]


def open_choices(user_id: int) -> list[EraseChoice]:
    """Return what a person decides when their account is erased."""
    return [card.choice for card in privacy_cards() if card.choice is not None and card.choice.asked(user_id)]


def option_of(card: PrivacyCard, user_id: int, chosen: Mapping[str, str]) -> EraseOption | None:
    """Return the chosen answer to what a card asks, or None where it asks nothing.

    :raises ChoiceNeeded: the person did not choose.
    """
    if card.choice is None or not card.choice.asked(user_id):
        return None
    for option in card.choice.options:
        if option.value == chosen.get(card.choice.name):
            return option
    raise ChoiceNeeded


def parts_of(user_id: int, chosen: Mapping[str, str]) -> list[Part]:
    """Return what erasing will do, part by part.

    :raises ChoiceNeeded: something is to be chosen and was not.
    """
    parts = []
    for card in shown_cards():
        fate = option_of(card, user_id, chosen) or card
        parts.append(Part(card.label, list(card.tally(user_id)), fate.removes, fate.keeps))
    return parts


def parts_before(user_id: int) -> list[Part]:
    """Return what erasing will do, before anything is chosen: what depends on a choice says so."""
    parts = []
    for card in shown_cards():
        ask = card.choice is not None and card.choice.asked(user_id)
        removes, keeps = (DECIDES, DECIDES) if ask else (card.removes, card.keeps)
        parts.append(Part(card.label, list(card.tally(user_id)), removes, keeps))
    return parts


def as_rows(parts: Sequence[Part]) -> list[dict[str, object]]:
    """Return parts as a receipt keeps them."""
    return [asdict(part) for part in parts]


def takeouts_of(user_id: int) -> list[TakeoutRow]:
    """Return a person's copies, the newest first."""
    rows = db.session.execute(
        select(Takeout, Job.failed_at)
        .outerjoin(Job, (Job.kind == PACK) & (Job.key == Takeout.token))
        .where(Takeout.user_id == user_id)
        .order_by(Takeout.id.desc())
    )
    return [_row(takeout, failed_at) for takeout, failed_at in rows]


def _row(takeout: Takeout, failed_at: datetime | None) -> TakeoutRow:
    until = takeout.ready_at + timedelta(days=TAKEOUT_KEPT_DAYS) if takeout.ready_at else None
    state = "ready" if until else "failed" if failed_at else "waiting"
    return TakeoutRow(takeout.token, state, takeout.asked_at, until, takeout.size_bytes)


def takeout(number: int) -> Takeout | None:
    return db.session.get(Takeout, number)


def own_takeout(token: str, user: User) -> Takeout:
    """Return a packed copy by its address.

    :raises Missing: there is none, it is not ready, or it is another's.
    """
    found = db.session.scalar(select(Takeout).where(Takeout.token == token))
    if found is None or not may_take(user, found):
        raise Missing
    return found


def known_tokens() -> set[str]:
    return set(db.session.scalars(select(Takeout.token)))


def receipt(token: str) -> Erasure:
    """Return a receipt by its address.

    :raises Missing: there is none.
    """
    found = db.session.scalar(select(Erasure).where(Erasure.token == token))
    if found is None:
        raise Missing
    return found


def unused_account_days() -> int:
    """Return after how many days without a sign-in the operator has accounts erased; 0 means never."""
    return OPERATOR.unused_account_days


def unconfirmed(before: datetime) -> Select[int]:
    """Select accounts whose address nobody confirmed, made before a moment."""
    return select(User.id).where(User.email.is_not(None), User.confirmed_at.is_(None), User.created_at < before)


def unused(before: datetime) -> Select[int]:
    """Select learners' accounts that nobody signed in to since a moment; whoever works here is left alone."""
    seen = func.coalesce(User.signed_in_at, User.confirmed_at, User.created_at)
    works_here = or_(*(cast(User.roles, String).contains(f'"{role.value}"') for role in Role if role != Role.Learner))
    return select(User.id).where(User.email.is_not(None), User.confirmed_at.is_not(None), seen < before, ~works_here)

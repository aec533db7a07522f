"""Reading cards and who may issue them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Exists, func, select
from sqlalchemy.orm import joinedload

from akademia.accounts.cards import policy, rules
from akademia.accounts.cards.models import CardLeaving, ClubCard, ClubWorker
from akademia.accounts.models import Consent, User
from akademia.accounts.queries import user_by_email
from akademia.core import clock, settings
from akademia.core.area import LearningRow, learning_of
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.organisations.models import Organisation

PROGRESS = "club_progress"
STATES = {"working": "działa", "blocked": "zablokowana", "returned": "oddana"}
SORTS = {"wydano": ClubCard.id, "imie": func.lower(ClubCard.called)}
CLUB_SORTS = {"nazwa": func.lower(Organisation.name)}


@dataclass(frozen=True)
class CardRow:
    """A card in a club's list. `shows`: the learner lets the club see their progress.

    `left`: the learner has an account with an address now, which is no business of the club's.
    """

    id: int
    called: str
    login: str
    state: str
    issued_at: datetime
    shows: bool

    @property
    def left(self) -> bool:
        return "@" in self.login


@dataclass(frozen=True)
class ClubRow:
    """An organisation whose workers may issue cards, with how many cards it gave."""

    id: int
    name: str
    nip: str
    workers: Sequence[str]
    cards: int


@dataclass(frozen=True)
class CardPage:
    """One card as its club sees it; `learning` only where the learner agreed."""

    card: ClubCard
    shows: bool
    learning: Sequence[LearningRow]


def clubs_of(user_id: int) -> Sequence[Organisation]:
    """Return the organisations in whose name a person may issue cards, by name."""
    query = select(Organisation).join(ClubWorker).where(ClubWorker.user_id == user_id)
    return db.session.scalars(query.order_by(func.lower(Organisation.name), Organisation.id)).all()


def club(user_id: int, organisation_id: int) -> Organisation:
    """Return an organisation in whose name a person may issue cards.

    :raises Missing: there is none, or the person may not.
    """
    grant = grant_of(user_id, organisation_id)
    if grant is None:
        raise Missing
    return grant.organisation


def grant_of(user_id: int, organisation_id: int) -> ClubWorker | None:
    mine = (ClubWorker.user_id == user_id, ClubWorker.organisation_id == organisation_id)
    return db.session.scalar(select(ClubWorker).where(*mine).options(joinedload(ClubWorker.organisation)))


def _shows() -> Exists:
    same = (Consent.user_id == ClubCard.user_id, Consent.key == PROGRESS, Consent.withdrawn_at.is_(None))
    return select(Consent.id).where(*same).exists()


def cards_of_club(organisation_id: int, asked: Asked) -> ListPage[CardRow]:
    """Return one page of a club's cards. Searched is what the club calls someone, and the login."""
    columns: tuple[Any, ...] = (
        ClubCard.id, ClubCard.called, User.email, ClubCard.state, ClubCard.issued_at, _shows()
    )  # fmt: skip
    query = select(*columns).join(User, User.id == ClubCard.user_id).where(ClubCard.organisation_id == organisation_id)
    if asked.words:
        words = asked.words.lower()
        query = query.where(
            func.lower(ClubCard.called).contains(words, autoescape=True)
            | (User.email.contains(rules.normal_login(words), autoescape=True) & ~User.email.contains("@"))
        )
    if "stan" in asked.filters:
        query = query.where(ClubCard.state == asked.filters["stan"])
    column = SORTS[asked.sort]
    query = query.order_by(column.desc() if asked.descending else column, ClubCard.id)
    return list_page(query, asked, lambda row: CardRow(*row))


def card_for_worker(card_id: int, user_id: int) -> CardPage:
    """Return a card as a worker of its club may see it.

    :raises Missing: there is none, or the person does not work for its club.
    """
    card = own_card(card_id, user_id)
    shows = shows_progress(card.user_id)
    return CardPage(card, shows, learning_of(card.user_id) if shows else ())


def own_card(card_id: int, user_id: int) -> ClubCard:
    """Return a card of a club that a person works for.

    :raises Missing: there is none, or the person does not work for its club.
    """
    card = db.session.get(ClubCard, card_id, options=[joinedload(ClubCard.user), joinedload(ClubCard.organisation)])
    if card is None or not policy.may_handle(grant_of(user_id, card.organisation_id), card):
        raise Missing
    return card


def own_live_card(card_id: int, user_id: int) -> ClubCard:
    """Return a card of a club that a person works for, unless its learner has an account with an address by now.

    :raises Missing: there is none.
    """
    card = own_card(card_id, user_id)
    if not card.user.by_card:
        raise Missing
    return card


def card_of(user_id: int) -> ClubCard | None:
    """Return the card that a learner came with."""
    query = select(ClubCard).where(ClubCard.user_id == user_id).options(joinedload(ClubCard.organisation))
    return db.session.scalar(query)


def held_card(user_id: int) -> ClubCard:
    """:raises Missing: the person has no card."""
    card = card_of(user_id)
    if card is None:
        raise Missing
    return card


def live_card(user_id: int) -> ClubCard:
    """Return the card that a person signs in with.

    :raises Missing: the person has none, or an account with an address by now.
    """
    card = held_card(user_id)
    if not card.user.by_card:
        raise Missing
    return card


def leaving_of(user_id: int) -> CardLeaving | None:
    """Return the account that waits to take a card's place, if its link still works."""
    found = db.session.get(CardLeaving, user_id)
    return found if found is not None and found.expires_at > clock.now() else None


def leaving_by_token(token: str) -> CardLeaving | None:
    """Return what a link from a letter means; None when it is old, replaced or made up."""
    try:
        user_id, nonce = leaving_signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    found = leaving_of(user_id)
    return found if found is not None and found.nonce == nonce else None


def leaving_signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="card-leaving")


def card_by_login(login: str) -> ClubCard | None:
    """Return the card of a login, whatever its state."""
    user = user_by_email(login) if rules.is_login(login) else None
    return card_of(user.id) if user is not None else None


def shows_progress(user_id: int) -> bool:
    """Say whether a learner lets their club see what they have learned."""
    same = (Consent.user_id == user_id, Consent.key == PROGRESS, Consent.withdrawn_at.is_(None))
    return bool(db.session.scalar(select(select(Consent.id).where(*same).exists())))


def clubs(asked: Asked) -> ListPage[ClubRow]:
    """Return one page of the organisations that have workers or cards, in four statements."""
    ours = Organisation.id.in_(select(ClubWorker.organisation_id)) | Organisation.id.in_(
        select(ClubCard.organisation_id)
    )
    query = select(Organisation).where(ours)
    if asked.words:
        query = query.where(
            func.lower(Organisation.name).contains(asked.words.lower(), autoescape=True)
            | (Organisation.nip == asked.words.replace("-", ""))
        )
    column = CLUB_SORTS["nazwa"]
    found = list_page(
        query.order_by(column.desc() if asked.descending else column, Organisation.id), asked, lambda club: club
    )
    numbers = [club.id for club in found.rows]
    workers, cards = _workers(numbers), _cards(numbers)
    rows = [ClubRow(c.id, c.name, c.nip, workers.get(c.id, ()), cards.get(c.id, 0)) for c in found.rows]
    return ListPage(rows, found.number, found.total, found.size)


def _workers(numbers: Sequence[int]) -> dict[int, list[str]]:
    query = select(ClubWorker.organisation_id, User.email).join(User, User.id == ClubWorker.user_id)
    found: dict[int, list[str]] = {}
    for number, email in db.session.execute(query.where(ClubWorker.organisation_id.in_(numbers)).order_by(User.email)):
        found.setdefault(number, []).append(str(email))
    return found


def _cards(numbers: Sequence[int]) -> dict[int, int]:
    query = select(ClubCard.organisation_id, func.count()).where(ClubCard.organisation_id.in_(numbers))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(ClubCard.organisation_id))}


def any_club(organisation_id: int) -> Organisation:
    """:raises Missing: there is no such organisation."""
    found = db.session.get(Organisation, organisation_id)
    if found is None:
        raise Missing
    return found


def club_names(numbers: Sequence[int]) -> dict[int, str]:
    """Return names of organisations by their numbers."""
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(numbers))
    return {row.id: row.name for row in db.session.execute(query)}


def count_cards(organisation_id: int) -> int:
    """Return how many cards a club has given."""
    return db.session.scalar(select(func.count()).where(ClubCard.organisation_id == organisation_id)) or 0


def workers_of(organisation_id: int) -> Sequence[ClubWorker]:
    """Return who may issue cards for an organisation, by address."""
    query = select(ClubWorker).join(User).where(ClubWorker.organisation_id == organisation_id)
    return db.session.scalars(query.options(joinedload(ClubWorker.user)).order_by(User.email)).all()


def worker(worker_id: int) -> ClubWorker:
    """:raises Missing: there is no such grant."""
    found = db.session.get(ClubWorker, worker_id, options=[joinedload(ClubWorker.user)])
    if found is None:
        raise Missing
    return found

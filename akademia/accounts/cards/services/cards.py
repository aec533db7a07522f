"""Cards issued, tried, renewed, blocked and given back; and who may issue them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from akademia.accounts.cards import queries, rules
from akademia.accounts.cards.models import CardLeaving, ClubCard, ClubWorker
from akademia.accounts.models import Consent, User
from akademia.accounts.queries import user_by_email
from akademia.accounts.services import hashed, nobody_fits, password_fits, sign_out_everywhere
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.organisations.models import Organisation

CONSENT_VERSION = 1
CONSENT_WORDS = (
    "Zgadzam się, żeby pracownicy klubu, który dał mi kartę ({club}), widzieli w Akademii, które kursy i lekcje mam za"
    " sobą i które testy są zaliczone. Mogę cofnąć tę zgodę w każdej chwili."
)
TRIES = 5  # at finding a login that nobody has


class CardUnfit(RuleBroken):
    message = "Tej karty nie można wydać."


class PinUnfit(RuleBroken):
    message = "Tego PIN-u nie można ustawić."


class CardUnusable(RuleBroken):
    message = "Ta karta nie działa. Poproś w klubie o nowy PIN."


class GrantUnfit(RuleBroken):
    message = "Tej osobie nie można teraz dać prawa do wydawania kart."


@dataclass(frozen=True)
class Printed:
    """What stands on a card and nowhere else: the PIN is kept only as a hash."""

    card_id: int
    called: str
    login: str
    pin: str


def hashed_pins(count: int) -> list[tuple[str, str]]:
    """Return so many new PINs with their hashes; slow on purpose, so let the transaction go first."""
    return [(pin, hashed(pin)) for pin in (rules.new_pin() for _ in range(count))]


def issue(club: Organisation, called: Sequence[str], pins: Sequence[tuple[str, str]], actor: int) -> list[Printed]:
    """Make an account and a card for each name. Nothing is committed.

    :param pins: from `hashed_pins`, one a name.
    :param actor: the club's worker.
    :raises CardUnfit: a name breaks the rule, or there are too many; the message says which.
    """
    if not 1 <= len(called) <= rules.MOST_AT_ONCE:
        raise CardUnfit(f"Naraz można wydać od 1 do {rules.MOST_AT_ONCE} kart.")
    for name in called:
        complaint = rules.called_complaint(name)
        if complaint:
            raise CardUnfit(f"„{name}”: {complaint}." if name else f"{complaint}.")
    cards = [_issue_one(club, name, pin) for name, pin in zip(called, pins, strict=True)]
    record("card.issued", "organisation", club.id, actor=actor, cards=len(cards))
    return cards


def _issue_one(club: Organisation, called: str, pin: tuple[str, str]) -> Printed:
    plain, secret = pin
    user = _new_person(secret)
    card = ClubCard(user_id=user.id, organisation_id=club.id, called=called)
    db.session.add(card)
    db.session.flush()
    return Printed(card.id, called, str(user.email), plain)


def _new_person(secret: str) -> User:
    """Make an account under a login that nobody has; two workers at one moment never get the same."""
    for _ in range(TRIES):
        user = User(email=rules.new_login(), password=secret, confirmed_at=clock.now())
        try:
            with db.session.begin_nested():
                db.session.add(user)
        except IntegrityError:
            continue
        return user
    raise CardUnfit("Nie udało się wymyślić wolnego loginu. Spróbuj jeszcze raz.")


def pin_fits(card: ClubCard | None, pin: str) -> bool:
    """Say whether this is the card's PIN; slow on purpose, also for no card, so let the transaction go first."""
    return password_fits(card.user, pin) if card is not None else nobody_fits(pin)


def lets_in(card: ClubCard, fits: bool) -> bool:
    """Say whether a try opens the account, and count it. After too many wrong ones in a row a card is blocked.

    :raises CardUnusable: the card is blocked or was given back; said only to who knows the PIN.
    """
    if not fits:
        _note_wrong(card)
        return False
    if card.state != "working":
        raise CardUnusable
    card.wrong_tries = 0
    return card.user.active


def _note_wrong(card: ClubCard) -> None:
    tries = update(ClubCard).where(ClubCard.id == card.id).values(wrong_tries=ClubCard.wrong_tries + 1)
    if db.session.scalar(tries.returning(ClubCard.wrong_tries)) == rules.MOST_WRONG and card.state == "working":
        card.state = "blocked"
        record("card.blocked_by_tries", "card", card.id)


def change_pin(card: ClubCard, new: str, secret: str) -> None:
    """Set the PIN a learner chose. Other devices are signed out.

    :param secret: the hash of the new one.
    :raises PinUnfit: it is too easy to guess.
    """
    complaint = rules.pin_complaint(new)
    if complaint:
        raise PinUnfit(f"{complaint}.")
    card.user.password, card.pin_made_at, card.wrong_tries = secret, clock.now(), 0
    give_up_leaving(card.user_id)
    record("card.pin_changed", "card", card.id, actor=card.user_id)


def renew(card: ClubCard, pin: tuple[str, str], actor: int) -> Printed:
    """Give a card a new PIN, also one blocked or given back; who is signed in with the old one is signed out."""
    plain, card.user.password = pin
    card.state, card.pin_made_at, card.wrong_tries = "working", clock.now(), 0
    give_up_leaving(card.user_id)
    sign_out_everywhere(card.user)
    record("card.renewed", "card", card.id, actor=actor)
    return Printed(card.id, card.called, str(card.user.email), plain)


def block(card: ClubCard, actor: int) -> None:
    """Block a card that is lost; who is signed in with it is signed out."""
    _stop(card, "blocked")
    record("card.blocked", "card", card.id, actor=actor)


def take_card(card: ClubCard, actor: int) -> None:
    """Note that a card was given back; who is signed in with it is signed out."""
    _stop(card, "returned")
    record("card.returned", "card", card.id, actor=actor)


def _stop(card: ClubCard, state: str) -> None:
    card.state = state
    give_up_leaving(card.user_id)
    sign_out_everywhere(card.user)


def give_up_leaving(user_id: int) -> None:
    """Let an account that was to take a card's place not do so; the link in its letter stops working."""
    db.session.execute(delete(CardLeaving).where(CardLeaving.user_id == user_id))


def consent_words(card: ClubCard) -> str:
    """Return what a learner agrees to who shows their progress to the club."""
    return CONSENT_WORDS.format(club=card.organisation.name)


def show_progress(card: ClubCard, shows: bool) -> None:
    """Write down that a learner lets the club see their progress, or no longer does."""
    standing = db.session.scalars(
        select(Consent).where(
            Consent.user_id == card.user_id, Consent.key == queries.PROGRESS, Consent.withdrawn_at.is_(None)
        )
    ).all()
    if shows and not standing:
        words, now = consent_words(card), clock.now()
        card.user.consents.append(Consent(key=queries.PROGRESS, version=CONSENT_VERSION, words=words, given_at=now))
    for consent in [] if shows else standing:
        consent.withdrawn_at = clock.now()


def let_issue(club: Organisation, email: str, actor: int) -> ClubWorker:
    """Let a person issue cards in the name of an organisation.

    :raises GrantUnfit: nobody has the address, the account cannot be used, or the person may already.
    """
    user = user_by_email(email)
    if user is None or not user.active or user.confirmed_at is None or user.by_card:
        raise GrantUnfit("Nie ma działającego konta o takim adresie. Ta osoba musi najpierw założyć konto.")
    if queries.grant_of(user.id, club.id) is not None:
        raise GrantUnfit(f"{user.email} ma już to prawo.")
    grant = ClubWorker(user_id=user.id, organisation_id=club.id)
    db.session.add(grant)
    db.session.flush()
    record("worker.added", "organisation", club.id, actor=actor, user=user.id)
    return grant


def take_back(grant: ClubWorker, actor: int) -> None:
    """Take the right to issue cards away; the cards issued stay."""
    record("worker.removed", "organisation", grant.organisation_id, actor=actor, user=grant.user_id)
    db.session.delete(grant)


def forget(user_id: int) -> None:
    """Remove a person's card and rights to issue cards."""
    give_up_leaving(user_id)
    db.session.execute(delete(ClubCard).where(ClubCard.user_id == user_id))
    db.session.execute(delete(ClubWorker).where(ClubWorker.user_id == user_id))


def move(second_id: int, kept_id: int) -> tuple[list[str], list[str]]:
    """End a second account's card and give its rights to issue cards to the kept account.

    Returns what moved and what did not, in words. A person with a card issues none.
    """
    card, kept = queries.card_of(second_id), db.session.get_one(User, kept_id)
    left = [f"karta z klubu „{card.organisation.name}”: przestaje działać"] if card is not None else []
    held = {club.id for club in queries.clubs_of(kept_id)}
    if card is not None:
        show_progress(card, False)
    clubs = [club for club in queries.clubs_of(second_id) if club.id not in held and not kept.by_card]
    for club in clubs:
        db.session.add(ClubWorker(user_id=kept_id, organisation_id=club.id))
    forget(second_id)
    db.session.flush()
    return [f"prawo do wydawania kart: {club.name}" for club in clubs], left

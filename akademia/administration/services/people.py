"""Roles, locks and sessions of other people's accounts. Each act is written in the trail. Nothing is committed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from akademia.accounts import services as accounts
from akademia.accounts.models import User
from akademia.accounts.roles import LABELS, Role
from akademia.accounts.safety.services.letters import send_notice
from akademia.administration.policy import may_change
from akademia.audit.services import record
from akademia.core.errors import RuleBroken


class OwnAccount(RuleBroken):
    message = "Własnych uprawnień nie zmienisz. Poproś innego administratora."


@dataclass(frozen=True)
class Outcome:
    """What a bulk act does with each chosen person: whom it reaches, and why not the others (person, reason)."""

    reached: list[User]
    left_out: list[tuple[User, str]]


def give_role(actor: User, user: User, role: Role) -> None:
    """:raises OwnAccount: nobody may raise themselves."""
    _check(actor, user)
    if role.value in user.roles:
        return
    accounts.give_role(user, role)
    send_notice(user, "role.given", detail=f"Rola: {LABELS[role]}.")
    record("role.given", "user", user.id, actor=actor.id, role=role.value)


def take_role(actor: User, user: User, role: Role) -> None:
    """:raises OwnAccount: it is one's own. :raises LastAdmin: there would be no administrator."""
    _check(actor, user)
    if role.value not in user.roles:
        return
    accounts.take_role(user, role)
    send_notice(user, "role.taken", detail=f"Rola: {LABELS[role]}.")
    record("role.taken", "user", user.id, actor=actor.id, role=role.value)


def lock(actor: User, user: User) -> None:
    """:raises OwnAccount: it is one's own. :raises LastAdmin: there would be no administrator."""
    _check(actor, user)
    accounts.lock_account(user)
    send_notice(user, "account.locked")
    record("user.locked", "user", user.id, actor=actor.id)


def unlock(actor: User, user: User) -> None:
    """:raises OwnAccount: it is one's own."""
    _check(actor, user)
    accounts.unlock_account(user)
    send_notice(user, "account.unlocked")
    record("user.unlocked", "user", user.id, actor=actor.id)


def sign_out(actor: User, user: User) -> None:
    """End all sessions of a person."""
    accounts.sign_out_everywhere(user)
    send_notice(user, "account.signed_out")
    record("user.signed_out", "user", user.id, actor=actor.id)


def _check(actor: User, user: User) -> None:
    if not may_change(actor, user):
        raise OwnAccount


def act_of(actor: User, act: str) -> Callable[[User], None]:
    """Return what a bulk act does to one person. `act`: `lock`, or the name of a role to give."""
    if act == "lock":
        return lambda user: lock(actor, user)
    return lambda user: give_role(actor, user, Role(act))


def foresee(actor: User, people: Iterable[User], act: str) -> Outcome:
    """Say what a bulk act would do, without doing it."""
    outcome = Outcome([], [])
    for user in people:
        reason = _reason(actor, user, act)
        if reason:
            outcome.left_out.append((user, reason))
        else:
            outcome.reached.append(user)
    return outcome


def _reason(actor: User, user: User, act: str) -> str:
    if not may_change(actor, user):
        return "to Twoje własne konto"
    if act == "lock":
        return "" if user.active else "konto jest już zablokowane"
    return f"ma już rolę: {LABELS[Role(act)]}" if act in user.roles else ""


def act_on_all(actor: User, people: Iterable[User], act: str) -> Outcome:
    """Do a bulk act to each chosen person; whom a rule protects is left out and told of."""
    outcome, do = Outcome([], []), act_of(actor, act)
    for user in people:
        try:
            do(user)
        except RuleBroken as refused:
            outcome.left_out.append((user, refused.message))
        else:
            outcome.reached.append(user)
    return outcome

"""What a person agrees to, and takes back."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, func, or_, select, update

from akademia.accounts.formats.consents import ConsentText
from akademia.accounts.models import Consent, ConsentWording, User
from akademia.accounts.queries import consent_texts
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken


class ConsentNeeded(RuleBroken):
    message = "Bez tej zgody konto nie może działać."


class WordingUnfit(RuleBroken):
    message = "Tej wersji nie można opublikować."


def record_consents(user: User, keys: Iterable[str]) -> list[Consent]:
    """Write down what a person agreed to: each consent in its present words, version and time. Nothing is committed.

    :raises Missing: a key that is not asked about.
    """
    texts = [_text(key) for key in keys]
    now = clock.now()
    made = [Consent(key=text.key, version=text.version, words=text.text, given_at=now) for text in texts]
    user.consents.extend(made)
    user.owes_consent = any(_standing_version(user, text.key) < text.version for text in _required())
    return made


def give_consent(user: User, key: str) -> None:
    """Write down one more consent; one that stands in its present version is left as it is."""
    text = _text(key)
    standing = _standing(user, key)
    if standing is None or standing.version != text.version:
        record_consents(user, [key])


def accept_required(user: User, keys: Collection[str]) -> None:
    """Write down that a person agrees to the present wording of what an account needs.

    :raises ConsentNeeded: something that is owed is not among the keys.
    """
    owed = [text.key for text in _required() if _standing_version(user, text.key) < text.version]
    if not set(owed) <= set(keys):
        raise ConsentNeeded("Bez tych potwierdzeń konto nie może działać dalej.")
    record_consents(user, owed)


def publish_wording(key: str, words: str, changes: str, opened_version: int, actor: int) -> ConsentWording:
    """Publish a new wording; where an account needs it, everyone is asked before anything else opens to them.

    :param changes: what is new, in a sentence or two; shown to who is asked.
    :param opened_version: the version that the editor saw.
    :raises Missing: a key that is not asked about.
    :raises WordingUnfit: the words or what changed are empty, or another version came meanwhile.
    """
    words, changes, text = words.strip(), changes.strip(), _text(key)
    if not words or not changes:
        raise WordingUnfit("Wpisz treść i to, co się zmieniło.")
    if text.version != opened_version:
        raise WordingUnfit("W tym czasie ktoś inny opublikował nową wersję. Przeczytaj ją i zdecyduj jeszcze raz.")
    made = ConsentWording(key=key, version=text.version + 1, words=words, changes=changes)
    db.session.add(made)
    db.session.flush()
    record("consent.publish", "consent", key, actor=actor, version=made.version)
    mark_owing()
    return made


def mark_owing() -> int:
    """Have everyone asked who has not agreed to the present wording of what an account needs. Returns how many."""
    lacking: list[ColumnElement[bool]] = [
        ~select(Consent.id)
        .where(Consent.user_id == User.id, Consent.key == text.key, Consent.version >= text.version,
               Consent.withdrawn_at.is_(None))
        .exists()
        for text in _required()
    ]  # fmt: skip
    asked = select(User.id).where(User.email.is_not(None), User.owes_consent.is_(False), or_(*lacking))
    count = db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    db.session.execute(update(User).where(User.id.in_(asked)).values(owes_consent=True))
    return count


def withdraw_consent(user: User, key: str) -> None:
    """Take a consent back; one that does not stand is left as it is.

    :raises ConsentNeeded: without it there is no account.
    """
    if _text(key).required:
        raise ConsentNeeded
    for consent in user.consents:
        if consent.key == key and consent.withdrawn_at is None:
            consent.withdrawn_at = clock.now()


def _required() -> list[ConsentText]:
    return [text for text in consent_texts() if text.required]


def _text(key: str) -> ConsentText:
    for text in consent_texts():
        if text.key == key:
            return text
    raise Missing


def _standing(user: User, key: str) -> Consent | None:
    standing = [consent for consent in user.consents if consent.key == key and consent.withdrawn_at is None]
    return standing[-1] if standing else None


def _standing_version(user: User, key: str) -> int:
    standing = _standing(user, key)
    return standing.version if standing else 0

"""What a person agrees to, and takes back."""

from collections.abc import Iterable

from akademia.accounts.formats.consents import ConsentText
from akademia.accounts.models import Consent, User
from akademia.accounts.queries import consent_texts
from akademia.core import clock
from akademia.core.errors import Missing, RuleBroken


class ConsentNeeded(RuleBroken):
    message = "Bez tej zgody konto nie może działać."


def record_consents(user: User, keys: Iterable[str]) -> list[Consent]:
    """Write down what a person agreed to: each consent in its present words, version and time. Nothing is committed.

    :raises Missing: a key that is not asked about.
    """
    texts = [_text(key) for key in keys]
    now = clock.now()
    made = [Consent(key=text.key, version=text.version, words=text.text, given_at=now) for text in texts]
    user.consents.extend(made)
    return made


def give_consent(user: User, key: str) -> None:
    """Write down one more consent; one that stands in its present version is left as it is."""
    text = _text(key)
    standing = _standing(user, key)
    if standing is None or standing.version != text.version:
        record_consents(user, [key])


def withdraw_consent(user: User, key: str) -> None:
    """Take a consent back; one that does not stand is left as it is.

    :raises ConsentNeeded: without it there is no account.
    """
    if _text(key).required:
        raise ConsentNeeded
    for consent in user.consents:
        if consent.key == key and consent.withdrawn_at is None:
            consent.withdrawn_at = clock.now()


def _text(key: str) -> ConsentText:
    for text in consent_texts():
        if text.key == key:
            return text
    raise Missing


def _standing(user: User, key: str) -> Consent | None:
    standing = [consent for consent in user.consents if consent.key == key and consent.withdrawn_at is None]
    return standing[-1] if standing else None

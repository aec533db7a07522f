"""Codes of an authenticator application (TOTP, RFC 6238): sealed secrets, their QR picture, checking a code.

A secret is sealed as Flask-Security seals it: by passlib, under the installation's TOTP key.
"""

from dataclasses import dataclass
from functools import cache

from passlib.totp import TOTP, AppWallet, TokenError

ISSUER = "Akademia Zatrudnienia Socjalnego"
PERIOD_SECONDS = 30
_SEALING_ROUNDS = 6  # as a power of two; the sealing key is random already, so it needs no stretching


@dataclass(frozen=True)
class Picture:
    """What a person copies into the application. `image` is a data: address; `groups` the secret, four signs each."""

    image: str
    groups: tuple[str, ...]
    address: str


@cache
def _totp(sealing_key: str) -> type[TOTP]:
    made: type[TOTP] = TOTP.using(issuer=ISSUER, wallet=AppWallet({"1": sealing_key}, encrypt_cost=_SEALING_ROUNDS))
    return made


def new_secret(sealing_key: str) -> str:
    """Return a new sealed secret."""
    return str(_totp(sealing_key).new().to_json(encrypt=True))


def picture(sealed: str, email: str, sealing_key: str) -> Picture:
    """Return a secret as a QR picture and as text."""
    import segno  # read at first use

    totp = _totp(sealing_key).from_source(sealed)
    address = str(totp.to_uri(label=email))
    drawn = segno.make(address, error="m", micro=False)
    image = drawn.svg_data_uri(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
    return Picture(str(image), tuple(str(totp.pretty_key(sep=" ")).split()), address)


def counter_of(code: str, sealed: str, sealing_key: str, at: float, last_counter: int | None) -> int | None:
    """Return the period to which a code belongs, or None when it is wrong, old or used.

    One period before and after is let through, for clocks that go wrong and slow fingers.

    :param at: seconds since 1970.
    :param last_counter: the last period whose code was used; it and all before it are used up.
    """
    try:
        match = _totp(sealing_key).verify(code, sealed, time=at, window=PERIOD_SECONDS, last_counter=last_counter)
    except TokenError:
        return None
    return int(match.counter)

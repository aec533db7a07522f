"""The tax number: its digits, its check, its face."""

from stdnum.exceptions import ValidationError
from stdnum.pl import nip as number


def bare_nip(text: str) -> str | None:
    """Return the ten digits of a tax number written with or without hyphens or „PL”, or None when it is not one."""
    try:
        return str(number.validate(text))
    except ValidationError:
        return None


def shown_nip(nip: str) -> str:
    """Return a tax number as it is usually written: 526-025-02-74."""
    return str(number.format(nip))

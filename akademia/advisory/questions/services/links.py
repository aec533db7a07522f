"""Giving private links of cases, renewing them, sending a lost one again."""

import secrets

from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries.cases import address_of
from akademia.advisory.questions.queries.links import hash_of, same_secret, secret_of


def give_link(case: Case) -> str:
    """Give a case a new private link; an old one ends. Returns its secret."""
    case.token_nonce = secrets.token_hex(16)
    secret = secret_of(case.id, case.token_nonce)
    case.token_hash = hash_of(secret)
    return secret


def link_secret(case: Case) -> str:
    """Return the secret of a case's link, for a letter or its holder.

    A new one where it cannot be made anew: the installation's own secret has changed since.
    """
    return same_secret(case) or give_link(case)


def reaches_someone(case: Case) -> bool:
    """Say whether somebody can still open a case and be written to about it."""
    return case.token_hash is not None and address_of(case) is not None

"""Rows of entities, corrections and sheets, whatever their state."""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta

from sqlalchemy import select

from akademia.core import clock, settings
from akademia.core.db import db, row_of
from akademia.core.errors import Missing
from akademia.promotion.directory.models import Correction, Entity, RegisterSheet
from akademia.promotion.directory.rules.freshness import ANSWER_DAYS

ENTITY_KIND = "entity"
_TOKEN_LENGTH, _KEY_LENGTH = 32, 16


def entity_row(ref: int, lock: bool = False, with_bin: bool = False) -> Entity:
    """Return an entity.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    return row_of(Entity, ref, lock, with_bin)


def entity_at(slug: str) -> Entity:
    """Return the entity of an address.

    :raises Missing: there is none, or it lies in the bin.
    """
    found = db.session.scalar(select(Entity).where(Entity.slug == slug))
    if found is None:
        raise Missing
    return found


def correction_row(ref: int, lock: bool = False) -> Correction:
    """Return a proposed correction.

    :raises Missing: there is none.
    """
    return row_of(Correction, ref, lock)


def sheet_row(ref: int, lock: bool = False) -> RegisterSheet:
    """Return a register file on its way in.

    :raises Missing: there is none.
    """
    return row_of(RegisterSheet, ref, lock)


def token_of(key: str) -> str:
    """Return the token of a private link: the key, and a seal that only this installation can make."""
    made = hmac.new(settings.here().secret_key.encode(), f"entity|{key}".encode(), "sha256").digest()
    return key + urlsafe_b64encode(made).decode()[:_TOKEN_LENGTH]


def entity_by_token(token: str) -> Entity:
    """Return the entity of a private link.

    :raises Missing: it was guessed, is too old, or another was sent since.
    """
    key = token[:_KEY_LENGTH]
    found = db.session.scalar(select(Entity).where(Entity.ask_key == key)) if key.isalnum() else None
    good = found is not None and hmac.compare_digest(token.encode(), token_of(key).encode())
    if found is None or not good or found.asked_at is None:
        raise Missing
    if found.asked_at < clock.now() - timedelta(days=ANSWER_DAYS):
        raise Missing
    return found

"""The yearly confirmation: a letter with a private link to the entity's own address, and its answer.

Opening the link changes nothing; the button on its page does. What anybody typed goes into no letter but the entity's
own name.
"""

import secrets
from datetime import timedelta

from sqlalchemy import func, or_, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.rows import ENTITY_KIND, token_of
from akademia.promotion.directory.rules.freshness import ANSWER_DAYS, GOOD_DAYS
from akademia.promotion.directory.services.editing import lay

MOST_AT_ONCE = 200

letter_kind(
    LetterKind(
        "directory",
        "Potwierdzenie danych w katalogu",
        "Przychodzi raz w roku na adres podmiotu z katalogu: czy dane o nim są aktualne.",
        ("directory/",),
    )
)


class NoAddress(RuleBroken):
    message = "Ten podmiot nie ma w katalogu adresu e-mail. Dopisz go, a potem wyślij prośbę."


def ask(entity: Entity, actor: int | None = None) -> None:
    """Write to an entity for its confirmation; the link of an earlier letter stops working.

    :raises NoAddress: nobody knows where to write.
    """
    if not entity.contact_email:
        raise NoAddress
    entity.ask_key, entity.asked_at = secrets.token_hex(8), clock.now()
    link = full_url_for("directory_answers.confirm_entity", token=token_of(entity.ask_key))
    told = {"name": entity.name, "link": link, "days": ANSWER_DAYS,
            "page": full_url_for("directory.show_entity", slug=entity.slug)}  # fmt: skip
    queue_letter(entity.contact_email, "directory/confirm", told, key=f"directory {entity.ask_key}")
    record("entity.asked", ENTITY_KIND, entity.id, actor=actor)


def ask_due(most: int = MOST_AT_ONCE) -> int:
    """Write to entities whose data nobody has confirmed for a year and who were not asked in it. Returns how many.

    A new one is not asked until it is a year old.
    """
    before = clock.now() - timedelta(days=GOOD_DAYS)
    known_since = func.coalesce(Entity.confirmed_on, func.date(Entity.made_at))
    due = (
        select(Entity)
        .where(Entity.contact_email != "", Entity.ceased_on.is_(None), known_since < before.date(),
               or_(Entity.asked_at.is_(None), Entity.asked_at < before))
        .order_by(Entity.id).limit(most).with_for_update(skip_locked=True)
    )  # fmt: skip
    found = list(db.session.scalars(due))
    for entity in found:
        ask(entity)
    return len(found)


def confirm(entity: Entity) -> None:
    """Take an entity's word that what stands in the directory is so. The link works no more."""
    entity.ask_key = None
    lay(entity, {"confirmed_on": clock.today(), "historic_year": None})
    record("entity.confirmed", ENTITY_KIND, entity.id, actor=None)

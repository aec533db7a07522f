"""Issuing a number: its words are copied, and its files asked for, in one transaction."""

from collections.abc import Iterable, Sequence

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.operator import OPERATOR
from akademia.jobs.services import enqueue
from akademia.publishing.collections.models import Collection, Edition, EditionPassage
from akademia.publishing.collections.queries.gathering import gathered, live_spots
from akademia.publishing.collections.rules import Seated, checksum, oldest

MAKE = "collections.make"
_COPIED = ("kind", "ref", "part", "article_key", "article", "label", "title", "heading", "html", "digest", "version",
           "legal_state_on", "place", "endpoint", "provisions")  # fmt: skip


class NothingChosen(RuleBroken):
    message = "W tym zbiorze nic nie jest zaznaczone. Wybierz fragmenty, zanim wydasz numer."


class NothingNew(RuleBroken):
    message = "Nowy numer byłby taki sam jak poprzedni."


def issue(collection: Collection, reason: str, actor: int | None) -> Edition:
    """Issue the next number with all that is chosen and still public.

    :param reason: why there is a new number, for readers; empty for the first.
    :raises NothingChosen: nothing of it is there.
    :raises NothingNew: it would say what the last number says.
    """
    found = gathered(collection.subjects)
    chosen = [one for one in found if one.spot in collection.chosen]
    if not chosen:
        raise NothingChosen
    edition = _next(collection, [_copied(one, place) for place, one in enumerate(chosen, start=1)], reason, actor)
    collection.seen, collection.news, collection.news_at = live_spots(found), {}, None
    record("collection.issued", "collection", collection.id, actor=actor, number=edition.number)
    return edition


def issue_rest(edition: Edition, rest: Iterable[EditionPassage], reason: str) -> Edition:
    """Issue a number that holds what is left of a cut one, word for word."""
    kept = [
        EditionPassage(position=place, **{name: getattr(one, name) for name in _COPIED})
        for place, one in enumerate(rest, start=1)
    ]  # fmt: skip
    made = _next(edition.collection, kept, reason, None, (edition.title, edition.summary, edition.html))
    record("collection.reissued", "collection", edition.collection_id, number=made.number)
    return made


def _next(
    collection: Collection, passages: Sequence[EditionPassage], reason: str, actor: int | None,
    said: tuple[str, str, str] | None = None,
) -> Edition:  # fmt: skip
    title, summary, html = said or (collection.title, collection.summary, collection.html)
    last = max(collection.editions, key=lambda one: one.number, default=None)
    number = last.number + 1 if last else 1
    digests = [one.digest for one in passages]
    if last is not None and last.cut_at is None and checksum(title, last.number, html, digests) == last.checksum:
        raise NothingNew
    edition = Edition(
        number=number, title=title, summary=summary, html=html, publisher=OPERATOR.name or OPERATOR.academy,
        place=OPERATOR.place, legal_state_on=oldest(one.legal_state_on for one in passages), issued_on=clock.today(),
        issued_by_number=actor, reason=reason, checksum=checksum(title, number, html, digests),
        passages=list(passages),
    )  # fmt: skip
    collection.editions.append(edition)
    collection.changed_at = clock.now()
    db.session.flush()
    db.session.expire(collection, ["editions"])
    enqueue(MAKE, {"edition": edition.id}, key=str(edition.id))
    return edition


def _copied(one: Seated, position: int) -> EditionPassage:
    passage, seat = one.passage, one.seat
    return EditionPassage(
        position=position, kind=passage.kind, ref=passage.ref, part=passage.part, article_key=seat.article_key,
        article=seat.article, label=seat.label, title=passage.title, heading=passage.heading, html=passage.html,
        digest=one.digest, version=passage.version, legal_state_on=passage.legal_state_on, place=dict(passage.place),
        endpoint=passage.endpoint, provisions=[{"ref": ref, "label": label} for ref, label in seat.provisions],
    )  # fmt: skip

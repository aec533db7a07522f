"""Finding certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from akademia.accounts.models import User
from akademia.audit.models import AuditEntry
from akademia.certificates.models import Certificate
from akademia.certificates.rules import normalise_code
from akademia.core.area import RefreshRow, refreshing_of
from akademia.core.db import db, rows
from akademia.core.errors import Missing, Withdrawn
from akademia.core.listing import Asked, ListPage, list_page

# The word in the address -> the word on the page.
STATES = {"wazne": "ważne", "cofniete": "cofnięte", "usuniete": "usunięte przez posiadacza"}
_ACTS = {
    "certificate.issue": "wydano",
    "certificate.revoke": "cofnięto",
    "certificate.resend": "wysłano list jeszcze raz",
}


@dataclass(frozen=True)
class Refreshing:
    """What a certificate's page says of its holder's knowledge of later changes.

    :param done_at: when the holder last answered the questions of a lesson on them rightly; None: not yet.
    :param offered: lessons that wait for the holder; told to nobody else.
    """

    done_at: datetime | None
    offered: Sequence[RefreshRow]


@dataclass(frozen=True)
class HeldRow:
    """A certificate on its holder's desk."""

    title: str
    code: str
    issued_at: datetime
    legal_state_on: date
    revoked: bool


def living(holder_id: int, kind: str, subject_key: str, edition: int) -> Certificate | None:
    """Return the one certificate of a holder for a subject's edition that was not revoked."""
    return db.session.scalar(
        select(Certificate).where(
            Certificate.holder_id == holder_id,
            Certificate.kind == kind,
            Certificate.subject_key == subject_key,
            Certificate.edition == edition,
            Certificate.revoked_at.is_(None),
        )
    )


def revoked(holder_id: int, kind: str, subject_key: str, edition: int) -> Certificate | None:
    """Return the last certificate of a holder for a subject's edition that was revoked."""
    return db.session.scalar(
        select(Certificate)
        .where(
            Certificate.holder_id == holder_id,
            Certificate.kind == kind,
            Certificate.subject_key == subject_key,
            Certificate.edition == edition,
            Certificate.revoked_at.is_not(None),
        )
        .order_by(Certificate.id.desc())
        .limit(1)
    )


def by_code(text: str) -> Certificate:
    """Return the certificate that a typed code means.

    :raises Missing: no certificate has this code.
    :raises Withdrawn: its holder had it removed.
    """
    code = normalise_code(text)
    found = db.session.scalar(select(Certificate).where(Certificate.code == code)) if code else None
    if found is None:
        raise Missing
    if found.withdrawn_at is not None:
        raise Withdrawn
    return found


_HELD = (
    select(
        Certificate.title,
        Certificate.code,
        Certificate.issued_at,
        Certificate.legal_state_on,
        Certificate.revoked_at.is_not(None),
    )
    .where(Certificate.holder_id == bindparam("holder"), Certificate.withdrawn_at.is_(None))
    .order_by(Certificate.issued_at.desc())
)


def held_by(user_id: int) -> list[HeldRow]:
    """Return a person's certificates, newest first."""
    return [HeldRow(*row) for row in rows(_HELD, holder=user_id)]


def refreshing(certificate: Certificate, viewer: int | None) -> Refreshing:
    """Return what has been, and for the holder what can be, known anew since a certificate's day."""
    about = (certificate.kind, certificate.subject_key)
    rows_ = [
        row for row in refreshing_of(certificate.holder_id)
        if row.subject == about and row.changed_on > certificate.legal_state_on
    ]  # fmt: skip
    done = max((row.done_at for row in rows_ if row.done_at is not None), default=None)
    own = viewer == certificate.holder_id
    return Refreshing(done, [row for row in rows_ if row.done_at is None] if own else ())


def holder_address(user_id: int) -> str | None:
    return db.session.scalar(select(User.email).where(User.id == user_id))


@dataclass(frozen=True)
class Event:
    """A line of a certificate's history. `who`: an address, or by which other door it came."""

    at: datetime
    what: str
    who: str


@dataclass(frozen=True)
class Entry:
    """A certificate in the register, with what it replaces, what replaced it, and its history."""

    certificate: Certificate
    holder: str | None
    replaces: Certificate | None
    replaced_by: Certificate | None
    history: Sequence[Event]


def subjects() -> dict[str, str]:
    """Return key -> title of what certificates were issued for, by their newest title."""
    found = db.session.execute(
        select(Certificate.subject_key, Certificate.title).distinct().order_by(Certificate.title)
    )
    return {row.subject_key: row.title for row in found}


def register(asked: Asked) -> ListPage[Certificate]:
    """Return certificates for the desk, searched by code, number or name."""
    query = _in_state(select(Certificate), asked.filters.get("stan"))
    if "kurs" in asked.filters:
        query = query.where(Certificate.subject_key == asked.filters["kurs"])
    if asked.words:
        code = normalise_code(asked.words)
        columns = (Certificate.name, Certificate.number)
        said = or_(*(column.icontains(asked.words, autoescape=True) for column in columns))
        query = query.where(or_(said, Certificate.code == code) if code else said)
    order = {"wydanie": Certificate.id, "osoba": Certificate.name}[asked.sort]
    query = query.order_by(order.desc() if asked.descending else order.asc(), Certificate.id)
    return list_page(query, asked, lambda certificate: certificate)


def _in_state(query: Select[Any], state: str | None) -> Select[Any]:
    if state == "wazne":
        return query.where(Certificate.revoked_at.is_(None), Certificate.withdrawn_at.is_(None))
    if state == "cofniete":
        return query.where(Certificate.revoked_at.is_not(None))
    return query.where(Certificate.withdrawn_at.is_not(None)) if state == "usuniete" else query


def entry(number: int) -> Entry:
    """Return a certificate with its history.

    :raises Missing: there is none.
    """
    certificate = db.session.get(Certificate, number)
    if certificate is None:
        raise Missing
    before = certificate.replaces_id
    return Entry(
        certificate=certificate,
        holder=holder_address(certificate.holder_id),
        replaces=db.session.get(Certificate, before) if before else None,
        replaced_by=db.session.scalar(select(Certificate).where(Certificate.replaces_id == number)),
        history=_history(number),
    )


def _history(number: int) -> list[Event]:
    found = db.session.execute(
        select(AuditEntry, User.email)
        .outerjoin(User, User.id == AuditEntry.actor_number)
        .where(AuditEntry.thing_kind == "certificate", AuditEntry.thing_ref == str(number))
        .order_by(AuditEntry.id)
    )
    doors = {"person": "po ukończeniu kursu", "command": "z wiersza poleceń", "job": "przez zadanie w tle"}
    return [
        Event(
            row.at,
            _ACTS.get(row.act, row.act),
            email or ("osoba usunięta" if row.actor_number else doors[row.actor_kind]),
        )
        for row, email in found
    ]


def held(number: int) -> Certificate:
    """Return a certificate, held until the transaction ends.

    :raises Missing: there is none.
    """
    wanted = select(Certificate).where(Certificate.id == number).with_for_update()
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise Missing
    return found


def by_ids(numbers: Sequence[int]) -> list[Certificate]:
    """Return certificates that have a page, by their rows' numbers."""
    wanted = select(Certificate).where(Certificate.id.in_(numbers), Certificate.withdrawn_at.is_(None))
    return list(db.session.scalars(wanted))

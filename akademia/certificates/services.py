"""Issuing, revoking and re-issuing certificates. Nothing is committed here."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from akademia.audit.services import record
from akademia.certificates import queries
from akademia.certificates.models import Certificate
from akademia.certificates.rules import certificate_number, new_code
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "certificate",
        "Zaświadczenie gotowe",
        "Przychodzi, gdy ukończysz kurs. Zaświadczenie i tak czeka na stronie „Moja nauka”.",
        ("certificates/issued",),
        optional=True,
    )
)
TRIES = 5


class AlreadyRevoked(RuleBroken):
    message = "To zaświadczenie jest już cofnięte."


class NotLetterable(RuleBroken):
    message = "Tego listu nie można wysłać: zaświadczenie jest cofnięte albo jego posiadacz nie ma już konta."


class NoReason(RuleBroken):
    message = "Podaj powód: zobaczy go każdy, kto sprawdzi to zaświadczenie."


class NoName(RuleBroken):
    message = "Podaj imię i nazwisko, które ma stać na zaświadczeniu."


@dataclass(frozen=True)
class Award:
    """What a certificate is given for, as it is on the day of issue.

    :param kind: `course`.
    :param subject_key: the course's stable key.
    """

    holder_id: int
    kind: str
    subject_key: str
    edition: int
    name: str
    title: str
    hours: int
    lessons: int
    score_percent: int | None
    pass_percent: int | None
    legal_state_on: date


def issue(award: Award) -> Certificate:
    """Issue a certificate and tell its holder; what was issued before for the same is returned instead.

    A revoked one is returned too: what staff took back no click of its holder brings back, only `reissue` does.
    Two processes at one moment end with one row: the constraint decides, the loser returns the winner's.
    """
    same = award.holder_id, award.kind, award.subject_key, award.edition
    found = queries.living(*same) or queries.revoked(*same)
    if found is not None:
        return found
    for _ in range(TRIES):
        try:
            with db.session.begin_nested():
                made = _write(award)
        except IntegrityError:
            found = queries.living(*same)
            if found is not None:
                return found
        else:
            _tell(made, f"certificate-issued:{made.code}")
            return made
    raise RuleBroken("Nie udało się nadać kodu zaświadczenia. Spróbuj jeszcze raz.")


def _write(award: Award, replaces: Certificate | None = None, actor: int | None = None) -> Certificate:
    code = new_code()
    made = Certificate(
        number=code,  # until the row has the number that its own is made of
        code=code,
        holder_id=award.holder_id,
        kind=award.kind,
        subject_key=award.subject_key,
        edition=award.edition,
        name=award.name,
        title=award.title,
        hours=award.hours,
        lessons=award.lessons,
        score_percent=award.score_percent,
        pass_percent=award.pass_percent,
        legal_state_on=award.legal_state_on,
        issuer=OPERATOR.issuer,
        issuer_place=OPERATOR.place,
        replaces_id=replaces.id if replaces else None,
    )
    db.session.add(made)
    db.session.flush()
    made.number = certificate_number(made.id, clock.today())
    record("certificate.issue", "certificate", made.id, actor=actor, replaces=made.replaces_id)
    return made


def _tell(made: Certificate, key: str | None = None) -> None:
    address = queries.holder_address(made.holder_id)
    if address is None:
        return
    queue_letter(
        address,
        "certificates/issued",
        {"title": made.title, "code": made.code,
         "address": full_url_for("certificates.show_certificate", code=made.code)},
        user_id=made.holder_id,
        key=key,
    )  # fmt: skip


def resend(certificate: Certificate, actor: int | None = None) -> None:
    """Send the letter about a certificate once more.

    :raises NotLetterable: it is revoked or withdrawn, or nobody is there to write to.
    """
    gone = certificate.revoked_at or certificate.withdrawn_at
    if gone or queries.holder_address(certificate.holder_id) is None:
        raise NotLetterable
    _tell(certificate)
    record("certificate.resend", "certificate", certificate.id, actor=actor)


def revoke(certificate: Certificate, reason: str, actor: int | None = None) -> None:
    """Take a certificate back. The day and the reason are shown to whoever verifies it.

    :raises AlreadyRevoked: it was taken back before.
    :raises NoReason: the reason is empty.
    """
    if certificate.revoked_at is not None:
        raise AlreadyRevoked
    if not reason.strip():
        raise NoReason
    certificate.revoked_at, certificate.revoked_reason = clock.now(), reason.strip()
    db.session.flush()
    record("certificate.revoke", "certificate", certificate.id, actor=actor)


def reissue(certificate: Certificate, reason: str, name: str | None = None, actor: int | None = None) -> Certificate:
    """Revoke a certificate and issue another in its place, with a corrected name when one is given.

    One that was revoked before keeps its day and reason, and gets the successor that it was left without.

    :raises AlreadyRevoked: it was taken back before and another stands in its place.
    :raises NoName: the corrected name is empty.
    """
    name = certificate.name if name is None else " ".join(name.split())
    if not name:
        raise NoName
    same = certificate.holder_id, certificate.kind, certificate.subject_key, certificate.edition
    if certificate.revoked_at is None or queries.living(*same) is not None:
        revoke(certificate, reason, actor)
    award = Award(
        **{field: getattr(certificate, field) for field in Award.__dataclass_fields__ if field != "name"},
        name=name,
    )
    made = _write(award, certificate, actor)
    _tell(made, f"certificate-issued:{made.code}")
    return made

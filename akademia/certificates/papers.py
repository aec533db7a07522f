"""A certificate's forms to take away: paper, badge, token. Built from the stored snapshot alone."""

from datetime import datetime
from pathlib import Path
from typing import Any

from akademia.certificates import issuer
from akademia.certificates.formats import badge, keys
from akademia.certificates.formats.paper import Paper, certificate_pdf
from akademia.certificates.models import Certificate
from akademia.core.clock import WARSAW
from akademia.core.errors import RuleBroken
from akademia.core.links import absolute_url, full_url_for
from akademia.core.operator import OPERATOR
from akademia.core.paper import LettersMissing
from akademia.core.text import counted, date_words
from akademia.storage import store


def pdf_of(certificate: Certificate) -> bytes:
    """Return the certificate as PDF.

    :raises RuleBroken: the name or the title holds letters that the certificate's font has not.
    """
    try:
        return certificate_pdf(_paper(certificate))
    except LettersMissing as error:
        raise RuleBroken(
            f"Krój pisma zaświadczeń nie ma znaków: {error.letters}. Napisz do nas, wydamy je z innym zapisem nazwiska."
        ) from error


def badge_of(certificate: Certificate, folder: Path) -> dict[str, Any]:
    """Return the certificate as a signed Open Badge."""
    name, key = next(iter(issuer.keys_in(folder).items()))
    method = full_url_for("certificates.show_key", name=name)
    return badge.sign(badge.credential(_badge(certificate)), key, method, certificate.issued_at)


def token_of(certificate: Certificate, folder: Path) -> str:
    """Return the certificate as VC-JWT."""
    name, key = next(iter(issuer.keys_in(folder).items()))
    return badge.jwt(badge.credential(_badge(certificate)), key, full_url_for("certificates.show_jwk", name=name))


def issuer_document(folder: Path) -> dict[str, Any]:
    """Return the document that lists the keys which may sign for this installation."""
    public = {
        full_url_for("certificates.show_key", name=name): key.public_key()
        for name, key in issuer.keys_in(folder).items()
    }
    return keys.controller_document(full_url_for("certificates.show_issuer"), public)


def key_document(folder: Path, name: str) -> dict[str, Any] | None:
    """Return the document of one key, or None where there is no such key."""
    key = issuer.keys_in(folder).get(name)
    if key is None:
        return None
    return keys.issuer_key_document(
        full_url_for("certificates.show_key", name=name), full_url_for("certificates.show_issuer"), key.public_key()
    )


def jwk_document(folder: Path, name: str) -> dict[str, str] | None:
    """Return one public key as JWK, for those who read tokens, or None where there is no such key."""
    key = issuer.keys_in(folder).get(name)
    return keys.public_jwk(key.public_key(), full_url_for("certificates.show_jwk", name=name)) if key else None


def _paper(certificate: Certificate) -> Paper:
    return Paper(
        name=certificate.name,
        title=certificate.title,
        hours=certificate.hours,
        lessons=certificate.lessons,
        score_percent=certificate.score_percent,
        pass_percent=certificate.pass_percent,
        legal_state_on=certificate.legal_state_on,
        issued_on=certificate.issued_at.astimezone(WARSAW).date(),
        issuer=certificate.issuer,
        issuer_place=certificate.issuer_place,
        number=certificate.number,
        code=certificate.code,
        address=full_url_for("certificates.show_certificate", code=certificate.code),
        logo=_logo(),
    )


def _logo() -> bytes | None:
    """Return the operator's logo of now; a lost file keeps nobody from a certificate."""
    try:
        return store.reader(OPERATOR.logo_key).read() if OPERATOR.logo_key else None
    except FileNotFoundError:
        return None


def _description(certificate: Certificate) -> str:
    hours = counted(certificate.hours, "godzina", "godziny", "godzin")
    return f"Ukończony kurs: {certificate.title}, {hours}."


def _achievement(certificate: Certificate) -> str:
    """Return the identifier of what was achieved: the same for all who did, and it leads to the issuer."""
    mark = f"{certificate.kind}-{certificate.subject_key}-{certificate.edition}"
    return f"{full_url_for('certificates.show_issuer')}#{mark}"


def _badge(certificate: Certificate) -> badge.Badge:
    return badge.Badge(
        address=full_url_for("certificates.show_certificate", code=certificate.code),
        holder_name=certificate.name,
        achievement_address=_achievement(certificate),
        title=certificate.title,
        description=_description(certificate),
        criteria=_criteria(certificate),
        issuer_address=full_url_for("certificates.show_issuer"),
        issuer_url=absolute_url("/"),
        issuer_name=certificate.issuer,
        valid_from=_to_second(certificate.issued_at),
    )


def _criteria(certificate: Certificate) -> str:
    parts = [f"Ukończenie wszystkich lekcji kursu ({counted(certificate.lessons, 'lekcja', 'lekcje', 'lekcji')})"]
    if certificate.pass_percent is not None:
        parts.append(f"test końcowy zaliczony na co najmniej {certificate.pass_percent}%")
    return f"{' i '.join(parts)}. Stan prawny kursu: {date_words(certificate.legal_state_on)}"


def _to_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)

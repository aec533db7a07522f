"""A person's consent to be shown: written down with its proof, and withdrawn at once."""

from datetime import date

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.media import services as media
from akademia.media.formats.figure import keys_in
from akademia.media.queries import media_under, shown, uses_of
from akademia.promotion.team.models import TeamConsent
from akademia.promotion.team.queries.rows import MEMBER_KIND, member_row, standing_consent
from akademia.promotion.team.rules import full_name
from akademia.texts.queries import present_version, revision


class ConsentStands(RuleBroken):
    message = "Ta osoba ma już zapisaną zgodę. Żeby zapisać nową, najpierw zapisz cofnięcie tamtej."


class NoConsent(RuleBroken):
    message = "Nie ma zgody, którą można cofnąć. Otwórz stronę tej osoby jeszcze raz."


class DayAhead(RuleBroken):
    message = "Ten dzień jeszcze nie nadszedł."


def give_consent(ref: int, given_by: str, given_on: date, proof: str, photo: bool, actor: int) -> None:
    """Write down a consent; from now on the person is shown.

    :raises ConsentStands: there is one.
    :raises DayAhead: it is dated ahead.
    """
    member = member_row(ref, lock=True)
    if standing_consent(ref) is not None:
        raise ConsentStands
    if given_on > clock.today():
        raise DayAhead
    db.session.add(TeamConsent(member_id=ref, given_by=given_by, given_on=given_on, proof=proof, photo=photo))
    member.changed_at = clock.now()
    db.session.flush()
    record("team.consent_given", MEMBER_KIND, ref, actor=actor, photo=photo, on=given_on.isoformat())


def withdraw_consent(ref: int, on: date, actor: int) -> bool:
    """Write down that a consent was withdrawn: the person is shown nowhere from now on.

    A photo that no other text uses is removed with its files; whether one had to stay is returned.

    :raises NoConsent: none stands.
    :raises DayAhead: it is dated ahead.
    """
    member, consent = member_row(ref, lock=True), standing_consent(ref)
    if consent is None:
        raise NoConsent
    if on > clock.today():
        raise DayAhead
    consent.withdrawn_on, consent.withdrawn_at, member.changed_at = on, clock.now(), clock.now()
    db.session.flush()
    record("team.consent_withdrawn", MEMBER_KIND, ref, actor=actor, on=on.isoformat())
    photo, member.photo = member.photo, ""
    return _let_photo_go(ref, full_name(member.name), photo)


def _let_photo_go(ref: int, title: str, key: str) -> bool:
    kept = shown(keys_in(revision(MEMBER_KIND, ref, present_version(MEMBER_KIND, ref)).source))
    media.use(MEMBER_KIND, ref, title, {name: one.version for name, one in kept.items()})
    for one in media_under([key]) if key else ():
        if uses_of(one):
            return True
        media.remove(one)
    return False

"""What surveys keep about a person: the address to which an invitation went. Answers are nobody's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.core.area import PrivacyCard, Retention
from akademia.core.db import db
from akademia.core.text import counted
from akademia.research.surveys.models import Study, SurveyGroup, SurveyInvitation
from akademia.research.surveys.services import inviting


def _address(user_id: int) -> str:
    user = db.session.get(User, user_id)
    return (user.email if user is not None else None) or ""


def _titles(user_id: int) -> Sequence[str]:
    found = (
        select(Study.title).join(SurveyGroup, SurveyGroup.study_id == Study.id)
        .join(SurveyInvitation, SurveyInvitation.group_id == SurveyGroup.id)
        .where(SurveyInvitation.address == _address(user_id).casefold()).order_by(Study.title)
    )  # fmt: skip
    return list(db.session.scalars(found))


def _export(user_id: int) -> Mapping[str, Any]:
    return {"zaproszenia do badań wysłane na Twój adres": _titles(user_id)}


def _tally(user_id: int) -> Sequence[str]:
    count = len(_titles(user_id))
    return [counted(count, "zaproszenie do badania", "zaproszenia do badań", "zaproszeń do badań")] if count else []


def _erase(user_id: int) -> None:
    if address := _address(user_id):
        inviting.forget_address(address)


def _forget_old(before: datetime) -> int:
    return inviting.forget_old(before)


CARD = PrivacyCard(
    "research.surveys",
    "Zaproszenia do badań",
    ("survey_invitations",),
    _export,
    _erase,
    purpose="Żeby zaprosić do badania i nie przypominać temu, kto już odpowiedział.",
    basis="Prawnie uzasadniony interes zespołu badania (art. 6 ust. 1 lit. f RODO).",
    kept="30 dni po zamknięciu badania, a jeśli o to poprosisz w ankiecie, krócej.",
    removes="Twój adres z list zaproszonych do badań.",
    keeps="Odpowiedzi z ankiet. Są anonimowe: nikt nie wie, które są Twoje, więc nie można ich wydać ani usunąć.",
    tally=_tally,
    retention=(
        Retention("survey_addresses", "Adresy zaproszonych do badania usuwamy (liczymy od jego zamknięcia)",
                  lambda: inviting.ADDRESSES_KEPT_DAYS, _forget_old),
    ),
)  # fmt: skip

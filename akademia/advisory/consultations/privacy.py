"""What is kept about those who book consultations and those who give them."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.accounts.models import User
from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries import bookings, desk
from akademia.advisory.consultations.rules.words import MODES, STATES
from akademia.advisory.consultations.services import forgetting
from akademia.core.area import Merged, PrivacyCard, Retention
from akademia.core.db import db
from akademia.core.operator import OPERATOR
from akademia.core.text import counted

_FORMS = ("umówiona konsultacja", "umówione konsultacje", "umówionych konsultacji")


def export(user_id: int) -> Mapping[str, Any]:
    keeper = desk.keeper_of(user_id)
    return {
        "konsultacje": [_told(booking) for booking in bookings.of_person(user_id)],
        "prowadzę konsultacje jako": None if keeper is None else {
            "imię i nazwisko": keeper.name, "o mnie": keeper.about, "miejsce": keeper.place, "łącze": keeper.link,
        },
    }  # fmt: skip


def _told(booking: ConsultationBooking) -> dict[str, Any]:
    return {
        "termin": bookings.when(booking), "stan": STATES[booking.state], "sposób": MODES[booking.mode],
        "prowadzi": booking.keeper.name, "imię i nazwisko": booking.name, "adres e-mail": booking.email,
        "telefon": booking.phone, "temat": booking.topic, "zapisano": booking.made_at.isoformat(),
        "notatka eksperta": booking.note,
    }  # fmt: skip


def tally(user_id: int) -> Sequence[str]:
    count = len(bookings.of_person(user_id))
    told = [counted(count, *_FORMS)] if count else []
    return [*told, "godziny konsultacji"] if desk.keeper_of(user_id) else told


def merge(second_id: int, kept_id: int) -> Merged:
    second, kept = db.session.get_one(User, second_id), db.session.get_one(User, kept_id)
    count, has_hours = forgetting.give_bookings(second, kept)
    moved = (counted(count, *_FORMS),) if count else ()
    left = ("godziny konsultacji: prowadzi je dalej drugie konto",) if has_hours else ()
    return Merged(moved, left)


CARD = PrivacyCard(
    "advisory.consultations",
    "Konsultacje",
    ("consultation_keepers", "consultation_hours", "consultation_exceptions", "consultation_bookings"),
    export,
    forgetting.forget_person,
    purpose="Żeby umówić rozmowę, przypomnieć o niej i dać znać, gdy coś się zmieni.",
    basis="Twoja prośba o rozmowę (art. 6 ust. 1 lit. b RODO).",
    kept="Do dnia, który podajemy przy umawianiu, liczonego od spotkania. Potem zostaje sama liczba rozmów.",
    removes="Imię, adres, telefon, temat i notatka z konsultacji. Umówione rozmowy zostają odwołane.",
    tally=tally,
    retention=(
        Retention("consultations", "Dane osób z konsultacji usuwamy (liczymy od spotkania)",
                  lambda: OPERATOR.consultations_kept_days, forgetting.forget_old),
    ),
    merge=merge,
)  # fmt: skip

"""What visitors send: who they are, which time they want, another one."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from akademia.accounts.forms import email_field
from akademia.advisory.consultations.forms.lines import MODE_CHOICES, line
from akademia.advisory.consultations.queries.offered import Offer, Time, told
from akademia.advisory.consultations.rules import words
from akademia.core.forms import Form, TimedForm, at_most, required

_PHONE_SIGNS = frozenset("0123456789 +-()")


def _no_address(_form: Any, field: Field) -> None:
    if "://" in field.data or "www." in field.data.lower() or "@" in field.data:
        raise StopValidation("Wpisz samo imię i nazwisko, bez adresów")
    if not any(sign.isalpha() for sign in field.data):
        raise StopValidation("Wpisz imię literami")


class VisitorForm(TimedForm):
    """Who asks for a consultation, how they want to meet and about what."""

    mode = RadioField("Jak chcesz rozmawiać?", validators=[required("Wybierz, jak chcesz rozmawiać")])
    name = line("Imię i nazwisko", required("Wpisz imię i nazwisko"), at_most(80), _no_address, autocomplete="name")
    email = email_field()
    phone = line("Telefon", at_most(30), autocomplete="tel", inputmode="tel")
    topic = line("Temat rozmowy, w jednym zdaniu", required("Napisz w jednym zdaniu, o czym chcesz rozmawiać"),
                  at_most(200))  # fmt: skip

    def offer_modes(self, modes: Sequence[str]) -> None:
        """Let these ways to meet be chosen; a lone one is chosen already."""
        self.mode.choices = [choice for choice in MODE_CHOICES if choice.value in modes]
        if len(modes) == 1:
            self.mode.data = modes[0]

    def validate_phone(self, field: Field) -> None:
        digits = sum(sign.isdigit() for sign in field.data or "")
        if self.mode.data == words.PHONE and not field.data:
            raise ValidationError("Wpisz numer, pod który mamy zadzwonić")
        if field.data and (not 9 <= digits <= 15 or not set(field.data) <= _PHONE_SIGNS):
            raise ValidationError("Sprawdź numer: ma od 9 do 15 cyfr, na przykład 600 100 200")

    def visitor_values(self) -> dict[str, str]:
        """Return what was typed."""
        return {"name": self.name.data, "email": self.email.data, "phone": self.phone.data or "",
                "topic": self.topic.data, "mode": self.mode.data}  # fmt: skip


class BookingForm(VisitorForm):
    """A visitor and the time; where the time is not free, others may be chosen in its place."""

    stamp = RadioField("Wybierz inny wolny termin", name="termin", validators=[required("Wybierz termin")])

    def offer(self, offer: Offer, minute: int) -> None:
        """Let the time asked for be booked, in the ways in which one may meet then."""
        slot = offer.at(minute)
        self.offer_modes(offer.modes_of(slot))
        self.stamp.choices = [SelectChoice(one.stamp, one.words) for one in ([told(slot)] if slot else [])]
        self.stamp.data = told(slot).stamp if slot else None

    def refuse_time(self, said: str, offer: Offer, minute: int) -> None:
        """Say that the time is not to be had, and let one of the nearest be chosen; all that was typed stays."""
        self.stamp.choices = [SelectChoice(one.stamp, one.words) for one in offer.nearest(minute)]
        self.stamp.data = None
        self.stamp.errors = [said]


class MoveForm(Form):
    """Another time."""

    stamp = RadioField("Wybierz nowy termin", name="termin", validators=[required("Wybierz nowy termin")])

    def offer_times(self, times: Iterable[Time]) -> None:
        self.stamp.choices = [SelectChoice(one.stamp, one.words) for one in times]

"""What visitors and experts send about consultations."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from akademia.accounts.forms import email_field
from akademia.advisory.consultations.models import ConsultationKeeper
from akademia.advisory.consultations.queries.offered import Offer, Time, told
from akademia.advisory.consultations.rules import words
from akademia.advisory.questions.forms.asking import at_least, words_field
from akademia.advisory.questions.models import Topic
from akademia.advisory.questions.queries.cases import open_topics
from akademia.advisory.questions.rules.asking import TITLE_LEAST, TITLE_MOST
from akademia.core import clock, settings
from akademia.core.forms import Form, at_most, required

QUICKEST_SECONDS = 2
LONGEST_HOURS = 24
ADDS, CLOSES = "dodaj", "zamknij"
TOO_QUICK = "To poszło za szybko, a tak piszą automaty. Sprawdź dane i wyślij jeszcze raz."
MODE_CHOICES = [SelectChoice(key, label[:1].upper() + label[1:]) for key, label in words.MODES.items()]
_WEEKDAYS = [SelectChoice(number, name) for number, name in enumerate(words.WEEKDAYS)]
_CHANGES = [SelectChoice(CLOSES, "Nie ma mnie"), SelectChoice(ADDS, "Dodatkowe godziny")]
_PHONE_SIGNS = frozenset("0123456789 +-()")


def _one_line(text: str | None) -> str | None:
    """Return text in one line, without signs that are not for reading."""
    if text is None:
        return None
    plain = "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in text)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _readable(text: str | None) -> str | None:
    """Return text of many lines without signs that are not for reading."""
    if text is None:
        return None
    kept = (sign for sign in text if sign == "\n" or not unicodedata.category(sign).startswith("C"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _line(label: str, *checks: Any, **marks: Any) -> StringField:
    return StringField(label, validators=list(checks), filters=[_one_line], render_kw=marks)


def _no_address(_form: Any, field: Field) -> None:
    if "://" in field.data or "www." in field.data.lower() or "@" in field.data:
        raise StopValidation("Wpisz samo imię i nazwisko, bez adresów")
    if not any(sign.isalpha() for sign in field.data):
        raise StopValidation("Wpisz imię literami")


class GuardedForm(Form):
    """A form open to anyone: a field that only programs fill in, and the moment it was opened, signed."""

    website = StringField("Strona internetowa", render_kw={"tabindex": "-1", "autocomplete": "off"})
    opened = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent_opened = self.opened.data
        if self._age_seconds() is None:
            self.opened.data, self.opened.raw_data = _signer().dumps(clock.now().timestamp()), None

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        age = self._age_seconds()
        if self.website.data or age is None or age < QUICKEST_SECONDS:
            self.form_errors.append(TOO_QUICK)
            self.website.data = ""
            return False
        return fine

    def _age_seconds(self) -> float | None:
        """Return how long ago the form was opened; None where it does not say, or too long ago."""
        try:
            opened = float(_signer().loads(self.sent_opened or ""))
        except (BadSignature, ValueError, TypeError):
            return None
        age = clock.now().timestamp() - opened
        return age if 0 <= age <= timedelta(hours=LONGEST_HOURS).total_seconds() else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="consultation-form")


class VisitorForm(GuardedForm):
    """Who asks for a consultation, how they want to meet and about what."""

    mode = RadioField("Jak chcesz rozmawiać?", validators=[required("Wybierz, jak chcesz rozmawiać")])
    name = _line("Imię i nazwisko", required("Wpisz imię i nazwisko"), at_most(80), _no_address, autocomplete="name")
    email = email_field()
    phone = _line("Telefon", at_most(30), autocomplete="tel", inputmode="tel")
    topic = _line("Temat rozmowy, w jednym zdaniu", required("Napisz w jednym zdaniu, o czym chcesz rozmawiać"),
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


class OkForm(Form):
    """One button: yes."""


def _hour_in(text: str | None) -> time | None:
    """Return a time of day as people type it („9”, „9:30”, „9.30”, „24:00”); None for what is none."""
    hours, _, minutes = (text or "").replace(".", ":").partition(":")
    if not (hours.isascii() and hours.isdigit() and len(hours) <= 2):
        return None
    if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) == 2):
        return None
    number = 60 * int(hours) + int(minutes or 0)
    return time(number % 1440 // 60, number % 60) if int(minutes or 0) < 60 and number <= 1440 else None


class HourField(StringField):
    """A time of day. `at`: what it comes to, None where nothing was typed."""

    at: time | None = None

    def pre_validate(self, _form: Any) -> None:
        self.at = _hour_in(self.data) if self.data else None
        if self.data and self.at is None:
            raise StopValidation("Wpisz godzinę, na przykład 9:30")


def _number(label: str, least: int, most: int, said: str) -> IntegerField:
    return IntegerField(label, validators=[required(said), NumberRange(least, most, said)],
                        render_kw={"inputmode": "numeric"})  # fmt: skip


class HoursBase(Form):
    """Hours, places and a way to meet."""

    starts = HourField("Od godziny", validators=[required("Wpisz, od której godziny")])
    ends = HourField("Do godziny", validators=[required("Wpisz, do której godziny")])
    seats = _number("Ile osób naraz", 1, 50, "Wpisz liczbę od 1 do 50")
    mode = SelectField("Sposób rozmowy", choices=[SelectChoice("", "wybierze rozmówca"), *MODE_CHOICES])

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        return fine and self._hours_fit() and self._group_fits()

    def _hours_fit(self) -> bool:
        starts, ends = self.starts.at, self.ends.at
        if starts is not None and ends is not None and ends != time(0) and ends <= starts:
            self.ends.errors = ["Koniec ma być później niż początek"]
            return False
        return True

    def _group_fits(self) -> bool:
        if (self.seats.data or 1) > 1 and self.mode.data in ("", words.PHONE):
            self.mode.errors = ["Grupa spotyka się w jednym miejscu: wybierz punkt albo internet"]
            return False
        return True


def _weekday(said: object) -> int:
    """Return the number of a day of the week, -1 for what is none: a refusal then speaks Polish."""
    text = str(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else -1


class HoursForm(HoursBase):
    """Hours that come back each week."""

    weekday = SelectField("Dzień tygodnia", coerce=_weekday, choices=_WEEKDAYS)


class ExceptionForm(HoursBase):
    """Days that differ: closed, wholly or for some hours, or with hours added."""

    opens = RadioField(
        "Co się zmienia?",
        choices=[SelectChoice(CLOSES, "Nie ma mnie"), SelectChoice(ADDS, "Dodatkowe godziny")],
        default=CLOSES,
    )
    first_on = DateField("Pierwszy dzień", validators=[required("Wybierz dzień")])
    last_on = DateField("Ostatni dzień", validators=[Optional()])
    starts = HourField("Od godziny", validators=[Optional()])
    ends = HourField("Do godziny", validators=[Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self._days_fit() and self._whole()

    def _days_fit(self) -> bool:
        first, last = self.first_on.data, self.last_day
        if first and last and (last < first or (last - first).days > 366):
            self.last_on.errors = ["Ostatni dzień ma być nie wcześniej niż pierwszy i najdalej za rok"]
            return False
        if last and last < clock.today():
            self.first_on.errors = ["Te dni już minęły"]
            return False
        return True

    def _whole(self) -> bool:
        given = (self.starts.at is not None, self.ends.at is not None)
        if self.adds and not all(given):
            self.starts.errors = ["Wpisz, od której do której godziny"]
        elif given[0] != given[1]:
            self.ends.errors = ["Wpisz obie godziny albo żadnej"]
        return not self.errors

    def _group_fits(self) -> bool:
        return not self.adds or super()._group_fits()

    @property
    def adds(self) -> bool:
        return bool(self.opens.data == ADDS)

    @property
    def last_day(self) -> Any:
        return self.last_on.data or self.first_on.data


class WaysForm(Form):
    """How an expert meets people."""

    name = _line("Imię i nazwisko", required("Wpisz imię i nazwisko"), at_most(120))
    about = _line("W czym możesz doradzić, w jednym zdaniu", Optional(), at_most(300))
    in_person = BooleanField("Na miejscu, w punkcie konsultacyjnym")
    place = _line("Adres punktu, z numerem pokoju", at_most(300))
    by_phone = BooleanField("Przez telefon: dzwonisz pod numer, który poda rozmówca")
    online = BooleanField("Przez internet")
    link = _line("Adres spotkania w internecie", at_most(500), inputmode="url")
    minutes = _number("Ile minut trwa spotkanie", 10, 240, "Wpisz liczbę minut od 10 do 240")
    buffer_minutes = _number("Ile minut przerwy po spotkaniu", 0, 240, "Wpisz liczbę minut od 0 do 240")
    notice_hours = _number("Najpóźniej na ile godzin przed", 0, 720, "Wpisz liczbę godzin od 0 do 720")
    per_day = _number("Najwięcej spotkań jednego dnia", 0, 50, "Wpisz liczbę od 0 do 50")
    days_ahead = _number("Na ile dni naprzód widać terminy", 1, 90, "Wpisz liczbę dni od 1 do 90")
    hold_hours = _number("Ile godzin czeka zwolnione miejsce", 1, 168, "Wpisz liczbę godzin od 1 do 168")
    open = BooleanField("Pokaż moje godziny na stronie i przyjmuj zapisy")
    version = HiddenField()

    @classmethod
    def of(cls, keeper: ConsultationKeeper | None, name: str | None) -> "WaysForm":
        """Return the form with what is kept, or with what a new one begins with."""
        return cls(obj=keeper or ConsultationKeeper(
            name=name or "", minutes=30, buffer_minutes=10, notice_hours=24, per_day=0, days_ahead=30, hold_hours=24,
            version=0,
        ))  # fmt: skip

    def validate_place(self, field: Field) -> None:
        if self.in_person.data and not field.data:
            raise ValidationError("Wpisz adres punktu: bez niego nikt nie trafi")

    def validate_link(self, field: Field) -> None:
        if self.online.data and not (field.data or "").startswith("https://"):
            raise ValidationError("Wpisz adres, który zaczyna się od https://")

    def validate_open(self, field: Field) -> None:
        if field.data and not (self.in_person.data or self.by_phone.data or self.online.data):
            raise ValidationError("Zaznacz wyżej co najmniej jeden sposób rozmowy")

    @property
    def known_version(self) -> int:
        told = self.version.data or ""
        return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1

    def values(self) -> dict[str, Any]:
        """Return what is to be kept, by the names of the columns."""
        left_out = ("version", "csrf_token")
        return {name: "" if field.data is None else field.data for name, field in self._fields.items()
                if name not in left_out}  # fmt: skip


class NoteForm(Form):
    """The expert's own note."""

    note = TextAreaField("Notatka po rozmowie", validators=[at_most(4000)], filters=[_readable])


class CaseForm(Form):
    """A question of the conversation, to be answered in writing."""

    topic = SelectField("Temat", coerce=int)
    title = _line("Pytanie w jednym zdaniu", required("Napisz pytanie w jednym zdaniu"), at_most(TITLE_MOST),
                  at_least(TITLE_LEAST, "Napisz trochę więcej, całe zdanie"))  # fmt: skip
    words = words_field("Opis sytuacji", "Opisz, o co chodzi")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topics: dict[int, Topic] = {topic.id: topic for topic in open_topics()}
        self.topic.choices = [SelectChoice(topic.id, topic.name) for topic in self.topics.values()]


class ReasonForm(Form):
    """Why an expert calls a meeting off."""

    reason = _line("Dlaczego odwołujesz", required("Napisz, dlaczego odwołujesz. Rozmówca to przeczyta"), at_most(300))

"""How an expert keeps hours: the ways to meet, the week, the days that differ."""

from datetime import time
from typing import Any

from wtforms import BooleanField, DateField, Field, HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from akademia.advisory.consultations.forms.lines import MODE_CHOICES, line
from akademia.advisory.consultations.models import ConsultationKeeper
from akademia.advisory.consultations.rules import words
from akademia.core import clock
from akademia.core.forms import Form, at_most, required

ADDS, CLOSES = "dodaj", "zamknij"
_WEEKDAYS = [SelectChoice(number, name) for number, name in enumerate(words.WEEKDAYS)]
_CHANGES = [SelectChoice(CLOSES, "Nie ma mnie"), SelectChoice(ADDS, "Dodatkowe godziny")]


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

    opens = RadioField("Co się zmienia?", choices=_CHANGES, default=CLOSES)
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

    name = line("Imię i nazwisko", required("Wpisz imię i nazwisko"), at_most(120))
    about = line("W czym możesz doradzić, w jednym zdaniu", Optional(), at_most(300))
    in_person = BooleanField("Na miejscu, w punkcie konsultacyjnym")
    place = line("Adres punktu, z numerem pokoju", at_most(300))
    by_phone = BooleanField("Przez telefon: dzwonisz pod numer, który poda rozmówca")
    online = BooleanField("Przez internet")
    link = line("Adres spotkania w internecie", at_most(500), inputmode="url")
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

"""What people send to tools. Public tools are asked by their address, so their forms carry no token."""

from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from akademia.core.forms import Form, VersionedForm, at_most, required
from akademia.education.tools.models import BenefitAmount
from akademia.education.tools.rules import benefit
from akademia.education.tools.rules.months import FIRST_YEAR, LAST_YEAR, NAMES, length, month_words

NOT_AMOUNT = "Wpisz kwotę w złotych, na przykład 1241,20"
_MONTHS = [SelectChoice(number, name) for number, name in enumerate(NAMES, start=1)]
_AMOUNTS = [
    SelectChoice("zasilek", "zasiłek dla bezrobotnych"),
    SelectChoice("swiadczenie", "pełne świadczenie integracyjne"),
]
_YEAR = NumberRange(FIRST_YEAR, LAST_YEAR, f"Wpisz rok od {FIRST_YEAR} do {LAST_YEAR}")


def _month_number(said: object) -> int:
    """Return the number of a month, 0 for what is none: a refusal then speaks Polish."""
    text = str(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0


class AmountField(StringField):
    """An amount as people type it. `grosze`: what it comes to, None where nothing was typed."""

    grosze: int | None = None

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            return
        self.grosze = benefit.grosze_in(self.data)
        if self.grosze is None:
            raise ValidationError(NOT_AMOUNT)


def _above_zero(_form: Any, field: AmountField) -> None:
    if field.grosze == 0:
        raise ValidationError("Wpisz kwotę większą od zera")


def _days(label: str, name: str, most: int = 31) -> IntegerField:
    said = f"Wpisz liczbę dni od 0 do {most}"
    return IntegerField(label, name=name, validators=[Optional(), NumberRange(0, most, said)])


class CalculatorForm(Form):
    """The calculator, asked by its address."""

    class Meta(Form.Meta):
        csrf = False

    month_number = SelectField("Miesiąc", name="miesiac", coerce=_month_number, choices=_MONTHS)
    year = IntegerField("Rok", name="rok", validators=[InputRequired("Wpisz rok"), _YEAR])
    amount = AmountField("Kwota", name="kwota", validators=[Optional(), _above_zero])
    amount_is = RadioField("Co to za kwota?", name="kwota-to", default="zasilek", choices=_AMOUNTS)
    days = _days("Ile dni kalendarzowych udziału?", "dni")
    unexcused = _days("Dni nieobecności bez usprawiedliwienia", "nieobecnosc")
    sick = _days("Dni potwierdzonej choroby", "choroba")
    sick_before = _days("Dni choroby z wcześniejszych miesięcy", "choroba-wczesniej", 366)
    trial = BooleanField("W tym miesiącu trwa okres próbny", name="proba")
    premium = AmountField("Motywacyjna premia integracyjna", name="premia", validators=[Optional()])

    @property
    def is_asked(self) -> bool:
        return any(field.raw_data for field in self)

    @property
    def month_asked(self) -> date:
        return date(self.year.data or FIRST_YEAR, self.month_number.data, 1)

    def month(self) -> benefit.Month:
        """Return what happened in the month, as it was typed; nothing typed means no days."""
        return benefit.Month(
            length(self.month_asked), self.days.data, self.unexcused.data or 0, self.sick.data or 0,
            self.sick_before.data or 0, bool(self.trial.data), benefit.in_zlotys(self.premium.grosze or 0),
        )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.month_asked < benefit.FIRST_MONTH:
            self.year.errors = [
                "Liczymy według zasad, które obowiązują od 15 lutego 2022 r. Wybierz marzec 2022 r. albo późniejszy "
                "miesiąc. Dawne zasady są w tabeli na tej stronie."
            ]
        for name, said in benefit.problems(self.month()).items():
            self._fields[name].errors = [said]
        return not self.errors

    def reckoning(self, known_grosze: int | None) -> benefit.Reckoning | None:
        """Reckon the month from the typed amount, else from the known one; None leaves a complaint at a field."""
        if not (self.amount.grosze or known_grosze):
            self.amount.errors = [
                f"Akademia nie zna kwoty zasiłku na miesiąc: {month_words(self.month_asked)}. Wpisz ją. Podaje ją "
                "powiatowy urząd pracy."
            ]
            return None
        whole = self._whole(known_grosze or 0)
        said = benefit.premium_problem(whole.amount, self.month().premium)
        self.premium.errors = [said] if said else []
        return None if said else benefit.reckon(whole, self.month())

    def _whole(self, known_grosze: int) -> benefit.Step:
        amount = benefit.in_zlotys(self.amount.grosze or known_grosze)
        is_whole = self.amount.grosze and self.amount_is.data == "swiadczenie"
        return benefit.given(amount) if is_whole else benefit.from_unemployment(amount)


class AmountForm(VersionedForm):
    """An amount of the unemployment benefit, at the desk."""

    first_number = SelectField("Od miesiąca", coerce=_month_number, choices=_MONTHS)
    first_year = IntegerField("Rok", validators=[InputRequired("Wpisz rok"), _YEAR])
    last_number = SelectField("Do miesiąca, włącznie", coerce=_month_number, choices=_MONTHS)
    last_year = IntegerField("Rok", validators=[InputRequired("Wpisz rok"), _YEAR])
    amount = AmountField("Kwota zasiłku w złotych", validators=[required("Wpisz kwotę"), _above_zero])
    source = StringField("Źródło", validators=[required("Wpisz, skąd jest ta kwota"), at_most(300)])

    @classmethod
    def of(cls, row: BenefitAmount) -> "AmountForm":
        """Return the form with an amount as it is kept."""
        return cls(
            first_number=row.first_month.month, first_year=row.first_month.year, last_number=row.last_month.month,
            last_year=row.last_month.year, amount=f"{row.grosze // 100},{row.grosze % 100:02d}", source=row.source,
            version=str(row.version),
        )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.first_month > self.last_month:
            self.last_year.errors = ["Ostatni miesiąc jest wcześniejszy niż pierwszy"]
        return not self.errors

    @property
    def first_month(self) -> date:
        return date(self.first_year.data or FIRST_YEAR, self.first_number.data, 1)

    @property
    def last_month(self) -> date:
        return date(self.last_year.data or FIRST_YEAR, self.last_number.data, 1)


class RemovalForm(Form):
    """The word that an amount is to go."""

"""What people send to the directory: an entity, a correction, a register file and how to read it."""

from typing import Any

from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from akademia.core import clock
from akademia.core.forms import Form, TrapForm, VersionedForm, at_most, required
from akademia.organisations.forms import CommuneField
from akademia.promotion.directory.queries.finding import VOIVODESHIPS
from akademia.promotion.directory.rules.fields import (
    BY_NAME,
    CORRECTABLE,
    TEXT_NAMES,
    lines_of,
    objection,
    tidied,
)
from akademia.promotion.directory.rules.kinds import KINDS
from akademia.promotion.directory.rules.planning import Wish
from akademia.storage.forms import UploadForm

_UNSAID = SelectChoice("", "– wybierz –")
_KINDS = [_UNSAID, *(SelectChoice(key, f"{kind.label} ({kind.short})" if kind.short.isupper() else kind.label)
                     for key, kind in KINDS.items())]  # fmt: skip
_VOIVODESHIPS = [_UNSAID, *(SelectChoice(code, name) for code, name in VOIVODESHIPS.items())]


def _text(name: str, long: bool = False, needed: str = "") -> Any:
    """Return a field of the entity's, checked as a file's cells are."""
    field = BY_NAME[name]
    kind = TextAreaField if long else StringField
    validators = [required(needed) if needed else Optional(), at_most(field.most), _check]
    return kind(field.label, id=name.replace("_", "-"), validators=validators, render_kw={"rows": 4} if long else None)


def _check(_form: Any, field: Any) -> None:
    name = field.name
    if name != "workshops" and name != "accessibility":
        field.data = tidied(name, field.data or "")
    wrong = objection(name, field.data or "")
    if wrong:
        raise ValidationError(wrong)


class EntityForm(VersionedForm):
    """An entity as staff write it."""

    kind = SelectField("Rodzaj podmiotu", id="rodzaj", choices=_KINDS, validators=[required("Wybierz rodzaj")])
    name = _text("name", needed="Wpisz nazwę")
    voivodeship_code = SelectField("Województwo", id="woj", choices=_VOIVODESHIPS, validators=[Optional()])
    commune_code = CommuneField("Gmina", id="gmina", validators=[Optional()])
    address = _text("address")
    postal_code = _text("postal_code")
    place = _text("place")
    phone = _text("phone")
    contact_email = _text("contact_email")
    site = _text("site")
    founder = _text("founder")
    founder_kind = _text("founder_kind")
    founder_address = _text("founder_address")
    founder_nip = _text("founder_nip")
    founder_regon = _text("founder_regon")
    founder_krs = _text("founder_krs")
    nip = _text("nip")
    regon = _text("regon")
    krs = _text("krs")
    register_number = _text("register_number")
    registered_on = DateField("Data wpisu albo rozpoczęcia", id="data-wpisu", validators=[Optional()])
    ceased_on = DateField("Data zakończenia", id="data-zakonczenia", validators=[Optional()])
    workshops = _text("workshops", long=True)
    accessibility = _text("accessibility", long=True)
    description = TextAreaField("Opis", id="opis", validators=[at_most(20_000)], render_kw={"rows": 10})
    legal_state_on = DateField("Opis według prawa z dnia", id="stan-prawny", validators=[Optional()])
    confirmed_on = DateField("Dane sprawdzone dnia", id="sprawdzone", validators=[Optional()])
    historic_year = IntegerField(
        "Dane historyczne z roku", id="rok", validators=[Optional(), NumberRange(1990, 2100, "Wpisz rok, np. 2017")]
    )

    def validate_name(self, field: Any) -> None:
        if len(field.data or "") < 2:
            raise ValidationError("Wpisz nazwę: co najmniej 2 znaki")

    def validate_ceased_on(self, field: Any) -> None:
        if field.data and self.registered_on.data and field.data < self.registered_on.data:
            raise ValidationError("Data zakończenia jest wcześniejsza niż data wpisu")

    def validate_historic_year(self, field: Any) -> None:
        if field.data and self.confirmed_on.data:
            raise ValidationError("Podaj rok danych historycznych albo dzień sprawdzenia, nie oba")

    def validate(self, extra_validators: object = None) -> bool:
        fine = super().validate(extra_validators)
        if not self.voivodeship_code.data and not self.commune_code.data and not self.commune_code.errors:
            self.voivodeship_code.errors = ["Wybierz województwo albo wpisz gminę"]
            return False
        return bool(fine)

    def values(self) -> dict[str, Any]:
        """Return the columns that the form says."""
        texts = {name: self[name].data or "" for name in (*TEXT_NAMES, "description")}
        code = self.commune_code.data
        days = {name: self[name].data for name in ("registered_on", "ceased_on", "legal_state_on", "confirmed_on")}
        return {
            **texts, **days, "kind": self.kind.data, "workshops": lines_of(self.workshops.data or ""),
            "commune_code": code, "county_code": code[:4] if code else None,
            "voivodeship_code": code[:2] if code else self.voivodeship_code.data,
            "historic_year": self.historic_year.data,
        }  # fmt: skip


class CorrectionForm(TrapForm):
    """What anyone says should stand at an entity. Fields of `CORRECTABLE`, filled with what stands there."""

    name = _text("name", needed="Wpisz nazwę")
    founder = _text("founder")
    address = _text("address")
    postal_code = _text("postal_code")
    place = _text("place")
    phone = _text("phone")
    contact_email = _text("contact_email")
    site = _text("site")
    workshops = _text("workshops", long=True)
    accessibility = _text("accessibility", long=True)
    note = TextAreaField("Coś jeszcze?", id="uwagi", validators=[Optional(), at_most(1_000)], render_kw={"rows": 3})

    def said(self) -> dict[str, str]:
        """Return the proposed texts; workshops one a line."""
        told = {field.name: (self[field.name].data or "").replace("\r\n", "\n") for field in CORRECTABLE}
        return {**told, "workshops": "\n".join(lines_of(told["workshops"]))}


class ConfirmForm(Form):
    """The one button of a private link."""


class SettleForm(VersionedForm):
    """What of a correction is accepted: boxes of the page, named as the fields; the version is the entity's."""


class RegisterForm(UploadForm):
    """A register file."""


class ReadingForm(Form):
    """What stands for columns that a register file lacks. Which column is what: `said_columns`."""

    default_kind = SelectField("Rodzaj, jeśli nie ma go w pliku", id="domyslny-rodzaj", choices=_KINDS,
                               validators=[Optional()])  # fmt: skip
    default_voivodeship = SelectField("Województwo, jeśli nie ma go w pliku", id="domyslne-woj",
                                      choices=_VOIVODESHIPS, validators=[Optional()])  # fmt: skip
    as_of = DateField("Stan rejestru na dzień", id="stan-na", validators=[Optional()])

    def validate_as_of(self, field: Any) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ten dzień jeszcze nie nadszedł")

    def wish(self, columns: dict[int, str]) -> Wish:
        return Wish(columns, self.default_kind.data or "", self.default_voivodeship.data or "", self.as_of.data)


COLUMN_CHOICES = [("", "– pomiń –"), *((field.name, field.label) for field in BY_NAME.values())]


def said_columns(told: Any, count: int) -> dict[int, str]:
    """Return what each column was said to be; each field once, the first column that claims it."""
    chosen: dict[int, str] = {}
    for number in range(count):
        name = told.get(f"kolumna-{number}", "")
        if name in BY_NAME and name not in chosen.values():
            chosen[number] = name
    return chosen

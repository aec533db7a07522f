"""What staff send about studies: beginning, plan, end, groups, invitations."""

from collections.abc import Mapping
from datetime import date, datetime, time

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from akademia.accounts.rules import normal_email
from akademia.core.clock import WARSAW
from akademia.core.forms import Form, VersionedForm, at_most, required
from akademia.research.surveys.models import Study
from akademia.research.surveys.queries.reading import MODES

DAY, HOUR = {"type": "date"}, {"type": "time"}
BAD_MOMENT = "Podaj dzień i godzinę albo zostaw oba pola puste"
MOST_ADDRESSES, MOST_PAPER = 5000, 2000


def _moment(day: StringField, hour: StringField, late: bool = False) -> datetime | None:
    """Return a moment in Polish time; None where no day is given.

    :raises ValueError: it is no moment.
    """
    if not day.data and not hour.data:
        return None
    at = time.fromisoformat(hour.data) if hour.data else time(23, 59) if late else time(0, 0)
    return datetime.combine(date.fromisoformat(day.data or ""), at.replace(tzinfo=None), WARSAW)


class BeginForm(Form):
    title = StringField("Tytuł", id="tytul", validators=[required("Wpisz tytuł"), at_most(200)])
    like = SelectField("Zacznij od", id="wzor", validators=[Optional()])

    def offer(self, templates: Mapping[str, str]) -> "BeginForm":
        """Offer what there is to begin with: number -> title."""
        chosen = [SelectChoice(ref, title) for ref, title in templates.items()]
        self.like.choices = [SelectChoice("", "pustej ankiety"), *chosen]
        return self


class PlanForm(VersionedForm):
    """How and when a study takes answers; moments in Polish time."""

    mode = RadioField("Kto odpowiada", id="kto", choices=[SelectChoice(key, words) for key, words in MODES.items()],
                      validators=[required("Wybierz, kto odpowiada")])  # fmt: skip
    opens_on = StringField("Otwórz samo: dzień", id="od-dnia", validators=[Optional()], render_kw=DAY)
    opens_hour = StringField("Otwórz samo: godzina", id="od-godziny", validators=[Optional()], render_kw=HOUR)
    closes_on = StringField("Koniec: dzień", id="do-dnia", validators=[Optional()], render_kw=DAY)
    closes_hour = StringField("Koniec: godzina", id="do-godziny", validators=[Optional()], render_kw=HOUR)

    @classmethod
    def of(cls, study: Study) -> "PlanForm":
        opens, closes = _shown(study.opens_at), _shown(study.closes_at)
        return cls(data={"version": str(study.changes), "mode": study.mode, "opens_on": opens[0],
                         "opens_hour": opens[1], "closes_on": closes[0], "closes_hour": closes[1]})  # fmt: skip

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def validate(self, extra_validators: object = None) -> bool:
        fine = bool(super().validate(extra_validators))
        for name, day, hour in (("opens_at", self.opens_on, self.opens_hour),
                                ("closes_at", self.closes_on, self.closes_hour)):  # fmt: skip
            try:
                setattr(self, name, _moment(day, hour, late=name == "closes_at"))
            except ValueError:
                day.errors, fine = [BAD_MOMENT], False
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            self.closes_on.errors, fine = ["Koniec musi być później niż otwarcie"], False
        return fine


def _shown(moment: datetime | None) -> tuple[str, str]:
    here = moment.astimezone(WARSAW) if moment else None
    return (here.date().isoformat(), f"{here:%H:%M}") if here else ("", "")


class ExtendForm(Form):
    """A later end."""

    closes_on = StringField("Nowy koniec: dzień", id="nowy-dzien", validators=[required("Podaj dzień")], render_kw=DAY)
    closes_hour = StringField("Nowy koniec: godzina", id="nowa-godzina", validators=[Optional()], render_kw=HOUR)

    closes_at: datetime | None = None

    def validate(self, extra_validators: object = None) -> bool:
        fine = bool(super().validate(extra_validators))
        try:
            self.closes_at = _moment(self.closes_on, self.closes_hour, late=True)
        except ValueError:
            self.closes_on.errors, fine = ["Podaj dzień, na przykład 2026-12-31"], False
        return fine and self.closes_at is not None


class GroupForm(VersionedForm):
    name = StringField("Nazwa grupy", id="nazwa", validators=[required("Wpisz nazwę grupy"), at_most(120)])
    summary = StringField("Kto do niej należy", id="kto-nalezy", validators=[Optional(), at_most(300)])


class InviteForm(Form):
    """A list of addresses. `found`: in their normal form, in the order typed, each once."""

    addresses = TextAreaField("Adresy e-mail", id="adresy", validators=[required("Wpisz adresy")],
                              render_kw={"rows": 8})  # fmt: skip
    found: tuple[str, ...] = ()

    def validate_addresses(self, field: TextAreaField) -> None:
        typed = [one for one in (field.data or "").replace(",", " ").replace(";", " ").split() if one]
        read = {one: normal_email(one) for one in typed}
        bad = [one for one, address in read.items() if address is None]
        if bad:
            more = f" i {len(bad) - 3} innych" if len(bad) > 3 else ""
            raise ValidationError(
                f"To nie są adresy: {', '.join(bad[:3])}{more}. Popraw je, żadnego listu nie wysłaliśmy"
            )
        if len(typed) > MOST_ADDRESSES:
            raise ValidationError(f"Naraz można zaprosić {MOST_ADDRESSES} adresów")
        self.found = tuple(dict.fromkeys(address for address in read.values() if address))


class PaperForm(Form):
    count = IntegerField("Ile kodów", id="ile", validators=[
        required("Wpisz, ile kodów"), NumberRange(1, MOST_PAPER, f"Wpisz liczbę od 1 do {MOST_PAPER}")
    ])  # fmt: skip

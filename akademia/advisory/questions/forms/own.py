"""What experts send for their own work, and staff about topics."""

from collections.abc import Mapping, Sequence

from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from akademia.advisory.questions.queries.experts import Expert
from akademia.core import clock
from akademia.core.forms import Form, VersionedForm, at_most, required

PART_MOST = 8000


class PartForm(VersionedForm):
    title = StringField("Nazwa", validators=[required("Nazwij wstawkę"), Length(2, 80, "Od 2 do 80 znaków")])
    source = TextAreaField("Treść", render_kw={"rows": 8}, validators=[required("Wpisz treść"), at_most(PART_MOST)])
    shared = BooleanField("Wstawka dla wszystkich ekspertów")


class AbsenceForm(Form):
    from_on = DateField("Pierwszy dzień", validators=[InputRequired("Wpisz datę")])
    until_on = DateField("Ostatni dzień", validators=[InputRequired("Wpisz datę")])
    stand_in = SelectField("Kto zastępuje", coerce=int)

    def offer(self, experts: Sequence[Expert], but: int) -> "AbsenceForm":
        """Offer everyone who answers questions but the person, and nobody."""
        others = [SelectChoice(one.id, one.name) for one in experts if one.id != but]
        self.stand_in.choices = [SelectChoice(0, "nikt, sprawy wrócą do kolejki"), *others]
        return self

    def validate_until_on(self, field: DateField) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError("Ostatni dzień nie może być przed pierwszym")
        if field.data and field.data < clock.today():
            raise ValidationError("Podaj dzień od dziś")


class TopicForm(VersionedForm):
    name = StringField("Nazwa", validators=[required("Nazwij temat"), Length(2, 80, "Od 2 do 80 znaków")])
    summary = TextAreaField("Jedno zdanie o temacie", render_kw={"rows": 3},
                            validators=[required("Napisz, o co pytać w tym temacie"), at_most(300)])  # fmt: skip
    promise_days = IntegerField("Odpowiedź w ciągu (dni robocze)", render_kw={"inputmode": "numeric"},
                                validators=[InputRequired("Wpisz liczbę dni"),
                                            NumberRange(1, 60, "Od 1 do 60 dni")])  # fmt: skip
    position = IntegerField("Miejsce na liście", render_kw={"inputmode": "numeric"},
                            validators=[InputRequired("Wpisz liczbę"),
                                        NumberRange(0, 1000, "Od 0 do 1000")])  # fmt: skip
    is_open = BooleanField("Przyjmuje nowe pytania")


def chosen_among(sent: Sequence[str], known: Mapping[str, str]) -> list[int]:
    """Return the numbers of the known things among some sent words."""
    return [int(word) for word in dict.fromkeys(sent) if word in known]

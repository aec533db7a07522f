"""What experts and staff send about a case."""

from collections.abc import Sequence
from datetime import date

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from akademia.advisory.questions.queries.experts import Expert
from akademia.advisory.questions.rules.desk import PRIORITIES
from akademia.core import clock
from akademia.core.forms import Form, at_most, required
from akademia.core.text import counted, date_words

NOTE_MOST = 4000
FARTHEST_DAYS = 366


class HandOverForm(Form):
    to = SelectField("Komu", coerce=int, id="komu")
    words = TextAreaField("Notatka dla tej osoby", id="przekaz-slowa", render_kw={"rows": 3},
                          validators=[Optional(), at_most(NOTE_MOST)])  # fmt: skip

    def offer(self, experts: Sequence[Expert], but: int | None) -> "HandOverForm":
        """Offer everyone who answers questions but the holder, with how much each has."""
        self.to.choices = [SelectChoice(one.id, _told(one)) for one in experts if one.id != but]
        return self


def _told(one: Expert) -> str:
    away = f", nie ma do {date_words(one.away_until)}" if one.away_until else ""
    return f"{one.name} ({counted(one.load, 'otwarta sprawa', 'otwarte sprawy', 'otwartych spraw')}{away})"


class MergeForm(Form):
    number = StringField("Numer sprawy, w której rozmowa trwa", id="numer",
                         validators=[required("Wpisz numer sprawy"), at_most(20)])  # fmt: skip


class PriorityForm(Form):
    priority = SelectField("Pilność", coerce=int, id="pilnosc",
                           choices=[SelectChoice(key, words) for key, words in PRIORITIES.items()])  # fmt: skip


class DueForm(Form):
    due_on = DateField("Nowy termin", id="termin", validators=[InputRequired("Wpisz datę")])
    why = StringField(
        "Powód zmiany terminu", id="termin-powod", validators=[required("Napisz, dlaczego"), at_most(300)]
    )

    def validate_due_on(self, field: DateField) -> None:
        day: date | None = field.data
        if day is not None and not 0 <= (day - clock.today()).days <= FARTHEST_DAYS:
            raise ValidationError("Podaj dzień od dziś, najdalej za rok")


class NoteForm(Form):
    words = TextAreaField("Notatka wewnętrzna", id="notatka", render_kw={"rows": 3},
                          validators=[required("Napisz treść notatki"), at_most(NOTE_MOST)])  # fmt: skip


class EscalateForm(Form):
    why = StringField("W czym ma pomóc redakcja", id="eskaluj-powod",
                      validators=[required("Napisz, w czym ma pomóc redakcja"), at_most(300)])  # fmt: skip

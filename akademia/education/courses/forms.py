"""What editors of courses send."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from akademia.core.clock import WARSAW
from akademia.core.forms import Form, at_most, required


class PlanForm(Form):
    """A planned change of a course's state, at a moment in Polish time."""

    state = SelectField("Co ma się stać z kursem", id="plan-stan")
    day = StringField("Dzień", id="plan-dzien", validators=[required("Podaj dzień")], render_kw={"type": "date"})
    hour = StringField("Godzina", id="plan-godzina", validators=[required("Podaj godzinę")], render_kw={"type": "time"})

    @classmethod
    def among(cls, acts: Mapping[str, str]) -> "PlanForm":
        """Return the form with a choice of acts, state -> label."""
        form = cls()
        form.state.choices = [SelectChoice(value, label) for value, label in acts.items()]
        return form

    def moment(self) -> datetime | None:
        """Return the moment; None when it is no moment."""
        try:
            day, hour = date.fromisoformat(self.day.data or ""), time.fromisoformat(self.hour.data or "")
        except ValueError:
            return None
        return datetime.combine(day, hour.replace(tzinfo=None), tzinfo=WARSAW)


class BeginForm(Form):
    """A lesson to begin: its title and the module that takes it."""

    title = StringField("Tytuł lekcji", validators=[required("Wpisz tytuł lekcji"), at_most(200)])
    module = SelectField("Kurs i moduł", coerce=int, validators=[required("Wybierz moduł")])

    def among(self, homes: Mapping[str, Sequence[tuple[int, str]]]) -> "BeginForm":
        """Offer the modules of each course: course -> (number, title) of its modules."""
        self.module.choices = {course: [SelectChoice(*one) for one in modules] for course, modules in homes.items()}
        return self

"""What editors of courses send."""

from collections.abc import Mapping
from datetime import date, datetime, time

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from akademia.core.clock import WARSAW
from akademia.core.forms import Form, required


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

"""Beginning an item, and withdrawing one."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from akademia.core.forms import Form, at_most, required
from akademia.publishing.library.queries.rows import department_names
from akademia.publishing.library.rules.works import KINDS


class BeginForm(Form):
    title = StringField("Tytuł", id="tytul", validators=[required("Wpisz tytuł"), at_most(300)])
    kind = SelectField("Rodzaj", id="rodzaj", choices=[SelectChoice(key, words) for key, words in KINDS.items()])
    department = SelectField("Dział", id="dzial")

    def offer(self) -> "BeginForm":
        """Offer the departments of now."""
        self.department.choices = [SelectChoice(key, title) for key, title in department_names().items()]
        return self


class WithdrawItemForm(Form):
    why = TextAreaField("Powód, który przeczytają czytelnicy", id="powod", render_kw={"rows": 3},
                        validators=[required("Napisz, dlaczego"), at_most(400)])  # fmt: skip

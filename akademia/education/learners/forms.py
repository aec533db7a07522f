"""What staff send about learners."""

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from akademia.core.forms import Form, at_most, required
from akademia.education.learners.rules import EXTRA_TIMES


class ListForm(Form):
    text = TextAreaField("Adresy, po jednym w wierszu", validators=[Optional()])
    file = FileField("albo plik CSV lub tekstowy", validators=[Optional()])

    def words(self) -> str:
        """Return what was pasted and what stands in the file."""
        body = self.file.data.read() if self.file.data else b""
        return f"{self.text.data or ''}\n{decoded(body)}"


def decoded(body: bytes) -> str:
    """Return a text file's words: UTF-8, or the code page of Polish spreadsheets."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1250", "replace")


def _time_words(percent: int) -> str:
    return f"o {percent}% dłużej" if percent else "zwykły czas"


# (percent, in words): what the table, which is a page to be read, offers without a form.
OFFERED_TIMES = tuple((percent, _time_words(percent)) for percent in EXTRA_TIMES)


class TimeForm(Form):
    percent = SelectField("Czas testów", coerce=int, choices=[SelectChoice(*one) for one in OFFERED_TIMES])

    def keep(self, present: int) -> None:
        """Offer also a time that is not on the list but is the learner's now."""
        if present not in EXTRA_TIMES:
            self.percent.choices = [*self.percent.choices, SelectChoice(present, _time_words(present))]


class AttemptForm(Form):
    reason = StringField("Powód (widzi go tylko redakcja)", validators=[required("Napisz, dlaczego"), at_most(200)])

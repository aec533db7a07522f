"""What forms of consultations share: a line of text, the ways to meet, one button."""

from typing import Any

from wtforms import StringField
from wtforms.fields.choices import SelectChoice

from akademia.advisory.consultations.rules import words
from akademia.advisory.questions.forms.asking import tidy_line
from akademia.core.forms import Form

MODE_CHOICES = [SelectChoice(key, label[:1].upper() + label[1:]) for key, label in words.MODES.items()]


def line(label: str, *checks: Any, **marks: Any) -> StringField:
    """Return a field of one line; `marks` go onto its control."""
    return StringField(label, validators=list(checks), filters=[tidy_line], render_kw=marks)


class OkForm(Form):
    """One button: yes."""

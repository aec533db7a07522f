"""What people send."""

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from akademia.accounts.rules import NAME_AT_MOST, name_complaint, tidy_name
from akademia.core.forms import Form, at_most, required


class CodeForm(Form):
    """The look-up by code. It changes nothing, so it is a GET without a token."""

    class Meta(Form.Meta):
        csrf = False

    kod = StringField("Kod zaświadczenia", validators=[required("Wpisz kod z zaświadczenia"), at_most(40)])


class RevokeForm(Form):
    reason = TextAreaField("Powód", validators=[required("Podaj powód"), at_most(300)])


class ReissueForm(RevokeForm):
    name = StringField("Imię i nazwisko na nowym zaświadczeniu", validators=[required(), at_most(NAME_AT_MOST)],
                       filters=[lambda value: tidy_name(value or "")])  # fmt: skip

    def validate_name(self, field: Any) -> None:
        complaint = name_complaint(field.data)
        if complaint:
            raise ValidationError(complaint)

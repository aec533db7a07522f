"""What readers of published answers send: whether it helped, where to write of new ones."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from akademia.accounts.forms import email_field
from akademia.core.forms import Form, at_most, required

COMMENT_MOST = 1000


class TrapForm(Form):
    """A form with a field that no person sees: what is filled in there comes from a program."""

    website = StringField("Strona internetowa", render_kw={"autocomplete": "off", "tabindex": "-1"})

    def validate(self, extra_validators: object = None) -> bool:
        fine = super().validate(extra_validators)
        if self.website.data:
            self.website.data = ""
            self.form_errors = ["Wypełniono pole, które jest pułapką na programy. Już jest puste: wyślij jeszcze raz."]
            return False
        return bool(fine)


class OpinionForm(TrapForm):
    helpful = RadioField(
        "Czy ta odpowiedź pomogła?", choices=[SelectChoice("tak", "Tak"), SelectChoice("nie", "Nie")],
        validators=[required("Wybierz „Tak” albo „Nie”")],
    )  # fmt: skip
    comment = TextAreaField(
        "Co poprawić albo dopisać", validators=[Optional(), at_most(COMMENT_MOST)], render_kw={"rows": 5}
    )


class SubscribeForm(TrapForm):
    email = email_field()

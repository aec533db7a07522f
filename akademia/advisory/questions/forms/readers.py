"""What readers of published answers send: whether it helped, where to write of new ones."""

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from akademia.accounts.forms import email_field
from akademia.core.forms import TimedForm, at_most, required

COMMENT_MOST = 1000


class OpinionForm(TimedForm):
    helpful = RadioField(
        "Czy ta odpowiedź pomogła?", choices=[SelectChoice("tak", "Tak"), SelectChoice("nie", "Nie")],
        validators=[required("Wybierz „Tak” albo „Nie”")],
    )  # fmt: skip
    comment = TextAreaField(
        "Co poprawić albo dopisać", validators=[Optional(), at_most(COMMENT_MOST)], render_kw={"rows": 5}
    )


class SubscribeForm(TimedForm):
    email = email_field()

"""What readers and staff send about a mistake."""

from wtforms import TextAreaField
from wtforms.validators import Optional

from akademia.accounts.forms import email_field
from akademia.core.forms import Form, TrapForm, at_most, required
from akademia.remarks.rules import ANSWER_MOST, WORDS_MOST


class RemarkForm(TrapForm):
    words = TextAreaField(
        "Co jest nie tak?",
        validators=[required("Napisz, co jest nie tak"), at_most(WORDS_MOST)],
        render_kw={"rows": 6},
    )
    email = email_field(label="Adres e-mail, jeśli chcesz odpowiedzi", optional=True)


class SettleForm(Form):
    answer = TextAreaField("Co zrobiliśmy", validators=[Optional(), at_most(ANSWER_MOST)], render_kw={"rows": 4})

"""What is said of a text on its way to readers, and of one that is taken from them."""

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from akademia.core.forms import Form, at_most, required

WORDS_MOST = 2000


class VerdictForm(Form):
    """What a second expert says of a text; `mark` is of the words that were on the page."""

    mark = HiddenField()
    words = TextAreaField("Co trzeba poprawić", validators=[Optional(), at_most(WORDS_MOST)], render_kw={"rows": 5})


class WithdrawForm(Form):
    words = TextAreaField(
        "Powód wycofania", validators=[required("Napisz, dlaczego wycofujesz odpowiedź"), at_most(400)],
        render_kw={"rows": 3},
    )  # fmt: skip

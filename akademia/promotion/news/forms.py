"""What staff send about news beside its text."""

from wtforms import TextAreaField

from akademia.core.forms import Form, at_most, required


class WithdrawForm(Form):
    why = TextAreaField("Powód, który przeczytają czytelnicy", id="powod", render_kw={"rows": 3},
                        validators=[required("Napisz, dlaczego"), at_most(400)])  # fmt: skip

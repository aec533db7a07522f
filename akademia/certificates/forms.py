"""What people send."""

from wtforms import StringField

from akademia.core.forms import Form, at_most, required


class CodeForm(Form):
    """The look-up by code. It changes nothing, so it is a GET without a token."""

    class Meta(Form.Meta):
        csrf = False

    kod = StringField("Kod zaświadczenia", validators=[required("Wpisz kod z zaświadczenia"), at_most(40)])

"""A department as staff edit it."""

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from akademia.core.forms import VersionedForm, at_most, required
from akademia.core.text import slugify

MOST_DEPARTMENTS = 200


class DepartmentForm(VersionedForm):
    title = StringField("Nazwa działu", id="nazwa", validators=[required("Wpisz nazwę działu"), at_most(80)])
    slug = StringField("Adres", id="adres", validators=[required("Wpisz adres"), at_most(60)])
    summary = TextAreaField("Co jest w tym dziale", id="opis", render_kw={"rows": 3}, validators=[at_most(400)])
    position = IntegerField("Miejsce na liście", id="miejsce", validators=[
        InputRequired("Wpisz liczbę"),
        NumberRange(0, MOST_DEPARTMENTS, f"Wpisz liczbę od 0 do {MOST_DEPARTMENTS}"),
    ])  # fmt: skip
    is_proposed = BooleanField("To nasza propozycja", id="propozycja")

    def validate_slug(self, field: StringField) -> None:
        if field.data and slugify(field.data) != field.data:
            raise ValidationError("Wpisz małe litery bez polskich znaków, cyfry i łączniki, na przykład dobre-praktyki")

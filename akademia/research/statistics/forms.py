"""What staff send about figures."""

from decimal import Decimal

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from akademia.core.forms import Form, VersionedForm, at_most, required
from akademia.research.statistics.queries.desk import PLACES, number_typed
from akademia.research.statistics.rules.figures import COUNTRY, HOW, MARKS, FigureRow, is_address, number_of, year_of
from akademia.research.statistics.rules.sheet import LONGEST
from akademia.storage.forms import UploadForm

PLACE_CHOICES = [SelectChoice("", "Polska (cały kraj)"), *(SelectChoice(code, name) for code, name in PLACES.items())]
MARK_CHOICES = [SelectChoice(key, words.strip() or "dokładnie tyle") for key, words in MARKS.items()]


class FigureForm(VersionedForm):
    year = StringField("Rok", id="rok", validators=[required("Wpisz rok")])
    territory = SelectField("Terytorium", id="terytorium", choices=PLACE_CHOICES)
    mark = SelectField("Jak dokładnie", id="przyblizenie", choices=MARK_CHOICES)
    number = StringField("Liczba", id="liczba", validators=[required("Wpisz liczbę")])
    source = StringField("Źródło", id="zrodlo", validators=[required("Podaj źródło"), at_most(LONGEST["source"])])
    url = StringField("Adres źródła", id="adres-zrodla", validators=[Optional(), at_most(LONGEST["url"])])
    how = SelectField("Skąd znamy tę liczbę", id="pewnosc", choices=[SelectChoice(*one) for one in HOW.items()])
    note = TextAreaField("Uwaga", id="uwaga", render_kw={"rows": 2}, validators=[Optional(), at_most(LONGEST["note"])])

    @classmethod
    def of(cls, row: FigureRow) -> "FigureForm":
        return cls(
            year=str(row.year), territory=row.territory, mark=row.mark, number=number_typed(row), source=row.source,
            url=row.url, how=row.how, note=row.note, version=str(row.version),
        )  # fmt: skip

    def validate_year(self, field: StringField) -> None:
        if year_of(field.data or "") is None:
            raise ValidationError("Wpisz cztery cyfry, na przykład 2021")

    def validate_number(self, field: StringField) -> None:
        if number_of(field.data or "") is None:
            raise ValidationError("Wpisz liczbę, na przykład 1189 albo 11,5")

    def validate_url(self, field: StringField) -> None:
        if field.data and not is_address(field.data):
            raise ValidationError("Wpisz cały adres, na przykład https://stat.gov.pl/dane")

    def figure(self) -> FigureRow:
        """Return the figure that was typed; ask only after the form is valid."""
        return FigureRow(
            year_of(self.year.data or "") or 0, number_of(self.number.data or "") or Decimal(0),
            self.source.data or "", self.territory.data, PLACES.get(self.territory.data, COUNTRY), self.mark.data,
            self.url.data or "", self.how.data, self.note.data or "",
        )  # fmt: skip


class SheetForm(UploadForm):
    """A sheet, pasted or as a file; the words of a file then stand in the box, so that the next step holds them."""

    sheet = TextAreaField("Wiersze arkusza", id="arkusz", render_kw={"rows": 10})
    file = FileField("albo plik CSV", id="plik")

    def validate_file(self, field: FileField) -> None:
        if not self.sheet.data and not field.data and not self.upload.data:
            raise ValidationError("Wklej wiersze albo wybierz plik")


class WithdrawForm(Form):
    why = TextAreaField("Powód, który przeczytają czytelnicy", id="powod", render_kw={"rows": 3},
                        validators=[required("Napisz, dlaczego"), at_most(400)])  # fmt: skip


class RemovalForm(Form):
    """Nothing but the wish and its token."""

"""What staff send about the quarterly."""

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from akademia.core import clock
from akademia.core.forms import Form, VersionedForm, at_most, required
from akademia.publishing.journal.queries.reading import ArticleRow
from akademia.publishing.journal.rules import issn_of

LONGEST_SECTION = 80


class JournalForm(VersionedForm):
    """The settings; whatever is empty says on the pages that nobody has told it yet."""

    title = StringField("Tytuł kwartalnika", validators=[Optional(), at_most(160)])
    issn = StringField("ISSN", validators=[Optional(), at_most(20)])
    publisher = StringField("Wydawca", validators=[Optional(), at_most(160)])
    publisher_address = StringField("Adres wydawcy i redakcji", validators=[Optional(), at_most(200)])
    editor = StringField("Redaktor naczelny", validators=[Optional(), at_most(120)])
    typesetter = StringField("Skład", validators=[Optional(), at_most(120)])
    register_entry = StringField("Wpis do rejestru dzienników i czasopism", validators=[Optional(), at_most(200)])
    place = StringField("Miejsce wydania", validators=[Optional(), at_most(80)])
    licence = StringField("Licencja tekstów", validators=[Optional(), at_most(160)])
    about = TextAreaField("O kwartalniku", render_kw={"rows": 4}, validators=[Optional(), at_most(1000)])
    sections = TextAreaField("Rubryki, po jednej w wierszu", render_kw={"rows": 8},
                             validators=[Optional(), at_most(2000)])  # fmt: skip

    def validate_issn(self, field: StringField) -> None:
        if issn_of(field.data or "") is None:
            raise ValidationError("Sprawdź ISSN: ma postać 1234-5679, a ostatni znak zgadza się z pozostałymi")

    def validate_sections(self, field: TextAreaField) -> None:
        if any(len(line) > LONGEST_SECTION for line in self.section_lines()):
            raise ValidationError(f"Skróć nazwy rubryk do {LONGEST_SECTION} znaków")

    def section_lines(self) -> list[str]:
        """Return the names of sections that were sent."""
        return [" ".join(line.split()) for line in (self.sections.data or "").splitlines() if line.strip()]


class IssueForm(VersionedForm):
    year = IntegerField("Rok", render_kw={"inputmode": "numeric"},
                        validators=[InputRequired("Wpisz rok"),
                                    NumberRange(1900, 2200, "Od 1900 do 2200")])  # fmt: skip
    number = IntegerField("Numer", render_kw={"inputmode": "numeric"},
                          validators=[InputRequired("Wpisz numer"), NumberRange(1, 999, "Od 1 do 999")])  # fmt: skip
    title = StringField("Tytuł albo temat numeru", validators=[Optional(), at_most(200)])
    summary = TextAreaField("Słowo na okładkę", render_kw={"rows": 3}, validators=[Optional(), at_most(600)])
    issued_on = DateField("Data wydania", validators=[Optional()])
    legal_state_on = DateField("Stan prawny numeru na dzień", validators=[Optional()])
    is_record = BooleanField("Tylko opis: teksty tego numeru są u kogo innego")
    available_at = StringField("Gdzie są teksty", validators=[Optional(), at_most(300)])


class ErratumForm(Form):
    article = SelectField("Którego artykułu dotyczy", coerce=int)
    words = TextAreaField("Treść sprostowania", render_kw={"rows": 5},
                          validators=[required("Napisz, co prostujesz"), at_most(4000)])  # fmt: skip
    told_on = DateField("Dzień sprostowania", validators=[InputRequired("Wpisz datę")])
    issue = SelectField("Numer, który je drukuje", coerce=int)

    def offer(self, articles: Sequence[ArticleRow], issues: Sequence[tuple[int, str]]) -> "ErratumForm":
        """Offer the articles of a number, and the numbers in which a correction may stand."""
        self.article.choices = [SelectChoice(one.id, one.title) for one in articles]
        others = [SelectChoice(number, words) for number, words in issues]
        self.issue.choices = [SelectChoice(0, "żaden, tylko strona artykułu"), *others]
        return self

    def validate_told_on(self, field: DateField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Podaj dzisiejszy dzień albo wcześniejszy")


class DocxForm(Form):
    file = FileField("Plik DOCX", validators=[FileRequired("Wybierz plik DOCX")])

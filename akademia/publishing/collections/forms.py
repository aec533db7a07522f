"""What staff and readers send about collections."""

from typing import Any

from wtforms import IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from akademia.core.forms import Form, at_most, required
from akademia.publishing.collections.models import Collection
from akademia.publishing.collections.queries.desk import subject_lines

LONGEST_INTRODUCTION = 20_000


class CollectionForm(Form):
    """A collection's words. `version`: the one it was opened with, 0 for a new one."""

    version = IntegerField(default=0, widget=HiddenInput())
    title = StringField("Tytuł", [required("Wpisz tytuł"), at_most(160)])
    summary = StringField("Jedno zdanie o zbiorze", [required("Napisz jedno zdanie"), at_most(300)])
    provisions = TextAreaField(
        "Przepisy", [required("Wpisz co najmniej jeden przepis"), at_most(2_000)], render_kw={"rows": 4}
    )
    source = TextAreaField("Wprowadzenie", [Length(max=LONGEST_INTRODUCTION)], render_kw={"rows": 12})

    @classmethod
    def of(cls, row: Collection) -> "CollectionForm":
        return cls(version=row.version, title=row.title, summary=row.summary, source=row.source,
                   provisions=subject_lines(row.subjects))  # fmt: skip

    def show_conflict(self, message: str, version: int) -> None:
        """Say that someone else saved; the next save counts as made by one who knows that."""
        self.form_errors.append(message)
        self.version.data, self.version.raw_data = version, None


class ChoiceForm(Form):
    """The parts that the next number will hold."""

    version = IntegerField(validators=[required()], widget=HiddenInput())
    parts = SelectMultipleField("Fragmenty", validate_choice=False)


class IssueForm(Form):
    """A new number. Its reason is for readers; the first number needs none."""

    reason = StringField("Co zmienia ten numer", [at_most(300)])
    needs_reason = False

    def validate_reason(self, field: Any) -> None:
        if self.needs_reason and not field.data:
            raise ValidationError("Napisz czytelnikom, po co jest nowy numer")


class SetForm(Form):
    """The parts a reader puts into their set or takes out of it."""

    parts = SelectMultipleField("Fragmenty", validate_choice=False)

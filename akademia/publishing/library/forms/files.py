"""What staff send about files of items."""

from typing import Any, TypeVar

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from akademia.core.forms import Form, at_most, required
from akademia.publishing.library.queries.files import ROLES, DeskFile, stamp_of
from akademia.publishing.library.rules.repair import LONGEST_TEXT, Repair, repaired
from akademia.publishing.library.rules.works import LANGUAGES
from akademia.storage.forms import UploadForm

ROLE_CHOICES = [SelectChoice(*one) for one in ROLES.items()]
LANGUAGE_CHOICES = [SelectChoice("", "jeszcze nie wiadomo"), *(SelectChoice(*one) for one in LANGUAGES.items())]


FormWithLanguage = TypeVar("FormWithLanguage", "AttachForm", "FileForm")


def _offering(tag: str, form: FormWithLanguage) -> FormWithLanguage:
    """Let the language that a file itself named stay, though the library has no word for it."""
    if tag and tag not in LANGUAGES:
        form.language.choices = [*LANGUAGE_CHOICES, SelectChoice(tag, tag)]
    return form


class AttachForm(UploadForm):
    """A file with its place beside an item."""

    role = RadioField("Czym jest ten plik", choices=ROLE_CHOICES, default="work")
    label = StringField("Nazwa dla czytelników", [Optional(), at_most(160)])
    language = SelectField("Język pliku", [Optional()], choices=LANGUAGE_CHOICES)

    @classmethod
    def in_place_of(cls, replaced: DeskFile | None) -> "AttachForm":
        if replaced is None:
            return cls()
        file = replaced.file
        return _offering(file.language, cls(role=file.role, label=file.label, language=file.language))


class FileForm(Form):
    """The words of a file. `seen`: how it was described when the form was opened."""

    seen = HiddenField()
    role = RadioField("Czym jest ten plik", choices=ROLE_CHOICES)
    label = StringField("Nazwa dla czytelników", [Optional(), at_most(160)])
    language = SelectField("Język pliku", [Optional()], choices=LANGUAGE_CHOICES)
    waiver = TextAreaField("Powód, dla którego nie ma dostępnej wersji", [Optional(), at_most(400)])

    @classmethod
    def of(cls, row: DeskFile) -> "FileForm":
        file = row.file
        return _offering(
            file.language,
            cls(seen=stamp_of(file), role=file.role, label=file.label, language=file.language, waiver=file.waiver),
        )

    def words(self) -> dict[str, Any]:
        """Return what was said, by the names of `services.files.describe`."""
        return {name: getattr(self, name).data or "" for name in ("seen", "role", "label", "language", "waiver")}

    def see_again(self, row: DeskFile) -> None:
        """Let the next save count as one that has seen what is stored now."""
        self.seen.data, self.seen.raw_data = stamp_of(row.file), None


class RepairForm(Form):
    text = TextAreaField("Tekst z pliku PDF", [required("Wklej tekst do naprawy"), at_most(LONGEST_TEXT)])

    def mended(self) -> Repair:
        return repaired(self.text.data or "")

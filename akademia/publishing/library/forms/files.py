"""What staff send about files of items."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, Regexp

from akademia.core.forms import Form, at_most, required
from akademia.publishing.library.queries.files import ROLES, DeskFile, stamp_of
from akademia.publishing.library.rules.repair import LONGEST_TEXT, Repair, repaired
from akademia.storage.forms import UploadForm

ROLE_CHOICES = [SelectChoice(*one) for one in ROLES.items()]
LANGUAGE = Regexp(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", message="Wpisz skrót języka, na przykład pl albo uk")


class AttachForm(UploadForm):
    """A file with its place beside an item."""

    role = RadioField("Czym jest ten plik", choices=ROLE_CHOICES, default="work")
    label = StringField("Nazwa dla czytelników", [Optional(), at_most(160)])
    language = StringField("Język pliku", [Optional(), LANGUAGE])

    @classmethod
    def in_place_of(cls, replaced: DeskFile | None) -> "AttachForm":
        if replaced is None:
            return cls()
        file = replaced.file
        return cls(role=file.role, label=file.label, language=file.language)


class FileForm(Form):
    """The words of a file. `seen`: how it was described when the form was opened."""

    seen = HiddenField()
    role = RadioField("Czym jest ten plik", choices=ROLE_CHOICES)
    label = StringField("Nazwa dla czytelników", [Optional(), at_most(160)])
    language = StringField("Język pliku", [Optional(), LANGUAGE])
    waiver = TextAreaField("Powód, dla którego nie ma dostępnej wersji", [Optional(), at_most(400)])

    @classmethod
    def of(cls, row: DeskFile) -> "FileForm":
        file = row.file
        return cls(seen=stamp_of(file), role=file.role, label=file.label, language=file.language, waiver=file.waiver)

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

"""What staff type about the operator."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from akademia.core.forms import Form, at_most, required
from akademia.core.operator import Operator
from akademia.media.rules import is_file_name
from akademia.pages.queries import StoredSettings
from akademia.pages.rules import ENTRIES, GROUPS, complaint


class SettingsForm(Form):
    """A field for each setting; `version` is the one that the form was opened with."""

    version = IntegerField(validators=[required()], widget=HiddenInput())

    @classmethod
    def of(cls, stored: StoredSettings) -> "SettingsForm":
        values = {name: str(getattr(stored.operator, name)) for name in ENTRIES}
        return cls(version=stored.version, **values)

    def groups(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """Return (heading, (entry, field)s) in the order of the page."""
        return [(title, [(entry, self[entry.name]) for entry in entries]) for title, entries in GROUPS]

    def typed(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in ENTRIES}

    def show_conflict(self, message: str, version: int) -> None:
        """Say that someone else saved; the next save counts as made by one who knows that."""
        self.form_errors.append(message)
        self.version.data, self.version.raw_data = version, None

    def differences(self, stored: Operator) -> list[tuple[str, str]]:
        """Return (label, what is stored now) of each field that differs from what was typed."""
        typed = self.typed()
        return [
            (entry.label, str(getattr(stored, name)) or "puste")
            for name, entry in ENTRIES.items()
            if str(getattr(stored, name)) != "\n".join(typed[name].splitlines())
        ]


class LogoForm(Form):
    """A picture, and its words. The picture may be missing where one is shown already."""

    file = FileField("Plik z logo")
    alt = StringField("Opis logo", [at_most(160)])
    has_logo = False

    def validate_file(self, field: Any) -> None:
        if not field.data and not self.has_logo:
            raise ValidationError("Wybierz plik")

    def validate_alt(self, field: Any) -> None:
        name = (field.data and self.file.data and self.file.data.filename) or ""
        if field.data and is_file_name(field.data, name):
            raise ValidationError("Nazwa pliku nie jest opisem. Napisz, co to za znak, albo zostaw puste")


def _check(form: SettingsForm, field: Field) -> None:
    wrong = complaint(field.name, "\n".join((field.data or "").splitlines()))
    if wrong:
        raise ValidationError(wrong)


def _field(long: bool, label: str) -> Any:
    kind = TextAreaField if long else StringField
    return kind(label, validators=[_check], render_kw={"rows": 4} if long else None)


for _name, _entry in ENTRIES.items():
    setattr(SettingsForm, _name, _field(_entry.long, _entry.label))

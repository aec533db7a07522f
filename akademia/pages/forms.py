"""What staff type about the operator."""

from typing import Any

from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from akademia.core.forms import Form, required
from akademia.core.operator import Operator
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


def _check(form: SettingsForm, field: Field) -> None:
    wrong = complaint(field.name, "\n".join((field.data or "").splitlines()))
    if wrong:
        raise ValidationError(wrong)


def _field(long: bool, label: str) -> Any:
    kind = TextAreaField if long else StringField
    return kind(label, validators=[_check], render_kw={"rows": 4} if long else None)


for _name, _entry in ENTRIES.items():
    setattr(SettingsForm, _name, _field(_entry.long, _entry.label))

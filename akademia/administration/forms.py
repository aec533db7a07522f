"""What an administrator, and an invited person, send."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, PasswordField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from akademia.accounts.formats.consents import ConsentText
from akademia.accounts.forms import UNTICKED, email_field
from akademia.accounts.roles import LABELS, Role
from akademia.accounts.rules import normal_password
from akademia.core.forms import Form, required

ROLE_CHOICES = [SelectChoice(role.value, LABELS[role]) for role in Role]


class InviteForm(Form):
    """Whom to invite, and to what."""

    email = email_field("off")
    role = RadioField("Rola", choices=ROLE_CHOICES, default=Role.Staff.value, validators=[required("Wybierz rolę")])


class MergeForm(Form):
    """The address of a person's second account, which will end."""

    email = email_field("off", label="Adres drugiego konta")


class AcceptForm(Form):
    """A password and the consents of the day; see `accept_form`."""

    password = PasswordField(
        "Hasło",
        validators=[required("Wymyśl hasło")],
        filters=[lambda text: normal_password(text) if text else text],
        render_kw={"autocomplete": "new-password"},
    )
    consent_keys: tuple[str, ...] = ()

    def consents(self) -> list[Field]:
        return [self[f"consent_{key}"] for key in self.consent_keys]

    def given_keys(self) -> list[str]:
        return [key for key in self.consent_keys if self[f"consent_{key}"].data]

    def refuse_password(self, message: str) -> None:
        self.password.errors = [message]


def accept_form(texts: Sequence[ConsentText]) -> AcceptForm:
    """Return the form of an invited person, with an unticked box for each consent."""
    fields: dict[str, Any] = {"consent_keys": tuple(text.key for text in texts)}
    for text in texts:
        checks = [InputRequired(UNTICKED.get(text.key, "Zaznacz to pole"))] if text.required else []
        fields[f"consent_{text.key}"] = BooleanField(text.text, validators=checks)
    made: AcceptForm = type("AcceptFormOfTheDay", (AcceptForm,), fields)()
    return made


class ConfirmForm(Form):
    """One button under what an invited person reads who has an account by now."""


def day_in(text: str) -> date | None:
    """Return a day as the address of a page bears it, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

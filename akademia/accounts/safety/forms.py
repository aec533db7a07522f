"""What people send about the safety of their accounts."""

from typing import Any

from wtforms import EmailField, Field, HiddenField, PasswordField, StringField
from wtforms.validators import StopValidation

from akademia.accounts import rules as account_rules
from akademia.accounts.forms import EMAIL_UNFIT, EMAIL_WANTED, PASSWORD_WANTED, BackForm
from akademia.accounts.safety.rules import NAME_AT_MOST
from akademia.core.forms import Form, at_most, required

_CODE_MARKS = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(BackForm):
    """A code of the application."""

    code = StringField(
        "Kod z aplikacji",
        validators=[required("Wpisz kod z aplikacji"), at_most(20)],
        render_kw={**_CODE_MARKS, "inputmode": "numeric"},
    )


class RecoveryForm(BackForm):
    """A recovery code."""

    code = StringField(
        "Kod zapasowy", validators=[required("Wpisz kod zapasowy"), at_most(40)],
        render_kw={**_CODE_MARKS, "autocomplete": "off"},
    )  # fmt: skip


class KeyForm(BackForm):
    """What a passkey answered, as the page's script puts it in."""

    credential = HiddenField(validators=[required("Przeglądarka nie użyła klucza"), at_most(20_000)])


class NewKeyForm(KeyForm):
    """A passkey just made, and what it is to be called; a name left out or too long is mended, never refused."""

    name = StringField("Nazwa klucza", render_kw={"maxlength": NAME_AT_MOST, "autocomplete": "off"})


class AgainForm(BackForm):
    """The password once more."""

    password = PasswordField(
        "Hasło", validators=[required(PASSWORD_WANTED)], render_kw={"autocomplete": "current-password"},
        filters=[lambda text: account_rules.normal_password(text) if text else text],
    )  # fmt: skip


class NewAddressForm(Form):
    """A new address for the account that has another one now. It does not look who has an account."""

    email = EmailField(
        "Nowy adres e-mail", validators=[required(EMAIL_WANTED), at_most(account_rules.EMAIL_MOST)],
        render_kw={"autocomplete": "email"},
    )  # fmt: skip

    def __init__(self, present: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = present

    def validate_email(self, field: Field) -> None:
        address = account_rules.normal_email(field.data or "")
        if address is None:
            raise StopValidation(EMAIL_UNFIT)
        if address.casefold() == self.present.casefold():
            raise StopValidation("To jest obecny adres konta. Wpisz nowy.")
        field.data = address

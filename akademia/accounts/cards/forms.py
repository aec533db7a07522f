"""What learners with cards, club workers and administrators send."""

from typing import Any

from wtforms import BooleanField, Field, PasswordField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from akademia.accounts import rules as account_rules
from akademia.accounts.cards import rules
from akademia.accounts.forms import BackForm, OrganisationForm, email_field
from akademia.core.forms import Form, at_most, required

_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


def _fitting_pin(_form: Any, field: Field) -> None:
    complaint = rules.pin_complaint(field.data)
    if complaint:
        raise StopValidation(complaint)


class CardSignInForm(BackForm):
    """A login and a PIN, as they stand on the card."""

    login = StringField(
        "Login z karty",
        validators=[required("Wpisz login z karty"), at_most(rules.LOGIN_MOST)],
        filters=[lambda text: rules.normal_login(text) if text else text],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    pin = PasswordField("PIN", validators=[required("Wpisz PIN")], render_kw=_DIGITS)


class PinForm(Form):
    """The PIN of now, and the new one twice."""

    old = PasswordField("PIN, który masz teraz", validators=[required("Wpisz PIN z karty")], render_kw=_DIGITS)
    new = PasswordField("Nowy PIN", validators=[required("Wymyśl nowy PIN"), _fitting_pin], render_kw=_DIGITS)
    again = PasswordField("Nowy PIN jeszcze raz", validators=[required("Powtórz nowy PIN")], render_kw=_DIGITS)

    def validate_again(self, field: Field) -> None:
        if not self.new.errors and field.data != self.new.data:
            raise ValidationError("To nie jest ten sam PIN. Wpisz nowy PIN dwa razy tak samo")


class LeaveForm(Form):
    """The PIN of now, and what the account will be signed in to with. It does not look who has an account."""

    pin = PasswordField("PIN, który masz teraz", validators=[required("Wpisz swój PIN")], render_kw=_DIGITS)
    email = email_field(label="Twój adres e-mail")
    password = PasswordField(
        "Hasło do konta",
        validators=[required("Wymyśl hasło")],
        filters=[lambda text: account_rules.normal_password(text) if text else text],
        render_kw={"autocomplete": "new-password"},
    )
    stays_shown = BooleanField("Klub może dalej widzieć moje postępy")

    def validate_password(self, field: Field) -> None:
        complaint = account_rules.password_complaint(field.data, self.email.data)
        if complaint:
            raise ValidationError(complaint)


class IssueForm(Form):
    """For whom the cards are: a name a line."""

    names = TextAreaField("Imiona, każde w osobnym wierszu", validators=[required("Wpisz co najmniej jedno imię")])

    def called(self) -> list[str]:
        """Return the names, tidied, without empty lines."""
        return [" ".join(line.split()) for line in (self.names.data or "").splitlines() if line.strip()]

    def validate_names(self, field: Field) -> None:
        called = self.called()
        if len(called) > rules.MOST_AT_ONCE:
            raise ValidationError(f"Naraz można wydać {rules.MOST_AT_ONCE} kart, a imion jest {len(called)}")
        for number, name in enumerate(called, start=1):
            complaint = rules.called_complaint(name)
            if complaint:
                raise ValidationError(f"Wiersz {number}: {complaint[0].lower()}{complaint[1:]}")


class WorkerForm(OrganisationForm):
    """Who may issue cards, and for which organisation."""

    nip = StringField("NIP organizacji", validators=[required("Wpisz NIP organizacji")], render_kw=_DIGITS)
    email = email_field("off", label="Adres e-mail pracownika")

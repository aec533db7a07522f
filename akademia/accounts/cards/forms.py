"""What learners with cards, club workers and administrators send."""

from typing import Any

from wtforms import EmailField, Field, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from akademia.accounts.cards import rules
from akademia.accounts.forms import EMAIL_UNFIT, EMAIL_WANTED
from akademia.accounts.rules import EMAIL_MOST, normal_email
from akademia.core.forms import Form, at_most, required
from akademia.core.links import safe_back
from akademia.core.paper import missing_letters
from akademia.organisations.queries import organisation_by_nip
from akademia.organisations.rules import bare_nip

_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


def _fitting_pin(_form: Any, field: Field) -> None:
    complaint = rules.pin_complaint(field.data)
    if complaint:
        raise StopValidation(complaint)


class CardSignInForm(Form):
    """A login and a PIN, as they stand on the card."""

    login = StringField(
        "Login z karty",
        validators=[required("Wpisz login z karty"), at_most(rules.LOGIN_MOST)],
        filters=[lambda text: rules.normal_login(text) if text else text],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    pin = PasswordField("PIN", validators=[required("Wpisz PIN")], render_kw=_DIGITS)
    next = HiddenField(filters=[lambda text: safe_back(text, "")])


class PinForm(Form):
    """The PIN of now, and the new one twice."""

    old = PasswordField("PIN, który masz teraz", validators=[required("Wpisz PIN z karty")], render_kw=_DIGITS)
    new = PasswordField("Nowy PIN", validators=[required("Wymyśl nowy PIN"), _fitting_pin], render_kw=_DIGITS)
    again = PasswordField("Nowy PIN jeszcze raz", validators=[required("Powtórz nowy PIN")], render_kw=_DIGITS)

    def validate_again(self, field: Field) -> None:
        if not self.new.errors and field.data != self.new.data:
            raise ValidationError("To nie jest ten sam PIN. Wpisz nowy PIN dwa razy tak samo")


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
            missing = missing_letters(name)
            complaint = rules.called_complaint(name) or (
                missing and f"Karty nie da się wydrukować ze znakami: {missing}"
            )
            if complaint:
                raise ValidationError(f"Wiersz {number}: {complaint[0].lower()}{complaint[1:]}")


class WorkerForm(Form):
    """Who may issue cards, and for which organisation."""

    nip = StringField("NIP organizacji", validators=[required("Wpisz NIP organizacji")], render_kw=_DIGITS)
    organisation_name = StringField("Nazwa organizacji", validators=[at_most(200)])
    email = EmailField(
        "Adres e-mail pracownika", validators=[required(EMAIL_WANTED), at_most(EMAIL_MOST)],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip

    def validate_nip(self, field: Field) -> None:
        nip = bare_nip(field.data or "")
        if nip is None:
            raise ValidationError("Sprawdź NIP: ma dziesięć cyfr, a ostatnia się zgadza z pozostałymi")
        field.data = nip

    def validate_organisation_name(self, field: Field) -> None:
        if not self.nip.errors and not field.data and organisation_by_nip(bare_nip(self.nip.data) or "") is None:
            raise ValidationError("Nie znamy jeszcze tej organizacji. Podaj jej nazwę")
        if field.data and len(field.data) < 2:
            raise ValidationError("Wpisz co najmniej 2 znaki")

    def validate_email(self, field: Field) -> None:
        address = normal_email(field.data or "")
        if address is None:
            raise ValidationError(EMAIL_UNFIT)
        field.data = address

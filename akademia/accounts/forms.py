"""What people send about their accounts. Those that Flask-Security's views read derive from its own forms."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import request
from flask_security import forms as security
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from akademia.accounts import queries, rules
from akademia.accounts.formats.consents import ConsentText
from akademia.accounts.models import User
from akademia.accounts.roles import AUDIENCES
from akademia.accounts.rules import ProfileData
from akademia.core.forms import Form, at_most, required
from akademia.core.links import safe_back
from akademia.organisations.models import Organisation
from akademia.organisations.queries import organisation_by_nip, voivodeships
from akademia.organisations.rules import bare_nip, shown_nip

EMAIL_WANTED = "Wpisz adres e-mail"
EMAIL_UNFIT = "Wpisz adres e-mail ze znakiem @ i bez polskich liter, na przykład imie@przyklad.pl"
PASSWORD_WANTED = "Wpisz hasło"  # noqa: S105 — a message, not a password
UNTICKED = {
    "terms": "Zaznacz, że akceptujesz regulamin",
    "privacy": "Zaznacz, że znasz informację o prywatności",
}


def _address(_form: Any, field: Field) -> None:
    """Take an address in its usual form; refuse what is none."""
    address = rules.normal_email(field.data or "")
    if address is None:
        raise StopValidation(EMAIL_UNFIT)
    field.data = address


def email_field(
    autocomplete: str = "email", *more: Any, label: str = "Adres e-mail", optional: bool = False
) -> EmailField:
    """Return a field that must hold an address, unless it is optional, and holds it in its usual form."""
    checks = [Optional() if optional else required(EMAIL_WANTED), at_most(rules.EMAIL_MOST), _address, *more]
    return EmailField(label, validators=checks, render_kw={"autocomplete": autocomplete})


def _password_field(label: str, autocomplete: str, message: str = PASSWORD_WANTED) -> PasswordField:
    checks, one_spelling = [required(message)], [lambda text: rules.normal_password(text) if text else text]
    return PasswordField(label, validators=checks, filters=one_spelling, render_kw={"autocomplete": autocomplete})


class BackForm(Form):
    """A form that knows where its reader was going; only a path of this site is kept."""

    next = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.next.data = safe_back(self.next.data or request.args.get("next"), "")

    def validate_next(self, _field: Field) -> None:
        """Nothing to refuse: what is unsafe was dropped when the form was made."""


class SignInForm(BackForm, security.LoginForm):
    """Address, password, remember me. A failed sign-in has one answer, whatever the cause."""

    email = email_field("username")
    password = _password_field("Hasło", "current-password")
    remember = BooleanField("Zapamiętaj mnie na tym urządzeniu")
    submit = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shape_errors: dict[Field, Sequence[str]] = {}

    def validate(self, **kwargs: Any) -> bool:
        if not Form.validate(self):
            self._shape_errors = {field: field.errors for field in (self.email, self.password) if field.errors}
            return False
        return bool(super().validate(**kwargs))

    def show_shape_errors(self) -> None:
        """Put what was wrong with the form itself (an empty field) beside the fields again.

        Flask-Security turns every error of a sign-in into its one generic answer; an empty field reveals nobody.
        """
        for field, errors in self._shape_errors.items():
            field.errors = errors
            self.form_errors.clear()


class ConsentBoxes(BackForm):
    """A form with an unticked box for each consent; see `with_consents`. Its words are the newest ones."""

    consent_keys: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for text in queries.consent_texts():
            if text.key in self.consent_keys:
                self[f"consent_{text.key}"].label.text = text.text

    def consents(self) -> list[Field]:
        """Return the boxes to tick, in their order."""
        return [self[f"consent_{key}"] for key in self.consent_keys]

    def given_keys(self) -> list[str]:
        return [key for key in self.consent_keys if self[f"consent_{key}"].data]


class RegistrationForm(ConsentBoxes, security.RegisterFormV2):
    """Address, password and the consents of the day; see `registration_form`."""

    email = email_field("email", security.unique_user_email)
    password = _password_field("Hasło", "new-password", "Wymyśl hasło")
    password_confirm = None
    submit = None


def with_consents(form: type[ConsentBoxes], texts: Sequence[ConsentText]) -> type[Any]:
    """Return a form with an unticked box for each consent."""
    fields: dict[str, Any] = {"consent_keys": tuple(text.key for text in texts)}
    for text in texts:
        checks = [InputRequired(UNTICKED.get(text.key, "Zaznacz to pole"))] if text.required else []
        fields[f"consent_{text.key}"] = BooleanField(text.text, validators=checks)
    return type(f"{form.__name__}OfTheDay", (form,), fields)


def registration_form(texts: Sequence[ConsentText]) -> type[RegistrationForm]:
    """Return a registration form with an unticked box for each consent."""
    return with_consents(RegistrationForm, texts)


class AddressForm(BackForm):
    """An address to which a letter is to go. It does not look who has an account."""

    email = email_field("email")


class NewPasswordForm(Form, security.ResetPasswordForm):
    """A new password, after a link from a letter."""

    password = _password_field("Nowe hasło", "new-password", "Wymyśl hasło")
    password_confirm = None
    submit = None


class ChangePasswordForm(Form, security.ChangePasswordForm):
    """The present password and a new one."""

    password = _password_field("Obecne hasło", "current-password", "Wpisz obecne hasło")
    new_password = _password_field("Nowe hasło", "new-password", "Wymyśl nowe hasło")
    new_password_confirm = None
    submit = None

    def validate_new_password(self, field: Field) -> None:
        if field.data == self.password.data:
            raise ValidationError("Nowe hasło ma być inne niż obecne.")


def _choices(pairs: Iterable[tuple[str, str]], first: str = "", last: str = "") -> list[SelectChoice]:
    """Return choices of (value, label); `first` or `last` is the label of the empty one."""
    made = [SelectChoice(value, label[:1].upper() + label[1:] if last else label) for value, label in pairs]
    return [SelectChoice("", first), *made] if first else [*made, SelectChoice("", last)]


class OrganisationForm(Form):
    """A form that may name an organisation by its tax number; a number that nobody gave before needs a name."""

    nip = StringField("NIP organizacji", validators=[Optional()], render_kw={"inputmode": "numeric"})
    organisation_name = StringField("Nazwa organizacji", validators=[at_most(200)])

    def validate_nip(self, field: Field) -> None:
        if bare_nip(field.data) is None:
            raise ValidationError("Sprawdź NIP: ma 10 cyfr, a ostatnia zgadza się z pozostałymi")

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        is_new = bool(self.nip.data) and not self.nip.errors and self.known_organisation() is None
        if is_new and len(self.organisation_name.data or "") < 2:
            self.organisation_name.errors = ["Tej organizacji jeszcze nie znamy. Wpisz jej nazwę."]
            return False
        return fine

    def known_organisation(self) -> Organisation | None:
        """Return the organisation that the typed number belongs to, if anyone gave it before."""
        nip = self.tax_number()
        return organisation_by_nip(nip) if nip else None

    def tax_number(self) -> str | None:
        """Return the ten digits of the number typed."""
        return bare_nip(self.nip.data or "")


class ProfileForm(OrganisationForm):
    """What a person says about themselves. All of it may stay empty."""

    certificate_name = StringField(
        "Imię i nazwisko na zaświadczenia",
        validators=[Optional()],
        filters=[lambda text: rules.tidy_name(text) if text else text],
        render_kw={"autocomplete": "name"},
    )
    audience = RadioField("Kim jesteś", choices=_choices(AUDIENCES.items(), last="Wolę nie mówić"), default="")
    region = SelectField("Województwo", validators=[Optional()])
    version = IntegerField(validators=[required()], widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region.choices = [
            SelectChoice("", "wybierz"),
            *(SelectChoice(row.code, row.name) for row in voivodeships()),
        ]

    @classmethod
    def of(cls, user: User) -> "ProfileForm":
        """Return the form filled in with what is stored, under what was just sent."""
        return cls(
            certificate_name=user.certificate_name,
            audience=user.audience or "",
            nip=shown_nip(user.organisation.nip) if user.organisation else None,
            region=user.region_code or "",
            version=user.profile_version,
        )

    def validate_certificate_name(self, field: Field) -> None:
        complaint = rules.name_complaint(field.data)
        if complaint:
            raise ValidationError(complaint)

    def show_conflict(self, message: str, version: int) -> None:
        """Say that the profile was saved elsewhere; the next save counts as made by one who knows that."""
        self.form_errors.append(message)
        self.version.data, self.version.raw_data = version, None

    def data_given(self) -> ProfileData:
        return ProfileData(
            certificate_name=self.certificate_name.data or None,
            audience=self.audience.data or None,
            nip=self.tax_number(),
            organisation_name=self.organisation_name.data or None,
            region_code=self.region.data or None,
        )

"""The base of every form: Polish messages, the security token, and errors as the page shows them."""

from collections.abc import Iterator
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from itsdangerous import BadData, URLSafeSerializer
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length, StopValidation

from akademia.core import clock, settings

REQUIRED = "Wypełnij to pole"
SOONEST_SECONDS = 2  # no person reads a form and fills it in sooner
LONGEST_SECONDS = 24 * 3600


class _PolishWords:
    """The few messages of WTForms itself that a reader can meet."""

    words: ClassVar[dict[str, str]] = {
        "This field is required.": REQUIRED,
        "Not a valid choice.": "Wybierz jedną z podanych możliwości",
        "Not a valid choice": "Wybierz jedną z podanych możliwości",
        "Not a valid integer value.": "Wpisz liczbę całkowitą",
        "Not a valid decimal value.": "Wpisz liczbę",
        "Not a valid date value.": "Wpisz datę, na przykład 2026-11-23",
    }

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self.gettext(singular if count == 1 else plural)


class Form(FlaskForm):
    """A form as people meet it. Blanks around text are cut, and the sign 0, which no database keeps; nothing else."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if "StringField" in unbound_field.field_class.__name__ or "TextArea" in unbound_field.field_class.__name__:
                filters = list(unbound_field.kwargs.get("filters", ()))
                options = {**options, "filters": [_cut, *filters]} if not filters else options
            return unbound_field.bind(form=form, **options)

        def get_translations(self, _form: Any) -> _PolishWords:
            return _PolishWords()

    def complaints(self) -> Iterator[tuple[str, str]]:
        """Give (field id, message) of each field with an error, in the order of the page."""
        for field in self:
            if field.errors:
                yield field.id, str(field.errors[0])


class VersionedForm(Form):
    """A form that edits a thing, and bears the version that the thing had when it was opened."""

    version = HiddenField(default="0")

    @property
    def opened(self) -> int:
        """The version; 0, which nothing kept has, for a new thing or where none was told."""
        said = str(self.version.data or "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


class TrapForm(Form):
    """A form open to anyone, with a field that no person sees: what is filled in there comes from a program."""

    website = StringField("Strona internetowa", render_kw={"autocomplete": "off", "tabindex": "-1"})

    def validate(self, extra_validators: object = None) -> bool:
        fine = super().validate(extra_validators)
        if self.website.data:
            self.website.data = ""
            self.form_errors = ["Wypełniono pole, które jest pułapką na programy. Już jest puste: wyślij jeszcze raz."]
            return False
        return bool(fine)


class TimedForm(TrapForm):
    """A form open to anyone that tells, signed, when it was opened: what comes back at once comes from a program.

    A person who is told so sends the same form again; nothing typed is lost.
    """

    opened = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seconds_open = _seconds_since(self.opened.data or "")
        if self.seconds_open is None:
            self.opened.data = _marks().dumps(int(clock.now().timestamp()))

    def validate(self, extra_validators: object = None) -> bool:
        fine = super().validate(extra_validators)
        if self.form_errors or not (complaint := self._untimely()):
            return fine
        self.form_errors = [complaint]
        return False

    def _untimely(self) -> str:
        if self.seconds_open is None:
            return "Ten formularz był otwarty zbyt długo. Nic nie przepadło: wyślij jeszcze raz."
        if self.seconds_open < SOONEST_SECONDS:
            return "To poszło szybciej, niż da się przeczytać formularz. Poczekaj chwilę i wyślij jeszcze raz."
        return ""


def _seconds_since(mark: str) -> int | None:
    """Return how long ago a signed moment was; None for what is not ours or older than a day."""
    try:
        seconds = int(clock.now().timestamp()) - int(_marks().loads(mark))
    except (BadData, ValueError, TypeError):
        return None
    return seconds if 0 <= seconds <= LONGEST_SECONDS else None


def _marks() -> URLSafeSerializer:
    return URLSafeSerializer(settings.here().secret_key, salt="form-opened")


def _cut(value: Any) -> Any:
    return value.replace("\0", "").strip() if isinstance(value, str) else value


class _Said(InputRequired):
    """Something was sent, and more than the blanks that are cut."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if field.data == "":
            field.errors[:] = []
            raise StopValidation(self.message)


def required(message: str = REQUIRED) -> InputRequired:
    return _Said(message)


def at_most(characters: int) -> Length:
    return Length(max=characters, message=f"Skróć do {characters} znaków")

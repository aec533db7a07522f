"""What readers and staff send about the newsletter."""

from datetime import date, datetime
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from akademia.accounts.forms import email_field
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.forms import Form, TrapForm, VersionedForm, at_most, required
from akademia.organisations.queries import voivodeships
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.models import NewsletterIssue, Subscriber

LONGEST_WORDS = 20_000


def _topics(label: str) -> SelectMultipleField:
    topics = [SelectChoice(*one) for one in rules.TOPICS.items()]
    return SelectMultipleField(
        label, validators=[Optional()], choices=topics, widget=ListWidget(), option_widget=CheckboxInput()
    )


def _regions(nothing: str) -> list[SelectChoice]:
    return [SelectChoice("", nothing), *(SelectChoice(one.code, one.name) for one in voivodeships())]


class SubscribeForm(TrapForm):
    """Who wants the newsletter, about what, and from where; no topic means all of them."""

    email = email_field()
    topics = _topics("O czym chcesz czytać?")
    region = SelectField("Województwo", validators=[Optional()])
    consent = BooleanField(validators=[InputRequired("Zaznacz zgodę: bez niej nie możemy wysyłać listów")])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.region.choices = _regions("cała Polska")


class AddressForm(TrapForm):
    """Whose preferences are to be opened."""

    email = email_field()


class PreferencesForm(Form):
    topics = _topics("O czym chcesz czytać?")
    region = SelectField("Województwo", validators=[Optional()])

    def __init__(self, subscriber: Subscriber) -> None:
        super().__init__(topics=rules.unpacked(subscriber.topics), region=subscriber.region_code or "")
        self.region.choices = _regions("cała Polska")


class OkForm(Form):
    """One button."""


class IssueForm(VersionedForm):
    """An issue's frame: its words at the top, its days, and for whom it is."""

    title = StringField("Temat listu", [required("Wpisz temat listu"), at_most(120)])
    summary = StringField("Jedno zdanie pod tematem", [required("Napisz jedno zdanie"), at_most(200)])
    first_on = DateField("Zbierz od dnia", [InputRequired("Wpisz pierwszy dzień")])
    last_on = DateField("do dnia", [InputRequired("Wpisz ostatni dzień")])
    topics = _topics("Tylko dla tych, którzy wybrali tematy")
    region = SelectField("Tylko dla województwa", validators=[Optional()])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.region.choices = _regions("wszystkie")

    @classmethod
    def of(cls, issue: NewsletterIssue) -> "IssueForm":
        return cls(
            version=str(issue.version), title=issue.title, summary=issue.summary, first_on=issue.first_on,
            last_on=issue.last_on, topics=rules.unpacked(issue.topics), region=issue.region_code or "",
        )  # fmt: skip

    def validate_last_on(self, field: Any) -> None:
        first: date | None = self.first_on.data
        if first and field.data and field.data < first:
            raise ValidationError("Ostatni dzień nie może być przed pierwszym")


class WordsForm(VersionedForm):
    """Own words between the gathered things."""

    source = TextAreaField(
        "Własne słowa", [required("Napisz coś albo wróć"), at_most(LONGEST_WORDS)], render_kw={"rows": 12}
    )


class SendForm(VersionedForm):
    """When an issue goes and how fast. No moment: at once."""

    send_at = DateTimeLocalField("Wyślij dopiero o", validators=[Optional()])
    per_minute = IntegerField(
        "Najwyżej listów na minutę",
        [InputRequired("Wpisz liczbę"), NumberRange(*rules.PER_MINUTE, "Wpisz liczbę od 1 do 60000")],
    )

    @property
    def moment(self) -> datetime | None:
        """The moment, read by the clock on the wall in Poland."""
        said: datetime | None = self.send_at.data
        return said.replace(tzinfo=WARSAW) if said else None

    def validate_send_at(self, field: Any) -> None:
        if field.data and self.moment and self.moment <= clock.now():
            raise ValidationError("Ta chwila już minęła. Zostaw puste, żeby wysłać od razu")

"""What an asker sends: the question, its check before sending, a reply, the way to a lost link."""

from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from akademia.accounts.forms import email_field
from akademia.accounts.models import User
from akademia.advisory.questions.models import Topic
from akademia.advisory.questions.queries import cases
from akademia.advisory.questions.rules import asking as rules
from akademia.core.forms import Form, TimedForm, at_most, required
from akademia.organisations.forms import CommuneField

ACCEPT = ",".join(rules.ATTACHMENTS.suffixes)


def tidy_line(text: str | None) -> str | None:
    """Return a line as people read it: no signs that do not show, blanks made one."""
    return rules.plain_line(text) if text else text


def tidy_words(text: str | None) -> str | None:
    """Return a text of many lines as people read it."""
    return rules.plain_words(text) if text else text


def at_least(characters: int, message: str) -> Length:
    return Length(min=characters, message=message)


def words_field(label: str, message: str) -> TextAreaField:
    return TextAreaField(
        label, filters=[tidy_words], render_kw={"rows": "10"},
        validators=[required(message), at_least(rules.WORDS_LEAST, "Napisz trochę więcej, co najmniej jedno zdanie"),
                    at_most(rules.WORDS_MOST)],
    )  # fmt: skip


def files_field() -> MultipleFileField:
    return MultipleFileField("Załączniki", validators=[Optional()], render_kw={"accept": ACCEPT})


def files_in(field: Field) -> list[tuple[Any, str]]:
    """Return (bytes, name) of each file that came; an empty box brings one without a name."""
    return [(one.stream, one.filename) for one in field.data or () if getattr(one, "filename", "")]


class QuestionForm(TimedForm):
    """A question, in one step or the next."""

    topic = RadioField("Temat", coerce=int, validators=[required("Wybierz temat")])
    title = StringField(
        "Pytanie w jednym zdaniu", filters=[tidy_line],
        validators=[required("Zapisz pytanie w jednym zdaniu"),
                    at_least(rules.TITLE_LEAST, "Napisz pełne zdanie"), at_most(rules.TITLE_MOST)],
    )  # fmt: skip
    words = words_field("Opis sytuacji", "Opisz, o co chodzi")
    commune = CommuneField(validators=[Optional()])
    role = SelectField("Kim jesteś", validators=[Optional()])
    name = StringField("Jak się do Ciebie zwracać", filters=[tidy_line], render_kw={"autocomplete": "name"},
                       validators=[Optional(), at_most(rules.NAME_MOST)])  # fmt: skip
    email = email_field()
    provision = HiddenField()

    def __init__(self, user: User | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topics: dict[int, Topic] = {topic.id: topic for topic in cases.open_topics()}
        self.topic.choices = [SelectChoice(topic.id, topic.name) for topic in self.topics.values()]
        self.role.choices = [SelectChoice("", "wolę nie mówić"), *(SelectChoice(*one) for one in rules.ROLES.items())]
        if user is not None:
            del self.email

    @property
    def chosen(self) -> Topic:
        return self.topics[self.topic.data]

    @property
    def about(self) -> cases.About | None:
        """The provision it is about; None where none is named or there is no such one."""
        return cases.about((self.provision.data or "")[:200])


class CheckedForm(QuestionForm):
    """The question once more, now with its files, and what the asker says of personal data found in it."""

    files = files_field()
    own_data = BooleanField("Te dane są moje albo są potrzebne do odpowiedzi. Wysyłam je świadomie.")


class ReplyForm(Form):
    """What an asker answers in a case, with files."""

    words = TextAreaField("Twoja odpowiedź", filters=[tidy_words], render_kw={"rows": "8"},
                          validators=[required("Napisz odpowiedź"), at_most(rules.WORDS_MOST)])  # fmt: skip
    files = files_field()


class LostLinkForm(Form):
    """The number of a case and the address to which its letters go."""

    number = StringField("Numer sprawy", filters=[tidy_line],
                         validators=[required("Wpisz numer sprawy, na przykład 2026/17"), at_most(20)])  # fmt: skip
    email = email_field()

"""What an expert sends about one consultation: a note, a case that comes of it, why it is called off."""

from typing import Any

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from akademia.advisory.consultations.forms.lines import line
from akademia.advisory.questions.forms.asking import at_least, tidy_words, words_field
from akademia.advisory.questions.models import Topic
from akademia.advisory.questions.queries.cases import open_topics
from akademia.advisory.questions.rules.asking import TITLE_LEAST, TITLE_MOST
from akademia.core.forms import Form, at_most, required


class NoteForm(Form):
    """The expert's own note."""

    note = TextAreaField("Notatka po rozmowie", validators=[at_most(4000)], filters=[tidy_words])


class CaseForm(Form):
    """A question of the conversation, to be answered in writing."""

    topic = SelectField("Temat", coerce=int)
    title = line("Pytanie w jednym zdaniu", required("Napisz pytanie w jednym zdaniu"), at_most(TITLE_MOST),
                  at_least(TITLE_LEAST, "Napisz trochę więcej, całe zdanie"))  # fmt: skip
    words = words_field("Opis sytuacji", "Opisz, o co chodzi")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topics: dict[int, Topic] = {topic.id: topic for topic in open_topics()}
        self.topic.choices = [SelectChoice(topic.id, topic.name) for topic in self.topics.values()]


class ReasonForm(Form):
    """Why an expert calls a meeting off."""

    reason = line("Dlaczego odwołujesz", required("Napisz, dlaczego odwołujesz. Rozmówca to przeczyta"), at_most(300))
    closes = BooleanField("Nie będzie mnie o tej porze: nie proponuj tego terminu nikomu", default=True)

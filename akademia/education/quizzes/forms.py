"""What people send: learners a name and choices, the desk questions and tests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from akademia.core.forms import Form, at_most, required
from akademia.education.quizzes.formats.folder import OptionSource, QuestionSource, QuizSource
from akademia.education.quizzes.formats.words import REVIEW_WORDS
from akademia.education.quizzes.rules import DIFFICULTIES, KINDS, MOST_DRAWN, MOST_OPTIONS, rights_complaint

LONGEST_NUMBER = 6  # digits
TO_CHOOSE = tuple(str(number) for number in DIFFICULTIES)
TRUE_FALSE = {"true": "prawda", "false": "fałsz"}


def _choices(labels: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in labels.items()]


class NameForm(Form):
    certificate_name = StringField(
        "Imię i nazwisko na zaświadczenie",
        validators=[required("Podaj imię i nazwisko"), at_most(120)],
        render_kw={"autocomplete": "name"},
    )


def choices_of(sent: MultiDict[str, str]) -> dict[int, set[int]]:
    """Return what was chosen on a page, by the question's place. A page names each of its questions in `pytanie`.

    A question that stands as the page was opened with it (`bylo<place>`) is left out: it may have been answered on
    another device since. What is no small number is dropped: no question and no option has such a mark.
    """
    chosen = {place: _numbers(sent.getlist(f"q{place}")) for place in _numbers(sent.getlist("pytanie"))}
    return {place: now for place, now in chosen.items() if now != _opened(sent.get(f"bylo{place}"))}


def _opened(told: str | None) -> set[int] | None:
    return None if told is None else _numbers(told.split())


def _numbers(values: Iterable[str]) -> set[int]:
    return {int(value) for value in values if value.isdecimal() and len(value) <= LONGEST_NUMBER}


class OptionForm(Form):
    """One answer to choose from. A row left wholly empty is no answer."""

    class Meta(Form.Meta):
        csrf = False

    text = StringField("Odpowiedź", validators=[at_most(400)])
    right = BooleanField("dobra odpowiedź")
    feedback = StringField("Słowa dla tego, kto wybrał tę odpowiedź", validators=[Optional(), at_most(400)])

    @property
    def is_blank(self) -> bool:
        return not (self.text.data or self.feedback.data or self.right.data)


class QuestionForm(Form):
    """A question of the bank. Answers are added, removed and moved by buttons that send the whole form back."""

    version = HiddenField()
    lesson = SelectField("Lekcja, która uczy odpowiedzi")
    category = StringField("Dział", validators=[required("Wpisz dział"), at_most(120)])
    difficulty = RadioField(
        "Trudność", choices=_choices(dict(zip(TO_CHOOSE, DIFFICULTIES.values(), strict=True))), default="2"
    )
    kind = RadioField("Rodzaj pytania", choices=_choices(KINDS), default="single")
    text = TextAreaField("Treść pytania", validators=[required("Napisz pytanie"), at_most(800)])
    options = FieldList(FormField(OptionForm), min_entries=0, max_entries=MOST_OPTIONS)
    answer = RadioField("Czy to zdanie jest prawdziwe?", choices=_choices(TRUE_FALSE), validate_choice=False)
    feedback = TextAreaField("Wyjaśnienie", validators=[required("Wyjaśnij odpowiedź"), at_most(800)])
    provisions = SelectMultipleField(
        "Przepisy, o których jest pytanie", widget=ListWidget(), option_widget=CheckboxInput()
    )
    add_provision = SelectField("Dodaj przepis")
    legal_state_on = DateField("Stan prawny na dzień", validators=[Optional()])
    _took_provision = False

    @classmethod
    def opened(cls, source: QuestionSource | None, version: int, lists: "QuestionLists") -> "QuestionForm":
        """Return the form as sent, or filled with a question (or with nothing yet)."""
        if source is None:
            form = cls(data={"version": "0"})
        else:
            right = next((o.right for o in source.options), True)
            form = cls(data=_question_data(source) | {"version": str(version), "answer": "true" if right else "false"})
        form.fit(lists)
        return form

    def fit(self, lists: "QuestionLists") -> None:
        """Give the lists to choose from; at least four rows for answers stand open on a fresh form."""
        if lists.lessons is None:
            del self.lesson
        else:
            self.lesson.choices = _choices({**dict(lists.lessons), "pytanie": "żadna: pytanie ogólne"})
            self.lesson.data = self.lesson.data or next(iter(dict(lists.lessons)), "pytanie")
        labels = lists.provisions
        self.add_provision.choices = _choices({"": "wybierz przepis", **labels})
        self.add_provision.data = self.add_provision.data or ""
        self.provisions.choices = _choices(labels)
        self._known = tuple(labels)
        if not self.options.entries:
            for _ in range(4):
                self.options.append_entry()

    def rework(self, act: str) -> None:
        """Do what a button of the form asks: `dodaj`, `usun-2`, `wyzej-2`, `nizej-2` (rows count from 0)."""
        self.take_provision()
        rows = [_row_data(entry.form) for entry in self.options.entries]
        what, _, number = act.partition("-")
        place = int(number) if number.isdecimal() and int(number) < len(rows) else None
        if what == "dodaj" and len(rows) < MOST_OPTIONS:
            rows.append({})
        elif place is not None and what == "usun":
            rows.pop(place)
        elif place is not None and what in ("wyzej", "nizej"):
            other = place - 1 if what == "wyzej" else place + 1
            if 0 <= other < len(rows):
                rows[place], rows[other] = rows[other], rows[place]
        while self.options.entries:
            self.options.pop_entry()
        for row in rows:
            self.options.append_entry(row)

    def take_provision(self) -> None:
        """Move what was picked in the list among the chosen."""
        picked, chosen = self.add_provision.data, list(self.provisions.data or ())
        if picked and picked not in chosen and picked in self._known:
            self.provisions.data = [*chosen, picked]
            self.add_provision.data = ""
            self._took_provision = True

    def take_words(self, source: QuestionSource) -> None:
        """Put into the form what its author chose for a citation."""
        self.feedback.data, self.provisions.data = source.feedback, list(source.provisions)

    @property
    def difficulty_words(self) -> str:
        return DIFFICULTIES[int(self.difficulty.data)] if self.difficulty.data in TO_CHOOSE else "nie wybrano"

    @property
    def opens_more(self) -> bool:
        """Say whether what is seldom set stands open: it has an error, or a provision was just added."""
        seldom = (self.difficulty, self.provisions, self.add_provision, self.legal_state_on)
        return any(field.errors for field in seldom) or self._took_provision

    def chosen_provisions(self) -> list[Any]:
        """Return the boxes of the chosen provisions alone."""
        return [box for box in self.provisions if box.checked]

    def validate_answer(self, field: Any) -> None:
        if self.kind.data == "true_false" and field.data not in TRUE_FALSE:
            raise ValidationError("Powiedz, czy to zdanie jest prawdziwe")

    def validate_options(self, field: Any) -> None:
        if self.kind.data == "true_false":
            return
        rows = [entry.form for entry in field.entries if not entry.form.is_blank]
        for row in rows:
            if not row.text.data:
                row.text.errors = ["Wpisz odpowiedź"]
        if len(rows) < 2:
            raise ValidationError("Wpisz co najmniej dwie odpowiedzi")
        complaint = rights_complaint(self.kind.data, [row.right.data for row in rows])
        if complaint:
            raise ValidationError(complaint[0].upper() + complaint[1:])
        if any(row.text.errors for row in rows):
            raise ValidationError("Jedna z odpowiedzi nie ma treści")

    def complaints(self) -> Iterator[tuple[str, str]]:
        for field in self:
            if field.name != "options":
                if field.errors:
                    yield field.id, str(field.errors[0])
                continue
            own = [(part.id, str(part.errors[0])) for row in field.entries for part in row.form if part.errors]
            yield from own
            if not own and field.errors:
                yield field.id, str(field.errors[0])

    def source(self, key: str) -> QuestionSource:
        """Return the question as values."""
        if self.kind.data == "true_false":
            said = self.answer.data == "true"
            options: tuple[OptionSource, ...] = (OptionSource("prawda", said, ""), OptionSource("fałsz", not said, ""))
        else:
            rows = [entry.form for entry in self.options.entries if not entry.form.is_blank]
            options = tuple(OptionSource(r.text.data or "", bool(r.right.data), r.feedback.data or "") for r in rows)
        return QuestionSource(
            key=key,
            category=self.category.data or "",
            kind=self.kind.data,
            difficulty=int(self.difficulty.data) if self.difficulty.data in TO_CHOOSE else 2,
            text=_lines(self.text.data),
            feedback=_lines(self.feedback.data),
            provisions=tuple(one for one in self._known if one in set(self.provisions.data or ())),
            options=options,
            legal_state_on=self.legal_state_on.data,
        )


class QuestionLists:
    """What a question's form chooses from.

    :param lessons: (key, title) of the course's lessons; None where the question has its key already.
    :param provisions: key -> label of the register, in the order of the act.
    """

    def __init__(self, lessons: Sequence[tuple[str, str]] | None, provisions: Mapping[str, str]) -> None:
        self.lessons, self.provisions = lessons, provisions


def _question_data(source: QuestionSource) -> dict[str, Any]:
    rows = [{"text": o.text, "right": o.right, "feedback": o.feedback} for o in source.options]
    return {
        "category": source.category, "difficulty": str(source.difficulty), "kind": source.kind, "text": source.text,
        "feedback": source.feedback, "provisions": list(source.provisions), "legal_state_on": source.legal_state_on,
        "options": [] if source.kind == "true_false" else rows,
    }  # fmt: skip


def _row_data(row: OptionForm) -> dict[str, Any]:
    return {"text": row.text.data, "right": row.right.data, "feedback": row.feedback.data}


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n")


def _whole(low: int, high: int) -> NumberRange:
    return NumberRange(low, high, f"Wpisz liczbę od {low} do {high}")


class QuizForm(Form):
    """A test's settings."""

    version = HiddenField()
    title = StringField("Tytuł testu", validators=[required("Wpisz tytuł"), at_most(160)])
    intro = TextAreaField("Wstęp, jedno lub dwa zdania", validators=[required("Napisz wstęp"), at_most(400)])
    draw = IntegerField("Ile pytań losować", validators=[Optional(), _whole(1, MOST_DRAWN)])
    categories = SelectMultipleField("Z których działów", widget=ListWidget(), option_widget=CheckboxInput())
    pass_percent = IntegerField("Próg zaliczenia w procentach", validators=[required(), _whole(1, 100)], default=80)
    minutes = IntegerField("Czas w minutach", validators=[Optional(), _whole(1, 1440)])
    attempts = IntegerField("Ile podejść", validators=[Optional(), _whole(1, 100)])
    counts = BooleanField("Zaliczenie liczy się do ukończenia kursu")
    after_lessons = BooleanField("Test otwiera się po ukończeniu wszystkich lekcji")
    shuffle = BooleanField("Losowa kolejność pytań i odpowiedzi", default=True)
    review = RadioField("Kiedy uczestnik widzi dobre odpowiedzi", choices=_choices(REVIEW_WORDS), default="always")

    @classmethod
    def opened(cls, source: QuizSource | None, version: int, sizes: Mapping[str, int]) -> "QuizForm":
        """Return the form as sent, or filled with a test's settings (or with nothing yet).

        :param sizes: category -> how many questions it has.
        """
        data: dict[str, Any] = {"version": str(version)}
        if source is not None:
            data |= {name: getattr(source, name) for name in _SAME_NAMES}
            data |= {"minutes": source.minutes_allowed, "attempts": source.attempts_allowed}
            data["categories"] = list(source.categories)
        form = cls(data=data)
        form.fit(sizes, source)
        return form

    def fit(self, sizes: Mapping[str, int], source: QuizSource | None) -> None:
        """Give the categories to choose from; one that a test names and that has no question any more stays."""
        gone = {name: 0 for name in (source.categories if source else ()) if name not in sizes}
        self.categories.choices = _choices({name: f"{name} ({count})" for name, count in {**sizes, **gone}.items()})

    def source(self, key: str) -> QuizSource:
        """Return the settings as values; what cannot be read as a number is taken as not said."""
        return QuizSource(
            key=key,
            title=self.title.data or "",
            intro=_lines(self.intro.data),
            counts=self.counts.data,
            draw=self.draw.data,
            categories=tuple(self.categories.data or ()),
            pass_percent=self.pass_percent.data or 1,
            minutes_allowed=self.minutes.data,
            attempts_allowed=self.attempts.data,
            shuffle=self.shuffle.data,
            review=self.review.data,
            after_lessons=self.after_lessons.data,
        )


_SAME_NAMES = ("title", "intro", "draw", "pass_percent", "counts", "after_lessons", "shuffle", "review")

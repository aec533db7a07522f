"""The editor of a questionnaire: a page, a question, a branch. Each form bears the version of its group."""

from collections.abc import Sequence

from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from akademia.core.forms import VersionedForm, at_most, required
from akademia.research.surveys.rules.editing import MOST_OPTIONS, options_from
from akademia.research.surveys.rules.questionnaire import (
    CAN_BRANCH,
    END,
    KINDS,
    WITH_OPTIONS,
    WITH_SCALE,
    Branch,
    Option,
    Page,
    Question,
    Questionnaire,
)

_FEW = NumberRange(1, MOST_OPTIONS, f"Wpisz liczbę od 1 do {MOST_OPTIONS}")
_WHOLE = NumberRange(-1_000_000_000, 1_000_000_000, "Wpisz liczbę całkowitą")


class PageForm(VersionedForm):
    """A page's words, and what follows it where no branch fits."""

    title = StringField("Tytuł strony", id="tytul", validators=[required("Wpisz tytuł strony"), at_most(160)])
    words = TextAreaField("Zdanie na początku", id="slowa", validators=[Optional(), at_most(1000)],
                          render_kw={"rows": 3})  # fmt: skip
    then = SelectField("Dalej", id="dalej-do", validators=[Optional()])

    @classmethod
    def of(cls, whole: Questionnaire, page: Page | None, version: int) -> "PageForm":
        own = {"title": page.title, "words": page.words, "then": page.then} if page else {}
        form = cls(data={"version": str(version), **own})
        form.then.choices = [SelectChoice("", "następna strona"), *targets(whole, page)]
        return form

    def said(self) -> tuple[str, str, str]:
        """Return the title, the words and what follows."""
        return self.title.data or "", self.words.data or "", self.then.data or ""


def targets(whole: Questionnaire, page: Page | None) -> list[SelectChoice]:
    """Return where one can go from a page: the other pages, and the end."""
    others = [SelectChoice(one.key, f"{number}. {one.title}") for number, one in enumerate(whole.pages, start=1)
              if page is None or one.key != page.key]  # fmt: skip
    return [*others, SelectChoice(END, "koniec ankiety")]


class QuestionForm(VersionedForm):
    """A question of any kind; fields that its kind does not need stay as they were typed and mean nothing."""

    kind = SelectField("Rodzaj pytania", id="rodzaj", choices=[SelectChoice(*pair) for pair in KINDS.items()])
    words = TextAreaField("Treść pytania", id="tresc-pytania", render_kw={"rows": 2},
                          validators=[required("Wpisz treść pytania"), at_most(500)])  # fmt: skip
    hint = StringField("Podpowiedź", id="podpowiedz", validators=[Optional(), at_most(300)])
    must = BooleanField("Odpowiedź jest obowiązkowa", id="obowiazkowe")
    options = TextAreaField("Odpowiedzi do wyboru", id="odpowiedzi", validators=[Optional()], render_kw={"rows": 6})
    most = IntegerField("Najwyżej tyle odpowiedzi", id="najwyzej", validators=[Optional(), _FEW])
    rows = TextAreaField("Stwierdzenia", id="stwierdzenia", validators=[Optional()], render_kw={"rows": 5})
    low = IntegerField("Od", id="od", validators=[Optional(), _WHOLE])
    high = IntegerField("Do", id="do", validators=[Optional(), _WHOLE])
    low_words = StringField("Co znaczy najniższy stopień", id="dol", validators=[Optional(), at_most(80)])
    high_words = StringField("Co znaczy najwyższy stopień", id="gora", validators=[Optional(), at_most(80)])

    @classmethod
    def of(cls, question: Question | None, version: int) -> "QuestionForm":
        if question is None:
            return cls(data={"version": str(version), "kind": "single", "low": 1, "high": 5})
        own = {name: getattr(question, name) for name in ("kind", "words", "hint", "most", "low", "high", "low_words",
                                                          "high_words")}  # fmt: skip
        return cls(data={**own, "version": str(version), "must": question.required,
                         "options": _typed(question.options), "rows": _typed(question.rows)})  # fmt: skip

    def validate_options(self, field: TextAreaField) -> None:
        lines = _lines(field.data)
        if self.kind.data in WITH_OPTIONS and len(lines) < 2:
            raise ValidationError("Wpisz co najmniej dwie odpowiedzi, każdą w osobnym wierszu")
        _check_lines(lines)

    def validate_rows(self, field: TextAreaField) -> None:
        lines = _lines(field.data)
        if self.kind.data == "matrix" and not lines:
            raise ValidationError("Wpisz stwierdzenia, każde w osobnym wierszu")
        _check_lines(lines)

    def validate_high(self, field: IntegerField) -> None:
        low, high = self.low.data, field.data
        if self.kind.data in WITH_SCALE and (low is None or high is None or not 1 <= high - low <= 10):
            raise ValidationError("Skala ma od 2 do 11 stopni, na przykład od 1 do 5")
        if low is not None and high is not None and low > high:
            raise ValidationError("Ta liczba musi być większa od poprzedniej")

    def question(self, before: Question | None) -> Question:
        """Return the question; of what its kind does not need nothing stays."""
        kind = str(self.kind.data)
        bounded = kind in WITH_SCALE or kind == "number"
        old = before or Question("", kind, "")
        return Question(
            old.key, kind, self.words.data or "", self.hint.data or "", bool(self.must.data),
            options_from(_lines(self.options.data), old.options, "o") if kind in WITH_OPTIONS else (),
            options_from(_lines(self.rows.data), old.rows, "w") if kind == "matrix" else (),
            self.most.data if kind == "multiple" else None,
            self.low.data if bounded else None, self.high.data if bounded else None,
            (self.low_words.data or "") if kind in WITH_SCALE else "",
            (self.high_words.data or "") if kind in WITH_SCALE else "",
        )  # fmt: skip


def _typed(options: Sequence[Option]) -> str:
    return "\n".join(one.words for one in options)


def _lines(typed: str | None) -> list[str]:
    return [" ".join(line.split()) for line in (typed or "").splitlines() if line.strip()]


def _check_lines(lines: Sequence[str]) -> None:
    if len(set(lines)) < len(lines):
        raise ValidationError("Ten sam wiersz stoi dwa razy")
    if len(lines) > MOST_OPTIONS or any(len(line) > 200 for line in lines):
        raise ValidationError(f"Najwyżej {MOST_OPTIONS} wierszy, każdy do 200 znaków")


class BranchForm(VersionedForm):
    """A branch: the ticked answers of one question, and where they lead. An answer's value: „question.option”."""

    when = SelectMultipleField("Gdy odpowiedź to", id="gdy", widget=ListWidget(prefix_label=False),
                               option_widget=CheckboxInput(), validators=[required("Zaznacz odpowiedź")])  # fmt: skip
    to = SelectField("przejdź do", id="przejdz-do")

    @classmethod
    def of(cls, whole: Questionnaire, page: Page, version: int) -> "BranchForm":
        form = cls(data={"version": str(version)})
        form.when.choices = [
            SelectChoice(f"{question.key}.{option.key}", f"{question.words} – {option.words}")
            for question in page.questions if question.kind in CAN_BRANCH for option in question.options
        ]  # fmt: skip
        form.to.choices = targets(whole, page)
        return form

    def validate_when(self, field: SelectMultipleField) -> None:
        if len({one.partition(".")[0] for one in field.data or ()}) > 1:
            raise ValidationError("Zaznacz odpowiedzi jednego pytania. Dla drugiego dodaj osobne przejście")

    def branch(self) -> Branch:
        pairs = [one.partition(".") for one in self.when.data or ()]
        return Branch(pairs[0][0], tuple(option for _, _, option in pairs), str(self.to.data))

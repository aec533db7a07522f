"""The form of one page of a survey, made from its questions.

The server keeps nothing between the pages: all that was typed so far travels in the form itself, as it was typed, and
is read anew each time. So going back loses nothing, and an unfinished survey leaves no trace.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from akademia.core.forms import TrapForm, required
from akademia.research.surveys.rules.answers import LONG_MOST, complaints, fields_of, known_only
from akademia.research.surveys.rules.questionnaire import ORGANISATIONS, Page, Question, Questionnaire

Said = dict[str, list[str]]
PREFIX = "o-"


class ConsentForm(TrapForm):
    """The step before the first page: a respondent agrees."""

    agrees = BooleanField("Zgoda", id="zgoda", validators=[required("Zaznacz zgodę. Bez niej nie możemy zacząć")])


class CodeForm(TrapForm):
    """A token as it stands on paper."""

    code = StringField(
        "Kod z zaproszenia",
        id="kod",
        validators=[required("Wpisz kod z zaproszenia")],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class SurveyForm(TrapForm):
    """What travels with every page. `said`: all that was typed so far; `place`: the key of the page, or `END`."""

    place = HiddenField("Strona")
    said = HiddenField("Odpowiedzi")
    agreed = HiddenField("Zgoda")
    ticket = HiddenField("Przepustka")
    once = HiddenField("Jednorazowo")
    draft = HiddenField("Szkic")

    of: Sequence[Question] = ()

    def travel(self) -> dict[str, str]:
        """Return what the next page's form begins with, but for what was typed and the place."""
        return {
            "agreed": self.agreed.data or "",
            "ticket": (self.ticket.data or "")[:64],
            "once": (self.once.data or "")[:64] or secrets.token_urlsafe(16),
            "draft": (self.draft.data or "")[:64],
        }

    def complain(self, told: Mapping[str, str]) -> None:
        """Put messages beside their fields."""
        for name, words in told.items():
            self[PREFIX + name].errors = [words]

    def complaints(self) -> Iterator[tuple[str, str]]:
        """Give (id, question and what is wrong with it) for the summary: rows of a matrix may all lack the same."""
        for field in self:
            if field.errors:
                yield field.id, f"{shorten(field.label.text, 90, placeholder='…')}: {field.errors[0]}"

    def parts_of(self, question: Question) -> list[Any]:
        """Return the fields that ask a question."""
        return [self[PREFIX + name] for name in fields_of(question)]


def sent_so_far(whole: Questionnaire) -> Said:
    """Return all that a request says: what earlier pages carried, and what its own page asked."""
    try:
        before = json.loads(request.form.get("said", "") or "{}")
    except ValueError:
        before = {}
    page = whole.page(request.form.get("place", ""))
    here = [name for question in page.questions for name in fields_of(question)] if page else []
    said = {**known_only(whole, before), **dict.fromkeys(here, ())}
    return known_only(whole, {**said, **{name: request.form.getlist(PREFIX + name) for name in here}})


def survey_form(page: Page | None, place: str, said: Said, travel: Mapping[str, str],
                regions: Mapping[str, str]) -> SurveyForm:  # fmt: skip
    """Return the form of a page that shows what was typed.

    :param page: None for the last step, where all answers are looked over.
    :param regions: voivodeships: code -> name.
    """
    asked = page.questions if page else ()
    controls = {PREFIX + name: control for question in asked for name, control in _controls(question, regions).items()}
    made = type("SurveyForm", (SurveyForm,), {"of": asked, **controls})
    kept = {**travel, "place": place, "said": json.dumps(said, ensure_ascii=False, separators=(",", ":"))}
    form: SurveyForm = made(formdata=None, data={**kept, **_shown(asked, said)})
    return form


def _shown(asked: Sequence[Question], said: Said) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in asked:
        for name in fields_of(question):
            words = said.get(name, [])
            found[PREFIX + name] = words if question.kind == "multiple" else next(iter(words), "")
    return found


def complain_of(form: SurveyForm, page: Page, said: Said, regions: Mapping[str, str]) -> bool:
    """Put what is wrong with a page's answers beside its fields. Returns whether anything is."""
    told = complaints(page, said, regions)
    form.complain(told)
    return bool(told)


def _controls(question: Question, regions: Mapping[str, str]) -> dict[str, Any]:
    label, checks = question.words, [] if question.required else [Optional()]
    own = f"q-{question.key}"
    match question.kind:
        case "single":
            return {question.key: _radios(label, [(one.key, one.words) for one in question.options], checks, own)}
        case "multiple":
            return {question.key: _boxes(label, question, checks, own)}
        case "scale":
            return {question.key: _radios(label, _points(question), checks, own)}
        case "matrix":
            return {
                f"{question.key}.{row.key}": _radios(row.words, _points(question), checks, f"{own}-{row.key}")
                for row in question.rows
            }
        case "region":
            return {question.key: _list(label, regions, checks, own)}
        case "organisation":
            return {
                f"{question.key}.kind": _list(label, ORGANISATIONS, checks, own),
                f"{question.key}.name": StringField("Nazwa organizacji", validators=[Optional()], id=f"{own}-nazwa"),
            }
        case _:
            return {question.key: _line(question, checks, own)}


def _radios(label: str, pairs: Sequence[tuple[str, str]], checks: list[Any], own: str) -> RadioField:
    choices = [SelectChoice(key, words) for key, words in pairs]
    return RadioField(label, choices=choices, validators=checks, id=own, validate_choice=False)


def _boxes(label: str, question: Question, checks: list[Any], own: str) -> SelectMultipleField:
    return SelectMultipleField(
        label, choices=[SelectChoice(one.key, one.words) for one in question.options], validators=checks, id=own,
        widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), validate_choice=False,
    )  # fmt: skip


def _list(label: str, names: Mapping[str, str], checks: list[Any], own: str) -> SelectField:
    choices = [SelectChoice("", "wybierz"), *(SelectChoice(key, words) for key, words in names.items())]
    return SelectField(label, choices=choices, validators=checks, id=own, validate_choice=False)


def _points(question: Question) -> list[tuple[str, str]]:
    ends = {question.low: question.low_words, question.high: question.high_words}
    return [(str(one), f"{one} – {ends[one]}" if ends.get(one) else str(one)) for one in question.points]


def _line(question: Question, checks: list[Any], own: str) -> Any:
    if question.kind == "long":
        kw = {"rows": 5, "maxlength": LONG_MOST}
        return TextAreaField(question.words, validators=checks, id=own, render_kw=kw)
    kinds = {"number": {"inputmode": "decimal"}, "date": {"type": "date"}}
    return StringField(question.words, validators=checks, id=own, render_kw=kinds.get(question.kind, {}))

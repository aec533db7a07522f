"""The form of a text, made from the fields of its kind; it keeps exactly what was typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import Choice, SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from akademia.core.clock import WARSAW
from akademia.core.forms import Form
from akademia.texts.formats.fields import CHOICE, DAY, FLAG, LINES, LONG, MANY, MARKDOWN, NUMBER, Field, lines_of


class ManyField(SelectMultipleField):
    """Boxes to tick. What is ticked is one text, a value a line, as drafts and versions keep it."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_data(self, value: Any) -> None:
        self.data = value if isinstance(value, str) else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = "\n".join(line for sent in valuelist for line in lines_of(sent))

    def iter_choices(self) -> Iterator[Choice]:
        ticked = lines_of(str(self.data or ""))
        return (Choice(one.value, one.label, one.value in ticked, {}) for one in self.choices)

    def pre_validate(self, form: Any) -> None:
        """What may be ticked is the field's own matter (`Field.complaint`)."""


class TextForm(Form):
    """What every text's form has: what it was opened with, and the moment of a plan."""

    opened = HiddenField()
    publish_on = StringField("Dzień", id="plan-dzien", render_kw={"type": "date"})
    publish_at = StringField("Godzina", id="plan-godzina", render_kw={"type": "time"})

    wanted = StringField("Znajdź przepis", id="szukany-przepis")

    of: Sequence[Field] = ()

    def values(self) -> dict[str, str]:
        """Return what was typed, by field."""
        return {one.name: _typed(self[one.name].data) for one in self.of}

    def complain(self, told: Mapping[str, str]) -> None:
        """Put messages beside their fields."""
        for name, words in told.items():
            self[name].errors = [words]

    def moment(self) -> datetime | None:
        """Return the moment of a plan, in Polish time; None when it is no moment."""
        try:
            day, hour = date.fromisoformat(self.publish_on.data or ""), time.fromisoformat(self.publish_at.data or "")
        except ValueError:
            return None
        return datetime.combine(day, hour.replace(tzinfo=None), tzinfo=WARSAW)


def form_for(fields: Sequence[Field], values: Mapping[str, str] | None = None, opened: str = "") -> TextForm:
    """Return the form of a kind: what was sent when something was, else `values`."""
    made = type("TextForm", (TextForm,), {"of": fields, **{one.name: _control(one) for one in fields}})
    form: TextForm = made(data={**(values or {}), "opened": opened})
    return form


def _control(of: Field) -> Any:
    checks = [] if of.required else [Optional()]
    told: dict[str, Any] = {"validators": checks, "id": f"pole-{of.name}"}
    if of.kind == FLAG:
        return BooleanField(of.label, id=f"pole-{of.name}")
    if of.kind in (CHOICE, MANY):
        options = [SelectChoice(value, label) for value, label in of.options.items()]
        field: Any = ManyField if of.kind == MANY else SelectField
        return field(of.label, choices=options, validate_choice=False, **told)
    if of.kind in (LINES, LONG, MARKDOWN):
        rows = {MARKDOWN: 24, LINES: 4, LONG: 3}[of.kind]
        return TextAreaField(of.label, render_kw={"rows": rows}, **told)
    kind = {NUMBER: {"inputmode": "numeric"}, DAY: {"type": "date"}}.get(of.kind, {})
    return StringField(of.label, render_kw=kind, **told)


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value or "").replace("\r\n", "\n").replace("\0", "")

"""What a person sends to have their account erased, and staff to publish a new wording of a consent."""

from typing import Any

from wtforms import IntegerField, PasswordField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput

from akademia.core.area import EraseChoice
from akademia.core.forms import Form, at_most, required


class EraseForm(Form):
    """The choices, and the password; see `erase_form`."""

    password = PasswordField(
        "Hasło", validators=[required("Wpisz hasło")], render_kw={"autocomplete": "current-password"}
    )
    choice_names: tuple[str, ...] = ()

    def chosen(self) -> dict[str, str]:
        return {name: str(self[name].data) for name in self.choice_names}


def erase_form(choices: list[EraseChoice]) -> type[EraseForm]:
    """Return a form with a group of answers for each choice; none is marked beforehand."""
    fields: dict[str, Any] = {"choice_names": tuple(choice.name for choice in choices)}
    for choice in choices:
        options = [SelectChoice(option.value, option.label) for option in choice.options]
        fields[choice.name] = RadioField(choice.question, choices=options, validators=[required("Wybierz jedno")])
    return type("EraseFormOfThePerson", (EraseForm,), fields)


class WordingForm(Form):
    """A new wording of a consent. `version` is the one it was written over."""

    words = TextAreaField("Nowa treść", validators=[required("Wpisz treść"), at_most(1000)])
    changes = TextAreaField("Co się zmieniło", validators=[required("Wpisz, co się zmieniło"), at_most(1000)])
    version = IntegerField(validators=[required()], widget=HiddenInput())

"""What learners send: the name for the certificate, and choices."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict
from wtforms import StringField

from akademia.core.forms import Form, at_most, required

LONGEST_NUMBER = 6  # digits


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

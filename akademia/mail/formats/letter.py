"""A template and its values -> subject, plain text and HTML of a letter.

Each letter is a pair, `mail/<template>.txt` and `.html`; the subject is the block `subject` of the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from akademia.core import text
from akademia.core.operator import OPERATOR

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@dataclass(frozen=True)
class Words:
    subject: str
    text: str
    html: str


def render(template: str, context: Mapping[str, Any]) -> Words:
    """Render a letter. A value that its template names and `context` lacks is an error, never a gap.

    :param context: values and full addresses (`links.full_url_for`); a letter knows no request.
    """
    plain = _environment().get_template(f"mail/{template}.txt")
    values = dict(context)
    subject = " ".join("".join(plain.blocks["subject"](plain.new_context(values))).split())
    rich = _environment().get_template(f"mail/{template}.html")
    return Words(subject, _even(plain.render(values)), rich.render(values))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["operator"] = OPERATOR
    made.filters.update(
        plural=text.counted,
        word=text.plural,
        date_words=text.date_words,
        moment_words=text.moment_words,
        tidy=text.tidy,
    )
    return made


def _even(words: str) -> str:
    """Leave one blank line where templates left several."""
    lines: list[str] = []
    for line in words.strip().splitlines():
        if line.strip() or (lines and lines[-1].strip()):
            lines.append(line if line == "-- " else line.rstrip())
    return "\n".join(lines) + "\n"

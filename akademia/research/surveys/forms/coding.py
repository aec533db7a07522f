"""Codes of open answers, and a page of answers with a box for each code."""

from collections.abc import Mapping, Sequence

from flask import request
from wtforms import TextAreaField

from akademia.core.forms import Form, VersionedForm

Row = tuple[tuple[str, ...], str, int]  # codes, quotation, the version opened


class CodesForm(VersionedForm):
    codes = TextAreaField("Kody, jeden w wierszu", id="kody", render_kw={"rows": 8})

    def lines(self) -> list[str]:
        return (self.codes.data or "").splitlines()


class AnswersForm(Form):
    """Boxes and lines whose names bear the key of their answer."""

    def rows(self, keys: Sequence[str]) -> Mapping[str, Row]:
        """Return what was sent for some answers; those that were not on the page are left out."""
        said = request.form
        return {
            key: (tuple(said.getlist(f"kod-{key}")), said.get(f"cytat-{key}", "").replace("\0", "").strip(),
                  self._number(said.get(f"wersja-{key}", "")))
            for key in keys if f"wersja-{key}" in said
        }  # fmt: skip

    @staticmethod
    def _number(typed: str) -> int:
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

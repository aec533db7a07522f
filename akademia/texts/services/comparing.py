"""Two texts of one kind side by side, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.core.db import db
from akademia.texts.formats.difference import Difference, difference
from akademia.texts.formats.fields import CHOICE, FLAG, MANY, MARKDOWN, Field, lines_of
from akademia.texts.services.drafts import Working
from akademia.texts.services.kinds import Place, Values


@dataclass(frozen=True)
class FieldDifference:
    label: str
    is_text: bool
    told: Difference


def compare(place: Place, old: Values, new: Values) -> Sequence[FieldDifference]:
    """Return the fields in which two texts differ, in the order of the form."""
    return [
        FieldDifference(one.label, one.kind == MARKDOWN, difference(_said(one, old), _said(one, new)))
        for one in place.fields
        if old.get(one.name, "") != new.get(one.name, "")
    ]


def _said(of: Field, values: Values) -> str:
    value = values.get(of.name, "")
    if of.kind == FLAG:
        return "tak" if value else "nie"
    if of.kind == MANY:
        return "\n".join(of.options.get(one, one) for one in lines_of(value))
    return of.options.get(value, value) if of.kind == CHOICE else value


def who_saved(working: Working) -> str:
    """Return who saved a draft last, in words; empty when nobody did."""
    if working.saved_by is None:
        return ""
    row = db.session.execute(select(User.certificate_name, User.email).where(User.id == working.saved_by)).first()
    return (row.certificate_name or row.email or "") if row else ""

"""A case's own words beside the text that is to become public, with what looks like personal data marked in both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from akademia.advisory.questions.models import Case, Message
from akademia.advisory.questions.rules.desk import SPEAKERS
from akademia.advisory.questions.rules.personal.detecting import detect
from akademia.advisory.questions.rules.personal.found import mask, words
from akademia.advisory.questions.rules.publishing import SEARCHED
from akademia.core.db import db
from akademia.core.errors import Missing


class Piece(NamedTuple):
    """A part of a text; `kind` says what personal data it looks like, empty for none."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Said:
    """One message of a case, its personal data marked."""

    who: str
    at: datetime
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Left:
    """What looks like personal data in the text that is to become public."""

    field: str
    kind: str
    text: str


def case_by_id(case_id: int) -> Case:
    """Return a case.

    :raises Missing: there is none.
    """
    case = db.session.get(Case, case_id)
    if case is None:
        raise Missing
    return case


def marked(text: str) -> tuple[Piece, ...]:
    """Return a text in pieces, those that look like personal data with their kinds in words."""
    pieces, at = [], 0
    for one in detect(text):
        pieces += [Piece(text[at : one.start]), Piece(one.text, words(one.kind))]
        at = one.end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def masked(text: str) -> str:
    """Return a text with its personal data replaced by what they are."""
    return mask(text, detect(text))


def messages_of(case_id: int) -> Sequence[Message]:
    return db.session.scalars(select(Message).where(Message.case_id == case_id).order_by(Message.id)).all()


def original(case_id: int) -> list[Said]:
    """Return what was said in a case, in its order."""
    return [Said(SPEAKERS[one.kind], one.sent_at, marked(one.source)) for one in messages_of(case_id)]


def left_in(values: Mapping[str, str]) -> list[Left]:
    """Return what looks like personal data in a text's words, field by field."""
    found = ((name, one) for name in SEARCHED for one in detect(values.get(name, "")))
    return [Left(name, words(one.kind), one.text) for name, one in found]

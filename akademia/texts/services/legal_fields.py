"""What every text says of the law: the day it was written for, and the act it speaks of unless it names another."""

from collections.abc import Mapping
from datetime import date

from akademia.law.queries import acts_by_name
from akademia.law.rules import DEFAULT_ACT
from akademia.texts.formats.fields import CHOICE, DAY, LONG, Field

STATE = Field(
    "legal_state_on", "Stan prawny na dzień", DAY,
    "Na ten dzień opisujesz przepisy. Gdy zmieni się któryś z nich, tekst wróci do przeglądu.", required=False,
)  # fmt: skip


def _acts() -> Mapping[str, str]:
    return {"" if key == DEFAULT_ACT else key: name for key, name in acts_by_name().items()}


ACT = Field(
    "default_act", "Przepisy bez nazwy aktu należą do", CHOICE, "Na przykład samo „art. 15” w treści.", required=False,
    choices=_acts,
)  # fmt: skip


PROVISIONS = Field("provisions", "Powołane przepisy", LONG, required=False, at_most=1000)


def day_of(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def shown(day: date | None) -> str:
    return day.isoformat() if day else ""

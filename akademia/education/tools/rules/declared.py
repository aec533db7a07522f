"""How a tool tells the house what it is and which provisions it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LEGAL_STATE_ON = date(2022, 9, 22)  # the consolidated text in which the rules of all tools were read


@dataclass(frozen=True)
class OtherLaw:
    """A source that the register does not hold, named in words."""

    label: str
    what: str


@dataclass(frozen=True)
class Declared:
    """A tool as its code declares it.

    :param key: the last part of its address.
    :param provisions: keys of the act's provisions that the tool cites.
    :param words: what its page says, sentence by sentence, for the search.
    :param sheet: people may save what they answered here in their account.
    """

    key: str
    title: str
    summary: str
    provisions: tuple[str, ...]
    words: tuple[str, ...]
    others: tuple[OtherLaw, ...] = ()
    sheet: bool = False
    legal_state_on: date = LEGAL_STATE_ON


@dataclass(frozen=True)
class Task:
    """One thing to do or to have, on a list to tick. `tool`: the key of the tool that helps with it."""

    text: str
    provisions: tuple[str, ...] = ()
    tool: str | None = None


def cited(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return all keys of some groups, each once, in their order."""
    return tuple(dict.fromkeys(key for group in groups for key in group))

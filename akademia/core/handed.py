"""What one area hands another through an inlet, as plain data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Handed:
    """A text that one area hands another to finish, as plain data.

    :param source: Markdown. `credits`: who made it, one in each, as the taker writes them („instytucja: …”).
    :param licence: where it is known, as the taker names it, readers see the text at once; else staff finish a draft.
    :param project_id: the project that paid for it. `actor`: who hands it in.
    """

    title: str
    summary: str
    source: str
    credits: tuple[str, ...] = ()
    licence: str = ""
    project_id: int | None = None
    legal_state_on: date | None = None
    actor: int | None = None

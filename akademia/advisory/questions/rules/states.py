"""The states of a case and the acts that lead from one to another."""

from akademia.core.errors import RuleBroken

OPEN = ("new", "claimed", "waiting", "answered")
STATES = {
    "new": "nowa",
    "claimed": "w opracowaniu",
    "waiting": "czeka na odpowiedź pytającego",
    "answered": "jest odpowiedź",
    "closed": "zamknięta",
}
# act -> from which states it may be done -> the state it leads to. `back` stands for the state by who holds the case.
MOVES: dict[str, dict[str, str]] = {
    "claim": {"new": "claimed"},
    "release": dict.fromkeys(("claimed", "waiting", "answered"), "new"),
    "hand_over": {"claimed": "claimed", "waiting": "waiting", "answered": "answered", "new": "claimed"},
    "ask_back": dict.fromkeys(("claimed", "answered"), "waiting"),
    "answer": dict.fromkeys(("claimed", "waiting", "answered"), "answered"),
    "reply": dict.fromkeys(OPEN, "back"),
    "close": dict.fromkeys(OPEN, "closed"),
    "reopen": {"closed": "back"},
}


class NotNow(RuleBroken):
    message = "Tego nie można teraz zrobić: stan sprawy zmienił się. Otwórz sprawę jeszcze raz."


def moved(state: str, act: str, is_held: bool) -> str:
    """Return the state that an act leads to.

    :param is_held: whether an expert holds the case.
    :raises NotNow: the act cannot be done in this state.
    """
    to = MOVES[act].get(state)
    if to is None:
        raise NotNow
    if to == "back":
        return "claimed" if is_held else "new"
    return to

"""How long a remark may be, how long it is kept, and which places it may speak of."""

WORDS_MOST, ANSWER_MOST, PLACE_MOST = 2_000, 2_000, 300
KEPT_DAYS = 365  # from the day it was sent


def own_place(said: str) -> str:
    """Return the path of a page of ours that an address names; empty for anything that could lead elsewhere."""
    path = said.split("?")[0].split("#")[0]
    is_path = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if is_path and path.isprintable() and len(path) <= PLACE_MOST else ""

"""Items of the Journal of Laws: „t.j. Dz. U. z 2019 r. poz. 217, 730 i 1818 ze zm.”"""

from collections.abc import Callable

Publication = tuple[int, int]  # year and item of the Journal of Laws
Text = Callable[[int], str]  # a token's characters, „” past the end


def bare(word: str) -> str:
    """Return an abbreviation without dots and in lower case: „u.z.s.” and „UZS” are one."""
    return word.lower().replace(".", "")


def after_year(text: Text, place: int) -> int:
    """Return the token after „r.”, „roku” where one stands."""
    if text(place) == "roku":
        return place + 1
    return place + (2 if text(place + 1) == "." else 1) if text(place) == "r" else place


def journal_at(text: Text, place: int, year: int | None = None) -> tuple[tuple[Publication, ...], int] | None:
    """Read „t.j. Dz. U. z 2019 r. Nr 3, poz. 217, 730 i 1818 ze zm.”; return the items and the token after.

    :param year: of the act just named, for „Dz. U. Nr 122, poz. 1143”.
    """
    at = _after_consolidated(text, place)
    begin = _after_journal_name(text, at)
    if begin is None:
        return None
    publications, after = _publications(text, begin, year)
    return (publications, _after_changes(text, after)) if publications else None


def _after_consolidated(text: Text, place: int) -> int:
    if bare(text(place)) == "tj":
        at = place + 1
        return at + 1 if text(at) in (".", ":") else at
    return place + 2 if (text(place), text(place + 1)) == ("tekst", "jednolity") else place


def _after_journal_name(text: Text, place: int) -> int | None:
    if bare(text(place)) == "dzu":
        return place + 1
    if [text(place + step) for step in range(4)] == ["dz", ".", "u", "."]:
        return place + 4
    return place + 1 if text(place) == "du" and text(place + 1) == "/" else None


def _publications(text: Text, place: int, year: int | None) -> tuple[tuple[Publication, ...], int]:
    items: list[Publication] = []
    after = place
    while (read := _item(text, place, year, first=not items)) is not None:
        year, item, after = read
        items.append((year, item))
        place = after
    return tuple(items), after


def _item(text: Text, place: int, year: int | None, *, first: bool) -> tuple[int, int, int] | None:
    """Read one item of the journal: its year (the last one said), its number, the token after it."""
    at = place
    while text(at) in (",", "i", "oraz", "z", "/", ".") and at < place + 3:
        at += 1
    named = text(at)
    if _is_year(named):
        year, at = int(named.removesuffix("r")), after_year(text, at + 1)
        at += text(at) in (",", "/", ".")
    if text(at) == "nr":
        at += 2 + (text(at + 1) == ".")
        at += text(at) == ","
    at = _after_word_item(text, at)
    if year is None or not text(at).isdecimal() or (not first and at == place):
        return None
    return year, int(text(at)), at + 1


def _after_word_item(text: Text, place: int) -> int:
    if text(place) != "poz":
        return place
    return place + 2 if text(place + 1) == "." else place + 1


def _after_changes(text: Text, place: int) -> int:
    """Return the token after „ze zm.”, „z późn. zm.”."""
    at = place + 1 if text(place) == "," else place
    if text(at) not in ("z", "ze"):
        return place
    words = [text(at + step) for step in range(1, 5)]
    if "zm" not in words:
        return place
    after = at + words.index("zm") + 2
    return after + 1 if text(after) == "." else after


def _is_year(word: str) -> bool:
    digits = word.removesuffix("r")
    return len(digits) == 4 and digits.isdecimal() and digits[:2] in ("19", "20")

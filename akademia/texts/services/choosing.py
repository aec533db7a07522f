"""Citations that only the author can resolve: what may be chosen, and a text with the choice in it."""

from collections.abc import Iterator

from akademia.core.errors import RuleBroken
from akademia.texts.formats.citing import SET_ASIDE, Found, Unsure, href, with_choice
from akademia.texts.rules import Choice, Finding
from akademia.texts.services.kinds import TextKind, Values
from akademia.texts.services.rendering import Lexicon, Rendering


class NoSuchChoice(RuleBroken):
    message = "Ten tekst zmienił się w międzyczasie. Naciśnij „Sprawdź” i wybierz jeszcze raz."


def doubts(law: Found, words: Lexicon) -> Iterator[Finding]:
    """Yield what the editor's check says of a text's citations: the unsure ones first, in their order."""
    for number, one in enumerate(law.unsure):
        told = (
            f"Przepis „{one.words}” można odczytać na kilka sposobów. Wybierz właściwy."
            if one.ambiguous
            else f"Rejestr nie zna przepisu „{one.words}”. Wybierz inny albo popraw tekst."
        )
        yield Finding(False, one.line, told, tuple(_choices(number, one, words)))
    for link in law.mismatched:
        label = words.gists[link.target].label
        yield Finding(False, link.line, f"Odnośnik „{link.words}” prowadzi do innego przepisu: {label}.")


def _choices(number: int, one: Unsure, words: Lexicon) -> Iterator[Choice]:
    for ref in one.choices:
        yield Choice(f"to {words.gists[ref].label}", f"{number}:{href(ref)}")
    yield Choice("zostaw bez odnośnika", f"{number}:{href(SET_ASIDE)}")


def choose(kind: TextKind, values: Values, made: Rendering, choice: str) -> Values:
    """Return a text's values with a choice written into its source.

    :param choice: the `value` of one of the choices that `doubts` gave for this rendering.
    :raises NoSuchChoice: the text has no such doubt, or not this way out of it.
    """
    number, _, target = choice.partition(":")
    field = kind.source_field
    if field is None or not number.isdecimal() or int(number) >= len(made.law.unsure):
        raise NoSuchChoice
    one = made.law.unsure[int(number)]
    if target not in {href(ref) for ref in (*one.choices, SET_ASIDE)}:
        raise NoSuchChoice
    chosen = with_choice(values[field], one, target)
    if chosen is None:
        raise NoSuchChoice(f"Wpisz odnośnik w treści: [{one.words}]({target}).")
    return {**values, field: chosen}

"""Reading a question's words for the law: what they cite, how its explanation is shown, what only its author resolves.

The question and its answers stay plain words: a link there would give the answer away, or lead out of the test. What
they name is cited all the same. The explanation is a text of the house; its citations are links.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from akademia.core.errors import BrokenSource
from akademia.education.quizzes.formats.folder import QuestionSource
from akademia.texts.formats.citing import SET_ASIDE, Found, Unsure, href, with_choice
from akademia.texts.formats.outline import outline
from akademia.texts.rules import Choice
from akademia.texts.services import Lexicon, Rendering, cited_in, render
from akademia.texts.services.choosing import NoSuchChoice, doubts

EXPLANATION = "Wyjaśnienie"


@dataclass(frozen=True)
class Doubt:
    """What a question's author is told of its citations. `where`: the part of the question."""

    where: str
    what: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Words:
    """A question's words read.

    :param parts: (part, what was found in it), the explanation last.
    :param html: the explanation as it is read.
    :param cited: what the words name, as `law.rules.reference` calls it; a whole act „ups:”.
    """

    parts: tuple[tuple[str, Found], ...]
    html: str
    cited: tuple[str, ...]


def read_words(source: QuestionSource, words: Lexicon) -> Words:
    """Read a question. Each part is understood after the question's own words („ust. 2” in an answer).

    :raises BrokenSource: the explanation cites what does not exist, or holds what belongs to a lesson.
    """
    text = cited_in(source.text, words)
    lead = source.text if _names_law(text) else ""
    explanation = _explanation(source, words, lead)
    parts = (("Treść pytania", text), *_answers(source, words, lead), (EXPLANATION, explanation.law))
    named = {ref for _part, found in parts for ref, _words in found.cited} | set(explanation.cited)
    acts = words.acts_called(name for _part, found in parts for name, _words in found.acts)
    cited = (*(ref for ref in words.gists if ref in named), *(f"{key}:" for key in acts))
    return Words(parts, str(explanation.html), cited)


def _explanation(source: QuestionSource, words: Lexicon, lead: str) -> Rendering:
    made = render(source.feedback, words, EXPLANATION, explain=False, listed=False, before=lead, page=source.text)
    if outline(source.feedback).headings or made.media or 'class="footnotes"' in made.html:
        raise BrokenSource([f"{EXPLANATION}: nagłówki, obrazy i przypisy zostaw lekcji"])
    return made


def _answers(source: QuestionSource, words: Lexicon, lead: str) -> Iterator[tuple[str, Found]]:
    for number, option in enumerate(source.options, start=1):
        answer = cited_in(option.text, words, lead)
        yield f"Odpowiedź {number}", answer
        if option.feedback:
            own = f"{lead}\n{option.text}" if _names_law(answer) else lead
            yield f"Uwaga do odpowiedzi {number}", cited_in(option.feedback, words, own)


def _names_law(found: Found) -> bool:
    """Say whether words name any law, so that „tej ustawy” after them may mean it. Reading them again takes time."""
    return bool(found.cited or found.acts or found.unsure)


def doubts_of(source: QuestionSource, read: Words, words: Lexicon) -> list[Doubt]:
    """Return what the author is asked. Outside the explanation a provision is chosen by being picked for the question,
    and one that is picked already answers.
    """
    found = []
    for place, (part, law) in enumerate(read.parts):
        for number, one in enumerate(doubts(law, words)):
            choices = tuple(Choice(choice.label, f"{place}:{choice.value}") for choice in one.choices)
            if part != EXPLANATION:
                if number < len(law.unsure) and set(law.unsure[number].choices) & set(source.provisions):
                    continue
                choices = tuple(
                    choice for choice, ref in zip(choices, law.unsure[number].choices, strict=False) if ":" not in ref
                )
            found.append(Doubt(part, one.what, choices))
    return found


def choose(source: QuestionSource, read: Words, choice: str) -> QuestionSource:
    """Return a question with its author's choice in it: a link in the explanation, else a picked provision.

    :param choice: the `value` of one of the choices of `doubts_of`.
    :raises NoSuchChoice: the question has no such doubt, or not this way out of it.
    """
    place, _, told = choice.partition(":")
    number, _, target = told.partition(":")
    part, one = _doubt(read, place, number)
    ref = next((ref for ref in one.choices if href(ref) == target), SET_ASIDE)
    if part == EXPLANATION and target in {href(ref), href(SET_ASIDE)}:
        chosen = with_choice(source.feedback, one, target)
        if chosen is None:
            raise NoSuchChoice(f"Wpisz odnośnik w wyjaśnieniu: [{one.words}]({target}).")
        return replace(source, feedback=chosen)
    if part == EXPLANATION or ref == SET_ASIDE:
        raise NoSuchChoice
    return replace(source, provisions=(*source.provisions, ref))


def _doubt(read: Words, place: str, number: str) -> tuple[str, Unsure]:
    try:
        part, law = read.parts[int(place)]
        return part, law.unsure[int(number)]
    except (ValueError, IndexError):
        raise NoSuchChoice from None

"""What is counted of the answers of a group: variables with their options, where each person stands, cross tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from akademia.research.surveys.rules.classes import classes_of, place_in, years_of
from akademia.research.surveys.rules.disclosure import Cell
from akademia.research.surveys.rules.paths import way, ways_from
from akademia.research.surveys.rules.questionnaire import ORGANISATIONS, Question, Questionnaire

FILTERING = frozenset({"single", "multiple", "region", "organisation"})
OPEN = frozenset({"short", "long"})
Answers = Mapping[str, Any]
Stand = tuple[int, ...] | None  # places of a person's options; empty: no answer; None: the question was not seen


@dataclass(frozen=True)
class Variable:
    """Something that parts people: a question, a row of a matrix, codes of open answers.

    :param key: the question's; of a row „question.row”, of codes „question.codes”.
    :param kind: the question's, `row` of a matrix (then `about` is the question), or `codes`.
    :param options: (key, words) in order.
    :param several: one person may stand at several options.
    :param routed: not everybody in the group was asked.
    """

    key: str
    kind: str
    words: str
    options: tuple[tuple[str, str], ...]
    about: str = ""
    several: bool = False
    routed: bool = False
    required: bool = False

    @property
    def filters(self) -> bool:
        return self.kind in FILTERING

    @property
    def scaled(self) -> bool:
        return self.kind in ("scale", "row")


@dataclass(frozen=True)
class Code:
    """A code of open answers to a question."""

    key: str
    words: str


def variables_of(
    questionnaire: Questionnaire, answers: Sequence[Answers], regions: Mapping[str, str]
) -> list[Variable]:
    """Return what can be counted; texts are not, until they are coded. `regions`: TERC -> name."""
    common = asked_of_all(questionnaire)
    return [
        variable
        for page in questionnaire.pages
        for question in page.questions
        if question.kind not in OPEN
        for variable in _variables(question, page.key not in common, answers, regions)
    ]


def _variables(
    question: Question, routed: bool, answers: Sequence[Answers], regions: Mapping[str, str]
) -> Iterable[Variable]:
    if question.kind == "matrix":
        points = _points(question)
        return [
            Variable(f"{question.key}.{row.key}", "row", row.words, points, question.words, False, routed,
                     question.required)
            for row in question.rows
        ]  # fmt: skip
    several = question.kind == "multiple" and question.most != 1
    given = [one[question.key] for one in answers if question.key in one]
    options = tuple(regions.items()) if question.kind == "region" else _options(question, given)
    return [Variable(question.key, question.kind, question.words, options, "", several, routed, question.required)]


def _options(question: Question, given: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    match question.kind:
        case "scale":
            return _points(question)
        case "number":
            return classes_of(given)
        case "date":
            return years_of(given)
        case "organisation":
            return tuple(ORGANISATIONS.items())
        case _:
            return tuple((option.key, option.words) for option in question.options)


def _points(question: Question) -> tuple[tuple[str, str], ...]:
    words = {question.low: question.low_words, question.high: question.high_words}
    return tuple(
        (str(point), f"{point} – {words[point]}" if words.get(point) else str(point)) for point in question.points
    )


def codes_variable(question: Question, routed: bool, codes: Sequence[Code]) -> Variable:
    """Return what the codes of a question's open answers part people into."""
    options = tuple((code.key, code.words) for code in codes)
    return Variable(f"{question.key}.codes", "codes", question.words, options, "", True, routed, question.required)


def stands(variable: Variable, answers: Sequence[Answers], seen: Sequence[frozenset[str]]) -> list[Stand]:
    """Return where each person stands in a variable; `seen`: the keys of the questions each person was asked.

    Codes stand among the answers under the variable's own key, as a list.
    """
    question = variable.key.partition(".")[0]
    places = {key: place for place, (key, _words) in enumerate(variable.options)}
    return [
        _stand(variable, places, one) if question in asked else None for one, asked in zip(answers, seen, strict=True)
    ]


def _stand(variable: Variable, places: Mapping[str, int], answers: Answers) -> tuple[int, ...]:
    question, _, row = variable.key.partition(".")
    value = answers.get(variable.key if variable.kind == "codes" else question)
    if value is None:
        return ()
    match variable.kind:
        case "multiple" | "codes":
            return tuple(places[key] for key in value if key in places)
        case "row":
            keys = [str(value[row])] if row in value else []
        case "organisation":
            keys = [value["kind"]] if "kind" in value else []
        case "number":
            keys = [place_in(value, variable.options)]
        case "date":
            keys = [place_in(int(value[:4]), variable.options)]
        case _:
            keys = [str(value)]
    return tuple(places[key] for key in keys if key in places)


def counts_of(column: Sequence[Stand], options: int) -> list[int]:
    """Return how many people stand at each option."""
    found = Counter(place for stand in column if stand for place in stand)
    return [found[place] for place in range(options)]


def cells_of(column: Sequence[Stand], options: int, weights: Sequence[Cell]) -> list[Cell]:
    """Return the people at each option as cells."""
    found = [0] * options
    for stand, weight in zip(column, weights, strict=True):
        for place in stand or ():
            found[place] += weight
    return found


def crossed(
    rows: Sequence[Stand], columns: Sequence[Stand], size: tuple[int, int], weights: Sequence[Cell]
) -> list[list[Cell]]:
    """Return the cross table of two variables as cells; `size`: how many rows and columns it has."""
    found = [[0] * size[1] for _ in range(size[0])]
    for one, other, weight in zip(rows, columns, weights, strict=True):
        if one and other:
            for y in one:
                line = found[y]
                for x in other:
                    line[x] += weight
    return found


def middle(variable: Variable, counts: Sequence[int]) -> tuple[float, float]:
    """Return the mean and the median of a scale."""
    values = [int(key) for (key, _words), count in zip(variable.options, counts, strict=True) for _ in range(count)]
    return round(fmean(values), 2), median(values)


def asked_of_all(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the keys of the pages that lie on every way through."""
    return frozenset(page.key for page in questionnaire.pages if not _reaches_end(questionnaire, page.key))


def _reaches_end(questionnaire: Questionnaire, without: str) -> bool:
    """Say whether there is a way from the first page to the end that avoids a page."""
    ahead = [questionnaire.pages[0].key]
    met: set[str] = set()
    while ahead:
        key = ahead.pop()
        page = questionnaire.page(key)
        if page is None:
            return True
        if key not in met and key != without:
            met.add(key)
            ahead += ways_from(questionnaire, page)
    return False


def asked_of(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """Return the keys of the questions that a person with such answers was asked."""
    return frozenset(question.key for page in way(questionnaire, answers) for question in page.questions)

"""Which way answers lead through a questionnaire, and what is wrong with its ways.

Branches ask only questions of their own page, and no way returns. So each page's choice is free of the others, and a
page that some way of branches leads to is a page that somebody can come to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from akademia.research.surveys.rules.questionnaire import (
    CAN_BRANCH,
    END,
    WITH_OPTIONS,
    WITH_SCALE,
    Branch,
    Page,
    Question,
    Questionnaire,
)

Answers = Mapping[str, Any]
MOST_POINTS = 11


@dataclass(frozen=True)
class Problem:
    """What keeps a questionnaire from opening. `page` and `question`: keys of its place, empty where it is no one's."""

    words: str
    page: str = ""
    question: str = ""


def chosen(question: Question, answers: Answers) -> frozenset[str]:
    """Return the keys of the options that were chosen."""
    value = answers.get(question.key)
    if value is None:
        return frozenset()
    return frozenset([value]) if question.kind == "single" else frozenset(value)


def leads(questionnaire: Questionnaire, page: Page, answers: Answers) -> str:
    """Return where the answers lead from a page: the key of a page, or `END`."""
    asked = {question.key: question for question in page.questions}
    for branch in page.branches:
        question = asked.get(branch.question)
        if question is not None and chosen(question, answers) & set(branch.options):
            return branch.to
    return questionnaire.after(page)


def way(questionnaire: Questionnaire, answers: Answers) -> Iterator[Page]:
    """Give the pages on the way of some answers, in order, each once; a way that would return ends."""
    seen: set[str] = set()
    page = questionnaire.pages[0] if questionnaire.pages else None
    while page is not None and page.key not in seen:
        seen.add(page.key)
        yield page
        page = questionnaire.page(leads(questionnaire, page, answers))


def reached(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Return the answers to questions on their own way, in its order; those of skipped questions are dropped."""
    keys = [question.key for page in way(questionnaire, answers) for question in page.questions]
    return {key: answers[key] for key in keys if key in answers}


def ways_from(questionnaire: Questionnaire, page: Page) -> list[str]:
    """Return where a page can lead at all, each once: what earlier branches always take is left out."""
    asked = {question.key: question for question in page.questions}
    taken: dict[str, set[str]] = {}
    found: list[str] = []
    for branch in page.branches:
        question = asked.get(branch.question)
        if question is None or any(_always(asked[key], taken[key]) for key in taken):
            continue
        known = {option.key for option in question.options}
        fresh = set(branch.options) & known - taken.get(question.key, set())
        if fresh:
            found.append(branch.to)
        taken.setdefault(question.key, set()).update(set(branch.options) & known)
    if not any(_always(asked[key], taken[key]) for key in taken):
        found.append(questionnaire.after(page))
    return list(dict.fromkeys(found))


def _always(question: Question, taken: set[str]) -> bool:
    """Return whether every answer to a question chooses something that is taken."""
    return question.required and taken >= {option.key for option in question.options}


def problems(questionnaire: Questionnaire) -> list[Problem]:
    """Return all that keeps a questionnaire from opening, in the order of its pages; nothing for a sound one."""
    if not questionnaire.pages:
        return [Problem("Ankieta nie ma jeszcze żadnej strony.")]
    told = [problem for page in questionnaire.pages for problem in _of_page(questionnaire, page)]
    return told + _of_ways(questionnaire)


def _of_page(questionnaire: Questionnaire, page: Page) -> Iterator[Problem]:
    if not page.title.strip():
        yield Problem("Strona nie ma tytułu.", page.key)
    if not page.questions:
        yield Problem("Strona nie ma żadnego pytania.", page.key)
    for question in page.questions:
        for words in _of_question(question):
            yield Problem(words, page.key, question.key)
    for branch in page.branches:
        for words in _of_branch(questionnaire, page, branch):
            yield Problem(words, page.key)
    if page.then and page.then != END and questionnaire.page(page.then) is None:
        yield Problem("Dalszy ciąg prowadzi do strony, której nie ma.", page.key)


def _of_question(question: Question) -> Iterator[str]:
    if not question.words.strip():
        yield "Pytanie nie ma treści."
    if question.kind in WITH_OPTIONS and len(question.options) < 2:
        yield "Pytanie potrzebuje co najmniej dwóch odpowiedzi do wyboru."
    if question.kind == "matrix" and not question.rows:
        yield "Pytanie nie ma żadnego stwierdzenia."
    if question.most is not None and not 1 <= question.most <= len(question.options):
        yield "Limit wyborów musi być liczbą od 1 do liczby odpowiedzi."
    low, high = question.low, question.high
    if question.kind in WITH_SCALE and (low is None or high is None or not 1 <= high - low < MOST_POINTS):
        yield f"Skala musi mieć od 2 do {MOST_POINTS} stopni."
    if question.kind == "number" and low is not None and high is not None and low > high:
        yield "Najmniejsza liczba jest większa od największej."


def _of_branch(questionnaire: Questionnaire, page: Page, branch: Branch) -> Iterator[str]:
    question = next((one for one in page.questions if one.key == branch.question), None)
    if question is None or question.kind not in CAN_BRANCH:
        yield "Przejście pyta o odpowiedź, której na tej stronie nie ma."
        return
    known = {option.key for option in question.options}
    if not branch.options or not set(branch.options) <= known:
        yield f"Przejście pyta o odpowiedź, której pytanie „{question.words}” nie ma."
    if branch.to != END and questionnaire.page(branch.to) is None:
        yield "Przejście prowadzi do strony, której nie ma."


def _of_ways(questionnaire: Questionnaire) -> list[Problem]:
    """Return pages that nobody comes to, and ways that return or lead nowhere."""
    next_pages = {
        page.key: [to for to in ways_from(questionnaire, page) if questionnaire.page(to)]
        for page in questionnaire.pages
    }
    first = questionnaire.pages[0].key
    seen, ahead = {first}, [first]
    while ahead:
        fresh = set(next_pages[ahead.pop()]) - seen
        seen |= fresh
        ahead += fresh
    lost = [
        Problem("Do tej strony nie prowadzi żadna droga.", page.key)
        for page in questionnaire.pages if page.key not in seen
    ]  # fmt: skip
    return lost + [
        Problem("Droga z tej strony wraca do niej samej: ankieta nigdy by się nie skończyła.", page.key)
        for page in questionnaire.pages if _returns(page.key, next_pages)
    ]  # fmt: skip


def _returns(key: str, next_pages: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(next_pages[key])
    while ahead:
        here = ahead.pop()
        if here == key:
            return True
        if here not in seen:
            seen.add(here)
            ahead += next_pages[here]
    return False

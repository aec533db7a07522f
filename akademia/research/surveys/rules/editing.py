"""Changes of a questionnaire at the desk, each from one whole questionnaire to another."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from akademia.research.surveys.rules.questionnaire import Branch, Option, Page, Question, Questionnaire

Thing = TypeVar("Thing")
MOST_PAGES, MOST_QUESTIONS, MOST_OPTIONS = 30, 60, 40


def fresh_key(prefix: str, taken: Collection[str]) -> str:
    """Return the first key with a prefix that nothing has: „p1”, „p2”."""
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def options_from(lines: Sequence[str], before: Sequence[Option], prefix: str) -> tuple[Option, ...]:
    """Return options for lines of words: the same words keep their key, and so does a reworded line at its place."""
    kept = {option.words: option.key for option in before}
    free = len(lines) == len(before)
    keys: list[str] = []
    for place, line in enumerate(lines):
        key = kept.get(line) or (before[place].key if free and before[place].words not in lines else "")
        keys.append(key or fresh_key(prefix, {*keys, *kept.values()}))
    return tuple(Option(key, line) for key, line in zip(keys, lines, strict=True))


def add_page(whole: Questionnaire, title: str, words: str) -> Questionnaire:
    return Questionnaire((*whole.pages, Page(fresh_key("s", whole.places), title, words)))


def change_page(whole: Questionnaire, key: str, change: Callable[[Page], Page]) -> Questionnaire:
    return Questionnaire(tuple(change(page) if page.key == key else page for page in whole.pages))


def move_page(whole: Questionnaire, key: str, up: bool) -> Questionnaire:
    return Questionnaire(_moved(whole.pages, whole.places[key], up))


def remove_page(whole: Questionnaire, key: str) -> Questionnaire:
    """Remove a page with its questions; what led to it stays as it is, and the check names it."""
    return Questionnaire(tuple(page for page in whole.pages if page.key != key))


def page_of(whole: Questionnaire, question: str) -> Page:
    """Return the page on which a question stands."""
    return next(page for page in whole.pages if any(one.key == question for one in page.questions))


def add_question(whole: Questionnaire, page: str, question: Question) -> Questionnaire:
    """Put a question at the end of a page, under a key of its own."""
    own = replace(question, key=fresh_key("p", whole.by_key))
    return change_page(whole, page, lambda one: replace(one, questions=(*one.questions, own)))


def change_question(whole: Questionnaire, question: Question) -> Questionnaire:
    """Put a question in the place of the one that has its key."""

    def change(page: Page) -> Page:
        return replace(page, questions=tuple(question if one.key == question.key else one for one in page.questions))

    return change_page(whole, page_of(whole, question.key).key, change)


def move_question(whole: Questionnaire, key: str, up: bool) -> Questionnaire:
    """Move a question by one place; from the edge of a page to the neighbouring one."""
    page = page_of(whole, key)
    place = next(number for number, one in enumerate(page.questions) if one.key == key)
    target = place - 1 if up else place + 1
    if 0 <= target < len(page.questions):
        return change_page(whole, page.key, lambda one: replace(one, questions=_moved(one.questions, place, up)))
    number = whole.places[page.key] + (-1 if up else 1)
    if not 0 <= number < len(whole.pages):
        return whole
    return _carried(whole, page.questions[place], whole.pages[number].key, up)


def _carried(whole: Questionnaire, question: Question, to: str, up: bool) -> Questionnaire:
    without = remove_question(whole, question.key)

    def put(page: Page) -> Page:
        return replace(page, questions=(*page.questions, question) if up else (question, *page.questions))

    return change_page(without, to, put)


def remove_question(whole: Questionnaire, key: str) -> Questionnaire:
    """Remove a question, and the branches that asked it."""

    def change(page: Page) -> Page:
        return replace(
            page,
            questions=tuple(one for one in page.questions if one.key != key),
            branches=tuple(one for one in page.branches if one.question != key),
        )

    return change_page(whole, page_of(whole, key).key, change)


def add_branch(whole: Questionnaire, page: str, branch: Branch) -> Questionnaire:
    return change_page(whole, page, lambda one: replace(one, branches=(*one.branches, branch)))


def remove_branch(whole: Questionnaire, page: str, place: int) -> Questionnaire:
    def change(one: Page) -> Page:
        return replace(one, branches=tuple(b for number, b in enumerate(one.branches) if number != place))

    return change_page(whole, page, change)


def _moved(things: Sequence[Thing], place: int, up: bool) -> tuple[Thing, ...]:
    target = place - 1 if up else place + 1
    if not 0 <= target < len(things):
        return tuple(things)
    changed = list(things)
    changed[place], changed[target] = changed[target], changed[place]
    return tuple(changed)

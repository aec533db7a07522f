"""The acts of the editor as changes of a questionnaire, for `groups.change` to make."""

from collections.abc import Callable
from dataclasses import replace

from akademia.research.surveys.rules import editing
from akademia.research.surveys.rules.questionnaire import Branch, Page, Question, Questionnaire

Change = Callable[[Questionnaire], Questionnaire]


def new_page(title: str, words: str, then: str) -> Change:
    """Put a page at the end."""

    def made(whole: Questionnaire) -> Questionnaire:
        longer = editing.add_page(whole, title, words)
        return editing.change_page(longer, longer.pages[-1].key, lambda page: replace(page, then=then))

    return made


def put_page(page: Page, title: str, words: str, then: str) -> Change:
    """Change a page's words and what follows it."""
    new = replace(page, title=title, words=words, then=then)
    return lambda whole: editing.change_page(whole, new.key, lambda _old: new)


def new_question(page: str, question: Question) -> Change:
    return lambda whole: editing.add_question(whole, page, question)


def put_question(question: Question) -> Change:
    return lambda whole: editing.change_question(whole, question)


def new_branch(page: str, branch: Branch) -> Change:
    return lambda whole: editing.add_branch(whole, page, branch)


def rearranged(whole: Questionnaire, wanted: str) -> tuple[Change | None, str]:
    """Return the change that a button asks for and the place to look at then; None for what cannot be meant.

    :param wanted: „up”, „down” or „remove”, then „page” or „question” with its key, or „branch” with its page and
        its place on it: „up:question:p3”, „remove:branch:s1:0”.
    """
    act, _, rest = wanted.partition(":")
    what, _, key = rest.partition(":")
    if act not in ("up", "down", "remove"):
        return None, ""
    if what == "page" and key in whole.places:
        return (lambda one: editing.remove_page(one, key) if act == "remove"
                else editing.move_page(one, key, act == "up")), "" if act == "remove" else key  # fmt: skip
    if what == "question" and key in whole.by_key:
        return (lambda one: editing.remove_question(one, key) if act == "remove"
                else editing.move_question(one, key, act == "up")), "" if act == "remove" else key  # fmt: skip
    return _branch(whole, act, what, key)


def _branch(whole: Questionnaire, act: str, what: str, key: str) -> tuple[Change | None, str]:
    page_key, _, number = key.partition(":")
    page = whole.page(page_key)
    if act != "remove" or what != "branch" or page is None or number not in map(str, range(len(page.branches))):
        return None, ""
    return lambda one: editing.remove_branch(one, page_key, int(number)), page_key

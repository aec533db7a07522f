"""Acting on several questions at once, as it was foreseen."""

from collections.abc import Callable, Collection
from dataclasses import replace

from akademia.education.quizzes.models import Question
from akademia.education.quizzes.queries.bank import source_of
from akademia.education.quizzes.queries.chosen import BulkAct, Foreseen, courses_of, foresee
from akademia.education.quizzes.services.bank import edit_question, hold_bank, restore_question, retire_question
from akademia.texts.services import Lexicon, lexicon


def change_all(refs: Collection[int], act: BulkAct, author: int) -> Foreseen:
    """Do an act to every question that it may be done to; return which those were and which stay as they were.

    The banks are held first, so that what is foreseen here is what happens.
    """
    for course_id in courses_of(refs):
        hold_bank(course_id)
    foreseen = foresee(refs, act)
    words = lexicon()
    for question, _ in foreseen.going:
        _ACTS[act.name](question, act.value, author, words)
    return foreseen


def _move(question: Question, category: str, author: int, words: Lexicon) -> None:
    edit_question(question, replace(source_of(question), category=category), question.version, author, words)


def _grade(question: Question, difficulty: str, author: int, words: Lexicon) -> None:
    edit_question(question, replace(source_of(question), difficulty=int(difficulty)), question.version, author, words)


_ACTS: dict[str, Callable[[Question, str, int, Lexicon], None]] = {
    "retire": lambda question, _value, author, _words: retire_question(question, author),
    "restore": lambda question, _value, author, _words: restore_question(question, author),
    "category": _move,
    "difficulty": _grade,
}

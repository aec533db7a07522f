"""Decisions about a learner's way: what is done, what is open, when a course is complete."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

LEVELS = {"basic": "podstawowy", "middle": "średni", "advanced": "zaawansowany"}
STATES = ("draft", "published", "archived")
ORDERS = ("free", "sequence")
UP, DOWN = "gora", "dol"
DONE, HERE, OPEN, SHUT = "done", "here", "open", "shut"


@dataclass(frozen=True)
class Requirement:
    """A course's rule of completion."""

    lessons: bool
    quiz: bool
    minimum_percent: int


def is_complete(rule: Requirement, lessons_left: int, quiz_passed: bool, quiz_percent: int | None) -> bool:
    """Say whether the rule is met. A rule that asks for nothing is never met."""
    if not (rule.lessons or rule.quiz):
        return False
    if rule.lessons and lessons_left:
        return False
    return not rule.quiz or (quiz_passed and (quiz_percent or 0) >= rule.minimum_percent)


def states(order: str, lesson_ids: Sequence[int], done: Set[int], here: int | None) -> dict[int, str]:
    """Return the state of each lesson, in the order of the course.

    In a course taken in sequence a lesson is shut until all before it are done.
    """
    result: dict[int, str] = {}
    shut = False
    for number in lesson_ids:
        finished = number in done
        result[number] = DONE if finished else SHUT if shut else OPEN
        if number == here and not shut:
            result[number] = HERE
        shut = shut or (order == "sequence" and not finished)
    return result


def next_lesson(lesson_ids: Sequence[int], done: Set[int], last: int | None) -> int | None:
    """Return where to go on: the lesson last opened if not done, else the first undone one after it, else any undone.

    None when every lesson is done.
    """
    if last is not None and last in lesson_ids and last not in done:
        return last
    start = lesson_ids.index(last) + 1 if last in lesson_ids else 0
    order = [*lesson_ids[start:], *lesson_ids[:start]]
    return next((number for number in order if number not in done), None)

"""A course's bank and tests written as files of its folder: what `folder.read_bank` reads."""

from collections.abc import Sequence
from typing import Any

from akademia.core.text import slugify
from akademia.education.quizzes.formats.folder import OptionSource, QuestionSource, QuizSource
from akademia.texts.formats.source import write_yaml


def bank_files(questions: Sequence[QuestionSource], lessons: Sequence[str]) -> dict[str, str]:
    """Return name -> text of the files of questions, one a category.

    :param lessons: keys of the course's lessons; a category stands where the first lesson that teaches it does.
    """
    order = {key: place for place, key in enumerate(lessons)}
    groups: dict[str, list[QuestionSource]] = {}
    for question in sorted(questions, key=lambda one: one.key):
        groups.setdefault(question.category, []).append(question)

    def place(category: str) -> tuple[int, str]:
        taught = (order.get(one.key.rpartition("-")[0], len(order)) for one in groups[category])
        return min(taught), category

    return {
        f"questions/{number:02d}-{slugify(category)[:60].strip('-') or 'pytania'}.yaml": write_yaml(
            {"category": category, "questions": [_question(one) for one in groups[category]]}
        )
        for number, category in enumerate(sorted(groups, key=place), start=1)
    }


def _question(question: QuestionSource) -> dict[str, Any]:
    values: dict[str, Any] = {"key": question.key, "kind": question.kind, "difficulty": question.difficulty}
    if question.provisions:
        values["provisions"] = list(question.provisions)
    values["text"] = question.text
    if question.kind == "true_false":
        values["answer"] = question.options[0].right
    else:
        values["options"] = [_option(option) for option in question.options]
    values["feedback"] = question.feedback
    return values | ({"legal_state_on": question.legal_state_on} if question.legal_state_on else {})


def _option(option: OptionSource) -> dict[str, Any]:
    values: dict[str, Any] = {"text": option.text}
    if option.right:
        values["right"] = True
    return values | ({"feedback": option.feedback} if option.feedback else {})


def quiz_values(quiz: QuizSource) -> dict[str, Any]:
    """Return one of the tests of `kurs.yaml`; what is not set is left out."""
    values: dict[str, Any] = {
        "key": quiz.key,
        "title": quiz.title,
        "intro": quiz.intro,
        "counts": quiz.counts,
        "draw": quiz.draw,
        "categories": list(quiz.categories) or None,
        "pass_percent": quiz.pass_percent,
        "minutes": quiz.minutes_allowed,
        "attempts": quiz.attempts_allowed,
        "shuffle": quiz.shuffle,
        "review": quiz.review,
        "after_lessons": quiz.after_lessons,
    }
    return {key: value for key, value in values.items() if value is not None}

"""Questions as others may show them: by the test that asks them. What a question says is never told."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Found, Item
from akademia.core.db import db, rows
from akademia.education.courses.models import Course
from akademia.education.courses.queries.shape import VISIBLE
from akademia.education.quizzes.models import Question, Quiz


def question_items(refs: Collection[int]) -> list[Item]:
    """Return living questions among some numbers, each as the first test of its course that can draw it."""
    found = [(ref, home, category) for ref, home, category in rows(_QUESTIONS, refs=list(refs))]
    if not found:
        return []
    quizzes: dict[int, list[Any]] = {}
    for row in rows(_QUIZZES, courses=list({home for _, home, _ in found})):
        quizzes.setdefault(row.course_id, []).append(row)
    drawing = [(ref, _first(quizzes.get(home, ()), category)) for ref, home, category in found]
    return [
        Item(
            "question",
            ref,
            quiz.title,
            quiz.intro,
            {"quiz_id": str(quiz.id)},
            quiz.legal_state_on,
            facts=(quiz.course,),
        )
        for ref, quiz in drawing
        if quiz is not None
    ]


def question_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where questions among some numbers stand at the desk."""
    columns = (Question.id, Question.text, Course.title.label("course"))
    found = select(*columns).join(Course, Course.id == Question.course_id).where(Question.id.in_(refs))
    return {
        row.id: Found(row.text, "bank.show_question", {"question_id": row.id}, (row.course,))
        for row in db.session.execute(found)
    }


def living_questions(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are versions of questions, retired or not."""
    return set(db.session.scalars(select(Question.id).where(Question.id.in_(refs))))


def _first(quizzes: Collection[Any], category: str) -> Any:
    return next((quiz for quiz in quizzes if not quiz.categories or category in quiz.categories), None)


_QUESTIONS = (
    select(Question.id, Question.course_id, Question.category)
    .join(Course, Course.id == Question.course_id)
    .where(
        Question.id.in_(bindparam("refs", expanding=True)),
        Question.current,
        Course.state.in_(VISIBLE),
        Course.removed.is_(False),
    )
    .order_by(Question.course_id, Question.key)
)
_QUIZZES: Any = (
    select(Quiz.id, Quiz.course_id, Quiz.title, Quiz.intro, Quiz.categories, Course.title.label("course"),
           Course.legal_state_on)
    .join(Course, Course.id == Quiz.course_id)
    .where(Quiz.course_id.in_(bindparam("courses", expanding=True)))
    .order_by(Quiz.position, Quiz.id)
)  # fmt: skip

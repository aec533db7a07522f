"""Questions and tests at the staff desk, and what waits there."""

from akademia.core.area import DeskCard, WaitingRow
from akademia.core.doors import Permission
from akademia.education.quizzes.queries.bank import about_repealed
from akademia.education.quizzes.queries.lists import quizzes_without_enough

SHOWN = 5


def _questions(_user_id: int) -> list[WaitingRow]:
    return [
        WaitingRow(question.text, "bank.show_question", {"question_id": question.id}, "przepis uchylony",
                   question.made_at)
        for question in about_repealed(SHOWN)
    ]  # fmt: skip


def _quizzes(_user_id: int) -> list[WaitingRow]:
    return [
        WaitingRow(
            f"{quiz.title}: {quiz.course.title}", "quiz_desk.edit_quiz", {"quiz_id": quiz.id}, "za mało pytań", since
        )
        for quiz, since in quizzes_without_enough()[:SHOWN]
    ]


CARDS = (
    DeskCard("Pytania", "bank.show_bank", Permission.CourseEdit, "education", ("Nowe pytanie", "bank.new_question"),
             _questions),
    DeskCard("Testy", "quiz_desk.show_quizzes", Permission.CourseEdit, "education",
             ("Nowy test", "quiz_desk.new_quiz"), _quizzes),
)  # fmt: skip

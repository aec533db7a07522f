"""A question and a test told in Polish, field by field: for comparing versions and two editors' texts."""

from akademia.education.quizzes.formats.folder import OptionSource, QuestionSource, QuizSource
from akademia.education.quizzes.rules import DIFFICULTIES, KINDS

REVIEW_WORDS = {
    "always": "po oddaniu testu",
    "passed": "po zaliczeniu testu",
    "never": "nigdy, tylko wynik",
}
Told = dict[str, str]


def question_words(question: QuestionSource) -> Told:
    """Return what a question says, by the name of each part."""
    return {
        "Treść": question.text,
        "Odpowiedzi": "\n".join(_option_words(option) for option in question.options),
        "Wyjaśnienie": question.feedback,
        "Rodzaj": KINDS[question.kind],
        "Dział": question.category,
        "Trudność": DIFFICULTIES[question.difficulty],
        "Przepisy": ", ".join(question.provisions),
        "Stan prawny": question.legal_state_on.isoformat() if question.legal_state_on else "jak kurs",
    }


def _option_words(option: OptionSource) -> str:
    words = f"{'✓' if option.right else '–'} {option.text}"
    return f"{words} ({option.feedback})" if option.feedback else words


def quiz_words(quiz: QuizSource) -> Told:
    """Return a test's settings, by the name of each."""
    return {
        "Tytuł": quiz.title,
        "Wstęp": quiz.intro,
        "Liczy się do ukończenia kursu": _yes(quiz.counts),
        "Ile pytań": str(quiz.draw or "wszystkie"),
        "Działy": ", ".join(quiz.categories) or "wszystkie",
        "Próg zaliczenia": f"{quiz.pass_percent}%",
        "Czas": f"{quiz.minutes_allowed} min" if quiz.minutes_allowed else "bez limitu",
        "Podejścia": str(quiz.attempts_allowed or "bez limitu"),
        "Losowa kolejność": _yes(quiz.shuffle),
        "Dobre odpowiedzi": REVIEW_WORDS[quiz.review],
        "Dopiero po lekcjach": _yes(quiz.after_lessons),
    }


def differences(before: Told, after: Told) -> list[tuple[str, str, str]]:
    """Return (part, before, after) of what is not the same."""
    return [(part, before[part], after[part]) for part in after if before[part] != after[part]]


def _yes(value: bool) -> str:
    return "tak" if value else "nie"

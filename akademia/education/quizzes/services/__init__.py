"""Acts on tests: bringing in the bank, taking an attempt, marking it."""

from akademia.education.quizzes.services.attempts import (
    AttemptClosed,
    begin,
    close,
    due_numbers,
    give_name,
    save_answer,
    save_answers,
    submit_attempt,
)
from akademia.education.quizzes.services.importing import BankReport, import_quizzes, prepare_bank

__all__ = [
    "AttemptClosed",
    "BankReport",
    "begin",
    "close",
    "due_numbers",
    "give_name",
    "import_quizzes",
    "prepare_bank",
    "save_answer",
    "save_answers",
    "submit_attempt",
]

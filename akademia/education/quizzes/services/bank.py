"""Writing bank questions: a new one, its next version, taking it out of use and bringing it back."""

from sqlalchemy import func, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.education.courses.models import Course
from akademia.education.quizzes import queries
from akademia.education.quizzes.formats.folder import QuestionSource
from akademia.education.quizzes.formats.words import differences, question_words
from akademia.education.quizzes.models import Question
from akademia.education.quizzes.queries import bank
from akademia.education.quizzes.services.reading import Words, read_words
from akademia.law.services import Place, cite, place, succeed
from akademia.texts.services import Lexicon, lexicon


class QuestionChanged(RuleBroken):
    message = "W tym czasie ktoś inny zapisał to pytanie. Porównaj obie wersje i zdecyduj."


class QuestionRetired(RuleBroken):
    message = "To pytanie jest wycofane. Najpierw przywróć je do banku."


class StillNeeded(RuleBroken):
    message = "Bez tego pytania test miałby za mało pytań."


def new_key(course_id: int, beginning: str) -> str:
    """Return a free key that begins with a lesson's key: „statut-04”; the bank is held, so that it stays free."""
    hold_bank(course_id)
    taken = set(db.session.scalars(select(Question.key).where(Question.course_id == course_id)))
    number = 1
    while f"{beginning}-{number:02d}" in taken:
        number += 1
    return f"{beginning}-{number:02d}"


def add_question(course: Course, source: QuestionSource, author: int | None) -> Question:
    """Add a question to a course's bank.

    :raises BrokenSource: its explanation cannot be shown.
    """
    made = write_version(course, source, read_words(source, lexicon()), author)
    record("question.add", "question", made.id, actor=author, key=source.key)
    return made


def edit_question(
    present: Question, source: QuestionSource, opened_version: int, author: int | None, words: Lexicon | None = None
) -> Question:
    """Make a question's next version; past attempts keep theirs. Saving what it says already makes none.

    :param words: what questions may cite, read once for many of them.
    :raises BrokenSource: its explanation cannot be shown.
    :raises QuestionChanged: it was saved elsewhere since it was opened.
    :raises QuestionRetired: it is asked no more.
    """
    last = _held(present)
    if last.version != opened_version:
        raise QuestionChanged
    if not last.current:
        raise QuestionRetired
    if bank.source_of(last) == source:
        return last
    _check_quizzes(last, source.category)
    made = write_version(last.course, source, read_words(source, words or lexicon()), author, after=last)
    record("question.edit", "question", made.id, actor=author, key=source.key, version=made.version)
    return made


def _held(question: Question) -> Question:
    """Return the last version, the bank held until the transaction ends, so that two editors wait for each other."""
    hold_bank(question.course_id)
    own = select(Question).where(Question.course_id == question.course_id, Question.key == question.key)
    last = own.order_by(Question.version.desc()).limit(1)
    return db.session.scalars(last.execution_options(populate_existing=True)).one()


def hold_bank(course_id: int) -> None:
    """Hold a course's bank until the transaction ends; what others just wrote into it is seen afterwards."""
    db.session.execute(select(Course.id).where(Course.id == course_id).with_for_update(key_share=True))


def retire_question(question: Question, author: int | None) -> None:
    """Ask a question no more.

    :raises StillNeeded: a test would draw more than the bank then has.
    """
    last = _held(question)
    if not last.current:
        return
    _check_quizzes(last)
    retire(last)
    record("question.retire", "question", last.id, actor=author, key=last.key)


def restore_question(question: Question, author: int | None) -> None:
    """Bring a retired question back as its last version says it."""
    last = _held(question)
    if last.current:
        return
    last.current = True
    _cite(last, last.course)
    record("question.restore", "question", last.id, actor=author, key=last.key)


def _check_quizzes(question: Question, moved_to: str | None = None) -> None:
    """:raises StillNeeded: without the question, or with it in another category, a test has too few."""
    for quiz in bank.quizzes_drawing(question):
        size = queries.bank_size(quiz)
        stays = moved_to is not None and (not quiz.categories or moved_to in quiz.categories)
        if not stays and size - 1 < (quiz.draw or 1):
            raise StillNeeded(bank.too_few_words(quiz, size))


def retire(question: Question) -> None:
    """Take a version out of use. Past attempts keep it; who looks for what cites a provision no longer finds it."""
    question.current = False
    cite("question", question.id, question.version, [], None)
    db.session.flush()


def write_version(
    course: Course, source: QuestionSource, read: Words, author: int | None = None, after: Question | None = None
) -> Question:
    """Write the next version of a question.

    :param read: its words, read.
    :param after: the present version: it goes out of use, and its reviews are the new one's.
    """
    if after is not None:
        after.current = False
        db.session.flush()
    last = select(func.max(Question.version)).where(Question.course_id == course.id, Question.key == source.key)
    question = Question(
        course_id=course.id, key=source.key, version=(db.session.scalar(last) or 0) + 1, category=source.category,
        kind=source.kind, difficulty=source.difficulty, text=source.text, feedback=source.feedback,
        feedback_html=read.html, provisions=list(source.provisions), cited=list(read.cited),
        legal_state_on=source.legal_state_on,
        options=[
            {"id": number, "text": option.text, "right": option.right, "feedback": option.feedback}
            for number, option in enumerate(source.options, start=1)
        ],
        made_at=clock.now(), author_number=author,
    )  # fmt: skip
    db.session.add(question)
    db.session.flush()
    if after is not None:
        succeed("question", after.id, question.id)
        cite("question", after.id, after.version, [], None)
    _cite(question, course)
    return question


def read_anew(question: Question, read: Words) -> None:
    """Keep what was read in a version from before words were read. It says what it said; its citations become links."""
    question.feedback_html, question.cited = read.html, list(read.cited)
    _cite(question, question.course)


def _cite(question: Question, course: Course) -> None:
    picked = [Place(key) for key in question.provisions]
    places = [*picked, *(place(ref) for ref in question.cited if ref not in question.provisions)]
    day = question.legal_state_on or course.legal_state_on
    cite("question", question.id, question.version, places, day, question.author_number)


def told_apart(question: Question, mine: QuestionSource) -> list[tuple[str, str, str]]:
    """Return (part, as it is saved now, as this editor has it) of what is not the same."""
    return differences(question_words(bank.source_of(question)), question_words(mine))

"""Four eyes: a text is handed over, and a second expert approves exactly its words or returns it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.advisory.questions.models import Reading
from akademia.advisory.questions.queries import reading as queries
from akademia.advisory.questions.queries.reading import Handed
from akademia.advisory.questions.queries.redacting import Left, Said, left_in, original
from akademia.advisory.questions.rules.publishing import may_read
from akademia.advisory.questions.services.answers import face_of
from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing, RuleBroken
from akademia.core.links import full_url_for
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter
from akademia.texts.services.drafts import open_draft
from akademia.texts.services.kinds import Face
from akademia.texts.services.publishing import look_over

letter_kind(
    LetterKind(
        "answer_reading",
        "Czytanie odpowiedzi przed publikacją",
        "Przychodzi do ekspertów, gdy tekst czeka na drugą osobę albo gdy druga osoba go oceniła.",
        ("advisory/reading/",),
        optional=True,
        readers=Permission.CaseAnswer,
    )
)


class NotSecond(RuleBroken):
    message = "Ten tekst musi przeczytać ktoś, kto go nie pisał i nie odpowiadał w tej sprawie."


class Changed(RuleBroken):
    message = "Ten tekst zmienił się po przekazaniu do czytania. Poczekaj, aż autor przekaże go jeszcze raz."


class NoWords(RuleBroken):
    message = "Napisz, co trzeba poprawić."


class NotComplete(RuleBroken):
    message = "Zanim przekażesz tekst, uzupełnij go."


class HandedAlready(RuleBroken):
    message = "Ten tekst czeka już na drugą osobę."


@dataclass(frozen=True)
class Seen:
    """A text as its second person reads it: as readers will see it, and the case's own words."""

    handed: Handed
    face: Face
    problem: str
    original: Sequence[Said]
    left: Sequence[Left]
    reason: str


def hand_over(case_id: int, draft_id: int, person: int) -> Reading:
    """Hand a draft over to be read, as it stands; those who may read it get a letter.

    :raises Missing: there is no such draft of this case.
    :raises NotComplete: a field lacks what it must hold.
    :raises HandedAlready: these very words wait, or were approved.
    """
    handed = queries.handed(draft_id, lock=True)
    if handed.case.id != case_id:
        raise Missing
    working = open_draft(draft_id)
    wrong = working.place.complaints(working.values)
    if wrong:
        raise NotComplete(f"Zanim przekażesz tekst, uzupełnij go. {'. '.join(wrong.values())}.")
    if handed.verdict in ("asked", "approved"):
        raise HandedAlready
    made = _note(handed, person, "asked", "")
    record("answer.handed_over", "case", handed.case.id, actor=person, draft=draft_id)
    for reader in queries.readers(handed.case, queries.writers(handed)):
        _tell(reader, "advisory/reading/handed", handed, made)
    return made


def open_to(draft_id: int, person: int) -> Seen:
    """Open a text to a person who may be its second.

    :raises Missing: there is no such draft.
    :raises NotSecond: this person wrote the text or replied in the case.
    :raises Changed: the text was not handed over as it stands, so that nobody but its author may see it.
    """
    handed = _second(draft_id, person)
    working = open_draft(draft_id)
    ready = look_over(working.place.kind, working.values)
    face = face_of(working.place, working.values, ready.made)
    return Seen(handed, face, ready.problem, original(handed.case.id), left_in(working.values),
                working.values["reason"])  # fmt: skip


def judge(draft_id: int, person: int, mark: str, is_right: bool, words: str) -> str:
    """Say of exactly the words read that they may become public, or what is to be mended. Returns the verdict.

    :param mark: of the words that were on the page.
    :raises NoWords: a text is returned and nothing was said.
    :raises NotSecond: this person wrote the text or replied in the case.
    :raises Changed: the words are others by now, or somebody judged them.
    """
    if not is_right and not words.strip():
        raise NoWords
    handed = _second(draft_id, person, lock=True)
    if handed.mark != mark:
        raise Changed
    made = _note(handed, person, "approved" if is_right else "returned", words.strip())
    record("answer.read", "case", handed.case.id, actor=person, draft=draft_id, verdict=made.verdict)
    author = db.session.scalar(select(User).where(User.id == handed.asked_by))
    if author is not None and author.email:
        _tell(author, "advisory/reading/judged", handed, made)
    return made.verdict


def _second(draft_id: int, person: int, lock: bool = False) -> Handed:
    handed = queries.handed(draft_id, lock=lock)
    if not may_read(person, queries.writers(handed)):
        raise NotSecond
    if handed.verdict != "asked":
        raise Changed
    return handed


def _note(handed: Handed, person: int, verdict: str, words: str) -> Reading:
    made = Reading(case_id=handed.case.id, reader_id=person, digest=handed.mark, verdict=verdict, words=words)
    db.session.add(made)
    db.session.flush()
    return made


def _tell(to: User, template: str, handed: Handed, made: Reading) -> None:
    context = {
        "title": handed.title, "number": handed.case.number, "verdict": made.verdict, "words": made.words,
        "read_at": full_url_for("answers_desk.read_text", draft_id=handed.draft_id),
        "way_at": full_url_for("answers_desk.show_way", case_id=handed.case.id),
    }  # fmt: skip
    queue_letter(to.email or "", template, context, user_id=to.id, key=f"reading-{made.id}-{to.id}")

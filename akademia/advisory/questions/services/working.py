"""What experts and staff do with a case: take it, give it back, hand it over, join it with another, close it.

Each act holds the case's row until its transaction ends, so that of two at once the later one sees what the first did.
"""

from datetime import date

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.advisory.questions import policy
from akademia.advisory.questions.models import Attachment, Case, Message, Note
from akademia.advisory.questions.queries.cases import address_of
from akademia.advisory.questions.rules.states import OPEN
from akademia.advisory.questions.services import desk_letters, letters
from akademia.advisory.questions.services.erasing import remove_file
from akademia.advisory.questions.services.moving import held, move
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.calendar import add_working_days
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing, RuleBroken


class Taken(RuleBroken):
    message = "Tę sprawę prowadzi już ktoś inny. Wybierz następną z kolejki."


class OwnQuestion(RuleBroken):
    message = "To pytanie jest Twoje. Odpowie na nie ktoś inny."


class NotYours(RuleBroken):
    message = "Tę sprawę prowadzi teraz ktoś inny."


class NotExpert(RuleBroken):
    message = "Wybierz osobę, która odpowiada na pytania."


class NoSuchCase(RuleBroken):
    message = "Nie ma sprawy o takim numerze. Wpisz numer tak, jak go widać w kolejce, na przykład 2026/17."


class NotJoined(RuleBroken):
    message = "Połączyć można tylko z inną sprawą, która jest otwarta i sama nie jest połączona."


class OfAnother(RuleBroken):
    message = (
        "O to samo pyta tam inna osoba, a każda rozmowa jest poufna. Odpowiedz na oba pytania osobno; "
        "to, co się powtarza, zapisz we wstawkach."
    )


class Joined(RuleBroken):
    message = "Ta sprawa jest połączona z inną. Rozmowa toczy się tam."


def claim(case_id: int, person: User) -> Case:
    """Take a case that nobody holds. Of several at once one gets it.

    :raises Taken: somebody holds it, or it is closed.
    :raises OwnQuestion: it is this person's own.
    """
    case = held(case_id)
    if case.asker_id == person.id:
        raise OwnQuestion
    if not policy.may_claim(person, case):
        raise Taken
    case.expert_id, case.claimed_at = person.id, clock.now()
    move(case, "claim", person.id)
    return case


def led(case_id: int, person: User) -> Case:
    """Return a case held against other writers, for one who leads it.

    :raises NotYours: another expert holds it, or nobody.
    """
    case = held(case_id)
    if not policy.may_lead(person, case):
        raise NotYours
    return case


def release(case: Case, actor: int | None) -> None:
    """Give a case back to the queue; its draft waits for who takes it next.

    :raises NotNow: nobody holds it.
    """
    case.expert_id = case.claimed_at = None
    move(case, "release", actor)


def hand_over(case: Case, to: User, words: str, actor: int | None) -> None:
    """Give a case to another expert, who is told in a letter. Staff assign an unclaimed one in the same way.

    :param words: a note for the new holder; empty for none.
    :raises NotExpert: the person cannot answer it.
    :raises NotNow: it is closed.
    """
    if not to.active or not to.may(Permission.CaseAnswer) or to.id in (case.asker_id, case.expert_id):
        raise NotExpert
    case.expert_id, case.claimed_at = to.id, clock.now()
    move(case, "hand_over", actor)
    record("case.assigned", "case", case.id, actor=actor, to=to.id)
    if words:
        note(case, words, actor)
    desk_letters.tell_handed_over(case, to, words)


def merge(case: Case, number: str, actor: int) -> Case:
    """Close a case that asks the same as another of the same person, who is told where the conversation goes on.

    Returns the other.

    :raises NoSuchCase: no case has this number.
    :raises NotJoined: it is this very one, or it is closed.
    :raises OfAnother: somebody else asks there.
    :raises NotNow: the case is closed already.
    """
    number_of_other = db.session.scalar(select(Case.id).where(Case.number == number.strip()))
    if number_of_other is None:
        raise NoSuchCase
    other = held(number_of_other)
    if other.id == case.id or other.merged_into_id is not None or other.state not in OPEN:
        raise NotJoined
    if not _of_one_person(case, other):
        raise OfAnother
    case.merged_into_id = other.id
    move(case, "close", actor)
    record("case.merged", "case", case.id, actor=actor, into=other.id)
    record("case.joined", "case", other.id, actor=actor, case=case.id)
    letters.tell_merged(case, other.number)
    return other


def _of_one_person(case: Case, other: Case) -> bool:
    mine, theirs = address_of(case), address_of(other)
    return mine is not None and theirs is not None and mine.casefold() == theirs.casefold()


def close(case: Case, actor: int) -> None:
    """Close a case and tell its asker.

    :raises NotNow: it is closed already.
    """
    move(case, "close", actor)
    letters.tell_closed(case)


def reopen(case: Case, actor: int) -> None:
    """Open a closed case again; the promise counts from today.

    :raises NotNow: it is not closed.
    :raises Joined: the same goes on elsewhere.
    """
    if case.merged_into_id is not None:
        raise Joined
    move(case, "reopen", actor)
    case.due_on = add_working_days(clock.today(), case.topic.promise_days)


def set_priority(case: Case, priority: int, actor: int) -> None:
    """Say how urgent a case is: 0 urgent, 1 plain, 2 can wait."""
    before, case.priority = case.priority, priority
    if before != priority:
        record("case.priority_set", "case", case.id, actor=actor, before=before, after=priority)


def set_due(case: Case, day: date, why: str, actor: int) -> None:
    """Promise another day; the reason stays as a note, both days in the trail."""
    before, case.due_on = case.due_on, day
    record("case.due_set", "case", case.id, actor=actor, before=before.isoformat(), after=day.isoformat())
    note(case, f"Nowy termin. {why}", actor)


def escalate(case: Case, why: str, actor: int) -> None:
    """Make a case urgent and tell staff that it needs them; asked again, it is only noted."""
    note(case, why, actor)
    if case.escalated_at is not None:
        return
    case.escalated_at, case.priority = clock.now(), 0
    record("case.escalated", "case", case.id, actor=actor)
    desk_letters.tell_escalated(case, why)


def note(case: Case, words: str, actor: int | None) -> None:
    """Write down what experts and staff tell one another about a case."""
    db.session.add(Note(case_id=case.id, author_id=actor, words=words))


def remove_attachment(case: Case, attachment_id: int, actor: int | None) -> None:
    """Remove one file of a case for good; its row tells that there was one.

    :param actor: None for the asker.

    :raises Missing: the case has no such file.
    """
    mine = select(Attachment).join(Message).where(Attachment.id == attachment_id, Message.case_id == case.id)
    attachment = db.session.scalar(mine)
    if attachment is None or attachment.file_id is None:
        raise Missing
    remove_file(attachment)
    record("case.attachment_removed", "case", case.id, actor=actor, attachment=attachment_id)

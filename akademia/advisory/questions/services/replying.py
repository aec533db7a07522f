"""What an asker does with a case: answers back, closes it, opens it again, or has it erased."""

from collections.abc import Iterable

from akademia.advisory.questions.models import Case, Message
from akademia.advisory.questions.services import letters
from akademia.advisory.questions.services.asking import say
from akademia.advisory.questions.services.moving import move
from akademia.core import clock
from akademia.core.calendar import add_working_days
from akademia.core.errors import RuleBroken
from akademia.storage.services import Laid


class Merged(RuleBroken):
    message = "Ta sprawa jest połączona z inną. Rozmowa toczy się tam."


def reply(case: Case, words: str, files: Iterable[Laid] = ()) -> Message:
    """Add what the asker says; the case goes back to its expert, or to all of them.

    :param case: held against other writers.
    :raises NotNow: it is closed.
    """
    message = say(case, "reply", words, files)
    move(case, "reply", None)
    if case.state == "new" or case.due_on < clock.today():
        case.due_on = max(case.due_on, add_working_days(clock.today(), case.topic.promise_days))
    return message


def close(case: Case) -> None:
    """Close a case for its asker and say so in a letter.

    :raises NotNow: it is closed already.
    """
    move(case, "close", None)
    letters.tell_closed(case)


def reopen(case: Case) -> None:
    """Open a closed case again; the promise counts from today.

    :raises NotNow: it is not closed.
    :raises Merged: the same goes on elsewhere.
    """
    if case.merged_into_id is not None:
        raise Merged
    move(case, "reopen", None)
    case.due_on = add_working_days(clock.today(), case.topic.promise_days)

"""From a conversation to a case: what could not be answered at once is answered in writing."""

from akademia.accounts.models import User
from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.questions.models import Case, Topic
from akademia.advisory.questions.services import asking, working
from akademia.audit.services import record
from akademia.core.errors import RuleBroken


class NobodyToWriteTo(RuleBroken):
    message = "Dane rozmówcy już usunięto, więc nie ma komu odpowiedzieć."


def open_case(booking: ConsultationBooking, topic: Topic, title: str, words: str, expert: User) -> Case:
    """Open a case about what was asked at a consultation. Its asker gets the private link, the expert holds it.

    The same words twice lead to the case that there is.

    :raises NobodyToWriteTo: the booking keeps nobody any more.
    """
    if not booking.email:
        raise NobodyToWriteTo
    taken = asking.ask(asking.Asked(topic, title, words, name=booking.name, email=booking.email))
    if taken.is_new:
        working.claim(taken.case.id, expert)
        record("consultation.continued", "consultation", booking.id, actor=expert.id, case=taken.case.id)
    return taken.case

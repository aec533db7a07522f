"""Who may do what: an expert with their own consultations, staff with all, the expert alone with notes."""

from akademia.accounts.models import User
from akademia.advisory.consultations.models import ConsultationBooking
from akademia.core.doors import Permission


def may_see(user: User, booking: ConsultationBooking) -> bool:
    return booking.keeper.user_id == user.id or user.may(Permission.ConsultationOversee)


def may_note(user: User, booking: ConsultationBooking) -> bool:
    """Say whether a person may read and write the note on a consultation: it is the expert's own."""
    return booking.keeper.user_id == user.id

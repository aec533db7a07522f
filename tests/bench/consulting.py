"""Twenty experts with full weeks, some of it booked: their free times of 30 days stand on one page."""

from collections.abc import Mapping
from datetime import time

from akademia.accounts.models import User
from akademia.advisory.consultations.models import ConsultationHours, ConsultationKeeper
from akademia.advisory.consultations.queries import offered
from akademia.advisory.consultations.services.booking import Visitor, book
from akademia.app import create_app
from akademia.core.db import commit, db, writing

EXPERTS, BOOKED = 20, 10


def publish(environ: Mapping[str, str]) -> int:
    """Let the first learners give consultations from 8:00 to 16:00 on weekdays; return the number of free times."""
    app = create_app(environ)
    with app.app_context(), writing():
        for user in db.session.query(User).order_by(User.id).limit(EXPERTS):
            keeper = ConsultationKeeper(user_id=user.id, name=f"Ekspert próbny {user.id}", open=True, by_phone=True)
            db.session.add(keeper)
            db.session.flush()
            for weekday in range(5):
                hours = ConsultationHours(keeper_id=keeper.id, weekday=weekday, starts=time(8), ends=time(16))
                db.session.add(hours)
            db.session.flush()
            _book(keeper.id)
        commit()
        return sum(len(offer.free) for offer in offered.offers())


def _book(keeper_id: int) -> None:
    for slot in offered.offer(keeper_id).free[:BOOKED]:
        book(keeper_id, slot.starts, Visitor("Osoba", "osoba@example.org", "600100200", "Temat", "phone"))

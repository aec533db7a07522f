"""A club, its worker, and a learner with its card."""

import pytest

from akademia.accounts.cards import services
from akademia.accounts.cards.models import ClubCard
from akademia.accounts.services import hashed
from akademia.core.db import db
from akademia.organisations.services import organisation_for
from tests.factories import make_user

PIN = "593826"


@pytest.fixture
def club(app):
    made = organisation_for("5260250274", "Klub „Razem”")
    db.session.commit()
    return made


@pytest.fixture
def worker(club):
    user = make_user(email="klub@example.org")
    services.let_issue(club, user.email, user.id)
    db.session.commit()
    return user


@pytest.fixture
def card(club, worker):
    """A card whose learner has agreed to the terms."""
    (made,) = services.issue(club, ["Łucja"], [(PIN, hashed(PIN))], worker.id)
    card = db.session.get(ClubCard, made.card_id)
    card.user.owes_consent = False
    db.session.commit()
    return card

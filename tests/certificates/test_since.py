"""A certificate stays valid when the law changes, and its page says what has changed since."""

from dataclasses import replace
from datetime import timedelta

import pytest

from akademia.certificates import services
from akademia.core import clock
from akademia.core.db import commit
from akademia.law import queries
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.services import enter
from tests.factories import make_award, make_user


@pytest.fixture
def amend(act_kept):
    """Give a function that enters an amendment of two provisions, so many days from now."""
    act = queries.act()

    def enter_one(days: int) -> None:
        day = clock.today() + timedelta(days=days)
        changes = tuple(
            ChangeRow(key, "changed", "Zmieniono.", "art. 1", day, None) for key in ("art-15", "art-15-ust-4")
        )
        enter(act, AmendmentRow("p-1", "Próbna", "Dz.U. 2026 poz. 1", "DU/2026/1", day, day, "", None, changes, ()))
        commit()

    return enter_one


@pytest.fixture
def address(app):
    award = replace(make_award(make_user()), legal_state_on=clock.today() - timedelta(days=100))
    certificate = services.issue(award)
    commit()
    return f"/zaswiadczenia/{certificate.code}/"


def test_what_changed_after_the_course_s_day_is_said_and_the_certificate_stays_valid(client, amend, address):
    amend(days=-3)

    words = client.words(address)

    assert "Zaświadczenie ważne" in words
    assert "Od tego dnia zmieniono 2 przepisy ustawy" in words


@pytest.mark.parametrize("days", [-200, 5])
def test_what_was_known_or_is_still_to_come_is_not_told(client, amend, address, days):
    amend(days=days)

    assert "Od tego dnia" not in client.words(address)

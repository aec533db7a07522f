"""Experts who take one case at one moment: one of them gets it."""

import threading

import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from tests.advisory.factories import make_case
from tests.factories import PASSWORD, make_user
from tests.proof.academy import Academy, Browser

pytestmark = pytest.mark.proof
EXPERTS, ROUNDS = 8, 3


def test_of_many_experts_claiming_a_case_at_one_moment_one_holds_it(academy: Academy):
    academy.start()
    with academy.inside():
        emails = [make_user(Role.Expert, name=f"Ekspert {n}").email or "" for n in range(EXPERTS)]
        cases = [make_case().id for _ in range(ROUNDS)]
        commit()
    browsers = [Browser(academy.base) for _ in emails]
    for browser, email in zip(browsers, emails, strict=True):
        browser.sign_in(email, PASSWORD)

    for case_id in cases:
        seen = claim_at_once(browsers, f"/panel/sprawy/{case_id}/")

        assert sum("Sprawa jest Twoja." in body for body in seen) == 1
        assert sum("prowadzi już ktoś inny" in body for body in seen) == EXPERTS - 1
        with academy.inside():
            assert db.session.get_one(Case, case_id).state == "claimed"
            steps = select(func.count(AuditEntry.id)).where(AuditEntry.act == "case.moved")
            assert db.session.scalar(steps.where(AuditEntry.thing_ref == str(case_id))) == 1


def claim_at_once(browsers: list[Browser], path: str) -> list[str]:
    """Have all press the button at one moment; return the pages they come to."""
    tokens = [browser.token(path) for browser in browsers]
    start, seen = threading.Barrier(len(browsers)), []

    def claim(browser: Browser, token: str) -> None:
        start.wait()
        seen.append(browser.post(f"{path}wez", [("csrf_token", token)])[2])

    threads = [threading.Thread(target=claim, args=pair) for pair in zip(browsers, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return seen

"""One working administrator always stays: whatever the door, and whoever comes at the same moment."""

from contextvars import Context
from functools import partial
from threading import Barrier, Thread

import pytest

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.accounts.services import LastAdmin, erase_user, lock_account, take_role, working_admins
from akademia.administration.services.merging import merge
from akademia.core.area import privacy_cards
from akademia.core.db import commit, db, rollback
from tests.factories import make_user


@pytest.mark.parametrize("act", [lock_account, erase_user, lambda user: take_role(user, Role.Admin)])
def test_the_last_administrator_cannot_be_locked_erased_or_stripped(app, act):
    only, locked = make_user(Role.Admin), make_user(Role.Admin, Role.Expert)
    make_user(Role.Staff)
    lock_account(locked)
    commit()

    with pytest.raises(LastAdmin):
        act(only)


def test_the_last_administrator_is_not_merged_into_another_account(app):
    only, kept = make_user(Role.Admin), make_user()
    demoted_meanwhile = make_user(Role.Staff)
    commit()

    with pytest.raises(LastAdmin):
        merge(demoted_meanwhile, only, kept, privacy_cards())


def test_one_of_two_may_go(app):
    first = make_user(Role.Admin)
    make_user(Role.Admin)
    commit()

    erase_user(first)


def test_an_administrator_who_cannot_come_in_does_not_count(app):
    working = make_user(Role.Admin)
    make_user(Role.Admin, confirmed=False)
    commit()

    with pytest.raises(LastAdmin):
        lock_account(working)


def test_the_command_keeps_one_too(app):
    only = make_user(Role.Admin, email="jedyna@example.org")
    commit()

    done = app.test_cli_runner().invoke(args=["accounts", "role", "jedyna@example.org", "admin", "--remove"])

    assert done.exit_code == 1
    assert "jedyny czynny administrator" in done.output + (done.stderr or "")
    db.session.expire_all()
    assert only.roles == ["admin"]


@pytest.mark.parametrize("way", ["role/odbierz/", "zablokuj/"])
def test_two_who_take_each_others_power_at_one_moment_end_with_one_administrator(app, new_client, way):
    """Ten times over: each pair starts together; of the two requests one is done and one refused."""
    for _ in range(10):
        pair = [make_user(Role.Admin), make_user(Role.Admin)]
        commit()
        clients = [new_client().sign_in(person) for person in pair]
        numbers = [person.id for person in pair]
        tokens = [client.token() for client in clients]
        db.session.rollback()

        asks = [
            (f"/panel/osoby/{number}/{way}", token) for number, token in zip(reversed(numbers), tokens, strict=True)
        ]
        answers = together([partial(post, client, *ask) for client, ask in zip(clients, asks, strict=True)])

        left = working_admins()
        assert len(left) == 1, answers
        assert sum(went_well for went_well in answers) == 1
        retire(left)


def post(client, address: str, token: str) -> bool:
    """Ask, and say whether it was done (a refusal is 403 or 409, or the way to the sign-in page)."""
    answer = client.inner.post(address, data={"role": "admin", "csrf_token": token})
    assert answer.status_code in (303, 403, 409)
    return answer.status_code == 303 and answer.location.startswith("/panel/osoby/")


def retire(numbers: list[int]) -> None:
    """Take the winners of a round away behind the rule's back, so that the next pair is alone."""
    for number in numbers:
        db.session.get(User, number).roles = []
    commit()
    rollback()


def together(acts) -> list[bool]:
    barrier, answers = Barrier(len(acts)), []

    def run(act) -> None:
        barrier.wait()
        answers.append(act())

    threads = [Thread(target=Context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers

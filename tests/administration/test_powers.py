"""Nobody raises themselves and the last administrator stays, whatever form of the academy is sent."""

from collections.abc import Iterator

import pytest

from akademia.accounts.models import User
from akademia.accounts.roles import Role, permissions_of
from akademia.accounts.services import working_admins
from akademia.core.db import commit, db
from akademia.core.doors import door_of
from tests.factories import PASSWORD, make_user


def forms_of(app, role: Role, numbers: list[int]) -> Iterator[str]:
    """Give the address of each form that a role may send: about each of the people, with each word it takes."""
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods and door_of(app.view_functions[rule.endpoint]).permission in permissions_of((role,)):
            for number in numbers if rule._converters else [0]:
                for word in ("nadaj", "odbierz") if rule.endpoint == "administration.change_role" else ("x",):
                    yield urls.build(rule.endpoint, _parts(rule, number, word), method="POST")


def _parts(rule, number: int, word: str) -> dict[str, object]:
    kinds = {
        name: (getattr(kind, "items", ()), hasattr(kind, "num_convert")) for name, kind in rule._converters.items()
    }
    return {
        name: number if counts else (word if word in words or not words else min(words))
        for name, (words, counts) in kinds.items()
    }


@pytest.mark.parametrize("act", ["admin", "lock"])
@pytest.mark.parametrize("role", Role)
def test_no_form_raises_its_sender_or_takes_the_last_administrator_away(app, new_client, role, act):
    """Each form holds all at once that could do it: the sender's own number, address and password, roles, an act."""
    sender, other = make_user(role), make_user()
    only = sender if role == Role.Admin else make_user(Role.Admin)
    held, admin = set(sender.roles), only.id
    commit()
    raising = {"role": "admin", "roles": "admin", "osoba": str(sender.id), "email": sender.email, "active": "",
               "password": PASSWORD, "potwierdzam": "1", "czyn": act}  # fmt: skip

    for address in forms_of(app, role, [sender.id, other.id, admin]):
        client = new_client().sign_in(sender)
        answer = client.open_any("POST", address, data={**raising, "csrf_token": client.token()})
        assert answer.status_code < 500, f"{address}: {answer.status}"
        db.session.expire_all()
        assert set(sender.roles) <= held, f"{address} raised a person of the role {role}"
        assert admin in working_admins(), address
        be_alone(admin)
        if sender.email is None:  # who is no administrator may erase the account, and another goes on
            sender = make_user(role)
            commit()
            raising |= {"osoba": str(sender.id), "email": sender.email}


def be_alone(admin: int) -> None:
    """Take the power from those to whom a form gave it, so that the next one meets the last administrator again."""
    for number in set(working_admins()) - {admin}:
        db.session.get(User, number).roles = []
    commit()

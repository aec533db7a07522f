"""Results from the desk to their readers: counted once, guarded, published, taken back."""

import csv
import io

import pytest

from akademia.accounts.roles import Role
from akademia.core.db import commit
from akademia.research.surveys.services import results
from tests.factories import make_user
from tests.research.surveys.closed import make_closed, work

PUBLIC, DESK = "/badania/wyniki/badanie/", "/panel/ankiety/{}/wyniki/"


@pytest.fixture
def study(app):
    return make_closed()


def count(app, study):
    results.ask_to_count(study, 1)
    commit()
    work(app)


def table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_results_are_counted_published_read_and_taken_back(app, study, client):
    client.sign_in(make_user(Role.Staff))
    commit()
    desk = DESK.format(study)

    assert "Policz wyniki" in client.words(desk)
    client.post(f"{desk}policz", {}, 303)
    work(app)
    assert "Czy planujecie klub?" in client.words(desk)
    client.get(PUBLIC, status=404)
    client.post(f"{desk}opublikuj", {}, 303)

    words = client.words(PUBLIC)
    assert "120 ankiet" in words
    assert "Fundacja Tajna" not in words
    assert "Tajnego" not in words
    client.post(f"{desk}wycofaj", {}, 303)
    client.get(PUBLIC, status=404)

import dataclasses

import pytest

from akademia.core.db import db
from tests.factories import make_user

ANNA = "anna@example.org"


@pytest.fixture
def anna(app):
    user = make_user(email=ANNA)
    db.session.commit()
    return user


@pytest.fixture
def in_production(app, monkeypatch):
    """The same house, in production."""
    house = app.extensions["akademia"]
    chosen = dataclasses.replace(house.settings, env="production")
    monkeypatch.setitem(app.extensions, "akademia", dataclasses.replace(house, settings=chosen))

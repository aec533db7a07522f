"""What tests of the search share: waiting for the index, asking the page."""

from flask import Flask

from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.search.services import refreshing
from tests.client import InspectingClient


def follow(app: Flask) -> None:
    """Have the worker do what the last change asked for."""
    commit()
    run_due(app, "search.refresh")
    db.session.expire_all()


def index_all() -> None:
    """Bring the index up to what is public."""
    commit()
    for _ in refreshing():
        commit()


def found(client: InspectingClient, words: str, **more: str) -> str:
    """Return the words of the page of results."""
    return client.get("/szukaj/", query_string={"q": words, **more}).text

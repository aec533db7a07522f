"""A process killed while it erases a person: nothing is half done.

Before the commit everything is as it was, rows and files; after it everything goes, whoever dies, because the files'
removal is a job of the same transaction.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.queries import user_by_email
from akademia.core.db import Model, db
from akademia.jobs.worker import run_due
from akademia.privacy import services
from akademia.privacy.models import Erasure
from tests.privacy.persons import ADDRESS, NAME, make_full_person

pytestmark = pytest.mark.proof
# What only the dying process writes: the bench empties what this process wrote.
WRITTEN_ELSEWHERE = ("erasures", "audit_entries", "letters", "jobs")
PROJECT = Path(__file__).resolve().parents[2]
# Erases a person and dies after a number of cards, or (-1) right after the commit.
DYING = """
import os, signal, sys
from dataclasses import replace
from akademia.app import create_app
from akademia.core import db as database
from akademia.privacy import services

number, after = int(sys.argv[1]), int(sys.argv[2])
app = create_app()
house, done = app.extensions["akademia"], []

def dying(card):
    def erase(user_id):
        card.erase(user_id)
        database.db.session.flush()
        done.append(card.package)
        if len(done) == after:
            os.kill(os.getpid(), signal.SIGKILL)
    return replace(card, erase=erase, choice=None)

cards = tuple(map(dying, house.privacy_cards))
app.extensions["akademia"] = replace(house, privacy_cards=cards)
with app.app_context(), database.writing():
    services.erase_person(number, {})
    database.commit()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def zaneta(app):
    user, _ = make_full_person()
    services.ask_for_takeout(user.id)
    number = user.id
    db.session.commit()
    run_due(app)
    yield number
    db.session.rollback()
    for name in WRITTEN_ELSEWHERE:
        db.session.execute(Model.metadata.tables[name].delete())
    db.session.commit()


def erase_and_die(app, number: int, after: int) -> None:
    settings = app.extensions["akademia"].settings
    db.session.rollback()
    own = {"AKADEMIA_INSTANCE": str(settings.instance), "AKADEMIA_DATABASE_URL": settings.database_url}
    ended = subprocess.run(
        [sys.executable, "-c", DYING, str(number), str(after)],
        cwd=PROJECT, env={**os.environ, **own}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def everything() -> dict[str, list[str]]:
    db.session.rollback()
    db.session.expire_all()
    return {t.name: sorted(map(repr, db.session.execute(select(t)))) for t in Model.metadata.sorted_tables}


def files(app) -> list[str]:
    place = Path(app.instance_path)
    return sorted(path.name for folder in ("mail", "takeouts") for path in (place / folder).glob("*"))


def test_killed_at_any_card_nothing_has_changed(app, zaneta):
    cards = len(app.extensions["akademia"].privacy_cards)
    before, files_before = everything(), files(app)
    assert len([name for name in files_before if name.endswith(".zip")]) == 1

    for after in (1, cards // 2, cards):
        erase_and_die(app, zaneta, after)

        assert everything() == before, f"killed after {after} cards"
        assert files(app) == files_before


def test_killed_after_the_commit_the_next_worker_ends_the_work(app, zaneta):
    erase_and_die(app, zaneta, -1)

    db.session.rollback()
    assert user_by_email(ADDRESS) is None
    assert db.session.get(User, zaneta).erased_at is not None
    assert len(db.session.scalars(select(Erasure)).all()) == 1
    db.session.rollback()
    run_due(app)
    assert [name for name in files(app) if name.endswith(".zip")] == []
    place = Path(app.instance_path) / "mail"
    assert [path.name for path in place.glob("*.eml") if NAME in path.read_text("utf-8")] == []

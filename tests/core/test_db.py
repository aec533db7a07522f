"""Who may write, what a moment is, and when the number of public things rises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import StatementError

from akademia.core import db as database
from akademia.core.db import ReadOnly, db
from akademia.core.models import LimitCount, PublicGeneration
from akademia.texts.models import Slug

THREADS, TIMES = 4, 15


def _count(key="drzwi", until=datetime(2026, 12, 1, tzinfo=timezone.utc)):
    return LimitCount(key=key, count=0, expires_at=until)


def _generation():
    return db.session.scalar(select(PublicGeneration.number))


def test_a_read_that_tries_to_write_is_stopped_and_nothing_is_kept(app):
    with database.writing(False):
        db.session.add(_count())
        with pytest.raises(ReadOnly, match="LimitCount"):
            db.session.flush()
        db.session.rollback()
        with pytest.raises(ReadOnly):
            db.session.execute(
                insert(LimitCount), [{"key": "okno", "count": 1, "expires_at": datetime.now(timezone.utc)}]
            )
        db.session.rollback()

    assert db.session.scalars(select(LimitCount)).all() == []


def test_a_change_that_a_read_did_not_send_is_not_slipped_in_by_its_commit(app):
    db.session.add(_count())
    db.session.commit()

    with database.writing(False):
        db.session.get(LimitCount, "drzwi").count = 7
        with pytest.raises(ReadOnly):
            db.session.commit()
        db.session.rollback()

    assert db.session.get(LimitCount, "drzwi").count == 0


def test_writers_at_one_moment_lose_no_update(app):
    """Read, add one, write: begun as a reader, one of two such would overwrite the other or fail as locked."""
    db.session.add(_count())
    db.session.commit()
    together = Barrier(THREADS)

    def add_many():
        with app.app_context(), database.writing():
            together.wait()
            for _ in range(TIMES):
                db.session.get(LimitCount, "drzwi", with_for_update=True).count += 1
                database.commit()

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(add_many) for _ in range(THREADS)]:
            done.result()

    db.session.expire_all()
    assert db.session.get(LimitCount, "drzwi").count == THREADS * TIMES


def test_a_moment_keeps_its_instant_and_comes_back_in_utc(app):
    summer = timezone(timedelta(hours=2))
    db.session.add(_count(until=datetime(2026, 7, 1, 0, 30, tzinfo=summer)))
    db.session.commit()
    db.session.expire_all()

    kept = db.session.get(LimitCount, "drzwi").expires_at

    assert kept == datetime(2026, 6, 30, 22, 30, tzinfo=timezone.utc)
    assert kept.utcoffset() == timedelta(0)
    later = datetime(2026, 7, 1, 0, 31, tzinfo=summer)
    assert db.session.scalars(select(LimitCount.key).where(LimitCount.expires_at < later)).all() == ["drzwi"]


def test_a_moment_without_a_zone_is_refused(app):
    db.session.add(_count(until=datetime(2026, 7, 1)))

    with pytest.raises(StatementError, match="a moment needs a time zone"):
        db.session.flush()

    db.session.rollback()


def _orm():
    db.session.add(Slug(kind="page", slug="stary", ref=1))


def _bulk_insert():
    db.session.execute(insert(Slug), [{"kind": "page", "slug": "zbiorczy", "ref": 1, "scope": 0}])


def _bulk_update():
    db.session.execute(update(Slug).values(ref=2))


def _told():
    db.session.execute(text("UPDATE slugs SET ref = 3"))
    database.touch_public()


@pytest.mark.parametrize("change", [_orm, _bulk_insert, _bulk_update, _told])
def test_a_commit_that_changes_public_things_raises_the_generation_by_one(app, change):
    before = _generation()

    change()
    inside = _generation()
    db.session.commit()

    assert (inside, _generation()) == (before, before + 1)


def test_a_private_or_abandoned_change_leaves_the_generation(app):
    before = _generation()

    db.session.add(_count())
    db.session.commit()
    _orm()
    db.session.flush()
    db.session.rollback()
    db.session.execute(update(LimitCount).values(count=5))
    db.session.commit()

    assert _generation() == before


def test_letting_go_ends_a_reading_but_never_what_waits_to_be_written(app):
    db.session.scalar(select(LimitCount.key))
    database.let_go()
    assert not db.session().in_transaction()

    db.session.add(_count())
    db.session.flush()
    database.let_go()
    db.session.commit()

    assert db.session.get(LimitCount, "drzwi") is not None


def test_a_new_row_is_inserted_once(app):
    values = {"kind": "page", "scope": 0, "slug": "raz", "ref": 1}

    assert [database.insert_new(Slug, **values), database.insert_new(Slug, **values)] == [True, False]

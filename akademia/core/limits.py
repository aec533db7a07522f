"""Limits on doors that anyone may knock at, counted in the database so that all processes share them.

The count is written on a connection of its own, before the request's transaction begins.
"""

import hmac
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from limits.storage import Storage
from sqlalchemy import Delete, delete, select, text
from sqlalchemy.exc import DBAPIError

from akademia.core import clock, settings
from akademia.core import db as database
from akademia.core.models import LimitCount


def _address() -> str:
    return request.remote_addr or "unknown"


def nameless() -> str:
    """Return the sender's address as a keyed hash, for a door whose visitors the table of counts must not tell of."""
    return hmac.new(settings.here().secret_key.encode(), _address().encode(), "sha256").hexdigest()[:32]


limiter = Limiter(key_func=_address, storage_uri="akademia-table://", headers_enabled=False)


def start(app: Flask) -> None:
    """Set the limiter up; views that wear a limit ask it themselves, so it does not look at every request."""
    limiter.init_app(app)
    if limiter.enabled:
        app.before_request_funcs[None].remove(limiter._check_request_limit)


class TableStorage(Storage):
    """A fixed-window counter in the table `limit_counts`."""

    STORAGE_SCHEME = ["akademia-table"]  # noqa: RUF012 - its base class declares it so

    @property
    def base_exceptions(self) -> type[Exception]:
        return DBAPIError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        database.let_go()  # a door that read the person may hold the writer's place
        now = clock.now()
        values = {"key": key, "amount": amount, "now": _bound(now), "until": _bound(now + timedelta(seconds=expiry))}
        with database.writing(), database.db.engine.begin() as connection:
            connection.execute(text("DELETE FROM limit_counts WHERE expires_at <= :now"), {"now": values["now"]})
            row = connection.execute(text(
                "INSERT INTO limit_counts (key, count, expires_at) VALUES (:key, :amount, :until)"
                " ON CONFLICT (key) DO UPDATE SET count = limit_counts.count + :amount RETURNING count"
            ), values)  # fmt: skip
            return int(row.scalar_one())

    def get(self, key: str) -> int:
        return int(self._row(key)[0])

    def get_expiry(self, key: str) -> float:
        return float(self._row(key)[1])

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        return self._delete(delete(LimitCount))

    def clear(self, key: str) -> None:
        self._delete(delete(LimitCount).where(LimitCount.key == key))

    def _delete(self, unwanted: Delete) -> int:
        with database.writing(), database.db.engine.begin() as connection:
            return int(connection.execute(unwanted).rowcount)

    def _row(self, key: str) -> tuple[int, float]:
        with database.db.engine.connect() as connection:
            query = select(LimitCount.count, LimitCount.expires_at).where(LimitCount.key == key)
            count, expires_at = connection.execute(query).one_or_none() or (0, clock.now())
        return (count if expires_at > clock.now() else 0), max(expires_at, clock.now()).timestamp()


def forget_counts(_before: datetime) -> int:
    """Remove the counts whose window has ended, whatever their age. Returns how many. Nothing is committed."""
    ended = delete(LimitCount).where(LimitCount.expires_at <= clock.now())
    return int(database.db.session.execute(ended).rowcount)  # type: ignore[attr-defined]


def _bound(moment: Any) -> Any:
    return database.Moment().process_bind_param(moment, database.db.engine.dialect)

"""The database: one session, writers that begin immediate, and the generation of public things.

A transaction that will write begins as a writer (SQLite ``BEGIN IMMEDIATE``): a read that turns into a write fails
at once with "locked", and the driver's own mode loses updates. So only unsafe requests, commands, jobs and views
marked `writes=True` may write; a flush anywhere else raises.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Any, ClassVar, TypeVar, TypeVarTuple

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Select,
    TypeDecorator,
    event,
    false,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, ORMExecuteState, mapped_column, with_loader_criteria

from akademia.core.errors import Missing

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Columns = TypeVarTuple("Columns")
_may_write: ContextVar[bool] = ContextVar("may_write", default=False)


class ReadOnly(RuntimeError):
    """Something tried to write where only reading was announced."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Naive values are refused; SQLite, which forgets zones, gets and gives UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(timezone.utc)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class Model(DeclarativeBase):
    """The base of every table. `__public__ = True` marks what visitors see: its change raises the generation."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment}
    __public__ = False


class Removable:
    """What can lie in the bin. Queries do not see it there; who must see it asks `execution_options(**WITH_BIN)`.

    A walk along a relationship still meets it: what points to a thing in the bin keeps pointing to it.
    """

    removed: Mapped[bool] = mapped_column(default=False, server_default=false())


WITH_BIN: dict[str, Any] = {"with_bin": True}
_PRESENT = with_loader_criteria(
    Removable, lambda thing: thing.removed.is_(False), include_aliases=True, propagate_to_loaders=False
)


db = SQLAlchemy(metadata=Model.metadata, disable_autonaming=True)


@contextmanager
def writing(allowed: bool = True) -> Iterator[None]:
    """Announce that what follows may write (or, with False, may not)."""
    token = _may_write.set(allowed)
    try:
        yield
    finally:
        _may_write.reset(token)


def may_write() -> bool:
    return _may_write.get()


def commit() -> None:
    """Commit the one transaction of this request, command or job."""
    db.session.commit()


def rollback() -> None:
    db.session.rollback()


def let_go() -> None:
    """End the open transaction before slow work (hashing, rendering) when nothing waits in it to be written."""
    session = db.session()
    if session.new or session.dirty or session.deleted or session.info.get("flushed"):
        return
    session.rollback()


def insert_new(model: type[Model], **values: Any) -> bool:
    """Insert a row unless a unique rule already holds one like it; return whether it was inserted.

    Where another transaction is just inserting the same, this one waits for its end.
    """
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    key = inspect(model).primary_key[0]
    row = db.session.execute(dialect.insert(model).values(**values).on_conflict_do_nothing().returning(key))
    return row.first() is not None


def rows(statement: Select[*Columns], **values: Any) -> CursorResult[*Columns]:
    """Ask for plain columns by a ready statement, past the ORM: a third of the time of `db.session.execute`."""
    if may_write():
        db.session.flush()
    return db.session.connection().execute(statement, values)


Row = TypeVar("Row", bound=Model)


def row_of(model: type[Row], ref: int, lock: bool = False, with_bin: bool = False) -> Row:
    """Return the row of a number, in the bin too where asked.

    :param lock: hold it until the transaction ends, as it is at this moment.
    :raises Missing: there is none.
    """
    wanted = select(model).where(inspect(model).primary_key[0] == ref)
    if with_bin:
        wanted = wanted.execution_options(**WITH_BIN)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found: Row | None = db.session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def touch_public(news: bool = True) -> None:
    """Say that this transaction changes something public by a way the session cannot see (bulk SQL).

    :param news: False where only what was made of public things changes (an index); then nobody is told.
    """
    db.session().info["public_touched"] = True
    if news:
        db.session().info["public_news"] = True


_told_of_news: list[Callable[[], None]] = []


def tell_of_news(listener: Callable[[], None]) -> Callable[[], None]:
    """Have a function called at the end of each transaction that changes something public; it writes with it."""
    if listener not in _told_of_news:
        _told_of_news.append(listener)
    return listener


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if may_write():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # it waits for nobody and cannot fail, so it goes the short way
        connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]


@event.listens_for(Session, "before_flush")
def _check_writer(session: Session, _context: Any, _instances: Any) -> None:
    changed = [*session.new, *(o for o in session.dirty if session.is_modified(o)), *session.deleted]
    if changed and not may_write():
        raise ReadOnly(f"a read tried to write {type(changed[0]).__name__}")
    if any(type(o).__public__ for o in changed):
        session.info["public_touched"] = session.info["public_news"] = True


@event.listens_for(Session, "after_flush")
def _remember_flush(session: Session, _context: Any) -> None:
    session.info["flushed"] = True


@event.listens_for(Session, "do_orm_execute")
def _notice_bulk(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    if not may_write():
        raise ReadOnly("a read tried to write in bulk")
    state.session.info["flushed"] = True
    mapper = state.bind_mapper
    if mapper is not None and mapper.class_.__public__:
        state.session.info["public_touched"] = state.session.info["public_news"] = True


@event.listens_for(Session, "do_orm_execute")
def _leave_bin_out(state: ORMExecuteState) -> None:
    plain_read = state.is_select and not state.is_column_load and not state.is_relationship_load
    if plain_read and not state.execution_options.get("with_bin"):
        state.statement = state.statement.options(_PRESENT)


@event.listens_for(Session, "before_commit")
def _raise_generation(session: Session) -> None:
    session.flush()
    if session.info.pop("public_touched", False):
        session.execute(text("UPDATE public_generation SET number = number + 1"))
    if session.info.pop("public_news", False):
        for listener in _told_of_news:
            listener()


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("flushed", None)
    session.info.pop("public_touched", None)
    session.info.pop("public_news", None)

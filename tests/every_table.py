"""A row in every table of the academy, so that a table nobody thinks of is still copied, compared and erased.

A new table gets its row by itself: from the types of its columns, its foreign keys and its lists of allowed words.
What other rules of a table ask for stands in `ASKED`; a table whose rules nobody told here fails the tests.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Table, func, select

from akademia.core import clock
from akademia.core.db import Model, Moment, db

PEOPLE, FILES = "users", "stored_files"
# What the rules of a table ask for beyond types and lists of words; None: the column stays empty.
ASKED: dict[str, dict[str, Any]] = {
    "answer_subscriptions": {"provision_id": None},
    "cases": {"expert_id": None, "merged_into_id": None},
    "citations": {"act_id": None},
    "consent_wordings": {"version": 2},
    "consultation_exceptions": {"opens": False},
    "enrolment_lists": {"lines": lambda who: [who.address]},
    "erasures": {"user_number": 0, "parts": []},
    "expert_absences": {"stand_in_id": None},
    "invitations": {"role": "learner", "email": lambda who: who.address.lower()},
    "journal_issues": {"year": 2022},
    "library_relations": {"other_id": lambda _who: _another_item()},
    "letters": {"text_body": "treść", "html_body": "<p>treść</p>"},
    "library_credits": {"body": ""},
    "news_articles": {"share_file_id": None, "share_key": ""},
    "organisations": {"nip": "0123456789"},
    "stored_files": {"kind": "png"},
    "survey_invitations": {"address": lambda who: who.address.lower()},
    "territories": {"code": "14"},
    "tool_sheets": {"tool_key": "wniosek-o-status"},
    "reader_sets": {"spots": ["lekcja.1.a"]},
    "newsletter_subscribers": {"email_key": lambda who: who.address.lower()},
    "remarks": {"email": lambda who: who.address.lower(), "done_by_number": None},
    "series_figures": {"year": 2022},
}
_LIST = re.compile(r"^\s*(\w+) IN \('([^']*)'")


@dataclass(frozen=True)
class Who:
    """Whose the rows are. `words` stand in each free text, `address` where an e-mail address does."""

    number: int
    words: str
    address: str


def fill_every_table(who: Who) -> None:
    """Put a row into each table that has none, or none of this person where it could have."""
    for table in Model.metadata.sorted_tables:
        mine = [column for column in table.columns if leads_to_people(column)]
        query = select(func.count()).select_from(table).where(*(column == who.number for column in mine))
        if not db.session.scalar(query):
            db.session.execute(table.insert().values(_row(table, who)))
    db.session.flush()
    db.session.expire_all()


def leads_to_people(column: Column[Any]) -> bool:
    """Say whether a column holds a person's number, by a foreign key or (what outlives an account) without one."""
    return _leads_to(column) == PEOPLE or (column.name.endswith("_number") and column.type.python_type is int)


def _row(table: Table, who: Who) -> dict[str, Any]:
    """Return a row's values; what may be empty and leads nowhere is left out."""
    asked, lists = ASKED.get(table.name, {}), _lists(table)
    row = {}
    for column in table.columns:
        if column.name in asked:
            value = asked[column.name]
            row[column.name] = value(who) if callable(value) else value
        elif leads_to_people(column):
            row[column.name] = who.number
        elif _leads_to(column):
            row |= {} if _leads_to(column) == table.name else {column.name: _any_of(column)}
        elif "email" in column.name and column.type.python_type is str:
            row[column.name] = who.address
        elif column is not table.autoincrement_column and not (column.nullable or column.default):
            row[column.name] = lists.get(column.name) or _value(column, who.words)
    return row


def _another_item() -> Any:
    items = Model.metadata.tables["library_items"]
    row = dict(db.session.execute(select(items).limit(1)).mappings().one())
    values = {name: value for name, value in row.items() if name != "id"} | {"slug": "drugi"}
    return db.session.execute(items.insert().values(values)).inserted_primary_key[0]


def _file_of(files: Table, key: str) -> Any:
    """Return a stored file that nobody else has: who erases a thing takes its file away."""
    row = {"key": key, "sha256": key, "size_bytes": 1, "kind": "png", "name": key, "made_at": clock.now()}
    return db.session.execute(files.insert().values(row)).inserted_primary_key[0]


def _leads_to(column: Column[Any]) -> str:
    keys: list[ForeignKey] = list(column.foreign_keys)
    return keys[0].column.table.name if keys else ""


def _any_of(column: Column[Any]) -> Any:
    target = next(iter(column.foreign_keys)).column
    if target.table.name == FILES:
        return _file_of(target.table, str(column))
    return db.session.scalar(select(target).order_by(target.table.primary_key.columns[0].desc()).limit(1))


def _lists(table: Table) -> dict[str, str]:
    """Return the first allowed word of each column that has a list of them."""
    checks = [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]
    return {found[1]: found[2] for check in checks if (found := _LIST.match(check))}


def _value(column: Column[Any], words: str) -> Any:
    kind = column.type.python_type
    if isinstance(column.type, JSON):
        return {words: words}
    if kind is str:
        return words[: getattr(column.type, "length", None) or len(words)]
    if isinstance(column.type, Moment):
        return clock.now()
    return {int: 1, bool: True, bytes: words.encode(), date: date(2022, 9, 22), time: time(9)}[kind]

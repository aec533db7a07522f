"""People of the team for the rest of the house: only those whose consent stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.text import fold
from akademia.promotion.team.models import Member
from akademia.promotion.team.queries.rows import MEMBER_KIND, SHOWN
from akademia.promotion.team.rules import SECTORS, TEAM_NAMES, full_name
from akademia.texts.formats.reading import reading

MOST_FOUND = 8
_REFS: Any = bindparam("refs", expanding=True)
_ITEMS: Any = (
    select(Member.id, Member.slug, Member.name, Member.team, Member.role, Member.legal_state_on, Member.changed_at)
    .where(SHOWN).order_by(Member.name_key, Member.id)
)  # fmt: skip
_SOME_ITEMS: Any = _ITEMS.where(Member.id.in_(_REFS))
_STAMPS: Any = select(Member.id, Member.version, Member.slug, Member.changed_at).where(SHOWN)
_SOME_STAMPS: Any = _STAMPS.where(Member.id.in_(_REFS))
_DOCUMENTS: Any = (
    select(Member.id, Member.slug, Member.name, Member.team, Member.sector, Member.role, Member.html,
           Member.legal_state_on, Member.version, Member.changed_at)
    .where(SHOWN, Member.id.in_(_REFS)).order_by(Member.id)
)  # fmt: skip


def every_member() -> Iterable[Item]:
    """Return everybody who is shown, in the order of names."""
    return [_item(row) for row in rows(_ITEMS)]


def shown_members(refs: Collection[int]) -> Iterable[Item]:
    """Return those among some numbers who are shown."""
    return [_item(row) for row in rows(_SOME_ITEMS, refs=list(refs))]


def _item(row: Any) -> Item:
    return Item(
        MEMBER_KIND, row.id, full_name(row.name), row.role, {"slug": row.slug}, row.legal_state_on, row.changed_at,
        (TEAM_NAMES[row.team],),
    )  # fmt: skip


def living_members(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are members, shown or not, in the bin or not."""
    found = select(Member.id).where(Member.id.in_(refs)).execution_options(**WITH_BIN)
    return set(db.session.scalars(found))


def member_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where members among some numbers are edited."""
    found = db.session.execute(select(Member.id, Member.name).where(Member.id.in_(refs)))
    return {ref: Found(full_name(name), "team_desk.show_member", {"ref": ref}, ("kadra",)) for ref, name in found}


def found_members(words: str) -> list[Found]:
    """Return the few people who are shown and whose names hold the words."""
    wanted = fold(words)
    hits = (row for row in rows(_ITEMS) if wanted in fold(full_name(row.name)))
    found = (Found(full_name(row.name), "team.show_member", {"slug": row.slug}, ("kadra",)) for row in hits)
    return list(islice(found, MOST_FOUND))


def member_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of people who are shown; who is not has none, and the search shows nothing of them."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def _stamp(row: Any) -> str:
    return f"{row.version} {row.slug} {row.changed_at}"


def member_documents(refs: Collection[int]) -> Sequence[Document]:
    """Return people who are shown as the search reads them."""
    return [_document(row) for row in rows(_DOCUMENTS, refs=list(refs))]


def _document(row: Any) -> Document:
    text = reading(row.html)
    return Document(
        ref=row.id, stamp=_stamp(row), title=full_name(row.name), summary=row.role, place={"slug": row.slug},
        words=" ".join([TEAM_NAMES[row.team], SECTORS[row.sector], text.words]), headings=text.headings,
        path=("Kadra",), legal_state_on=row.legal_state_on, family=row.slug,
    )  # fmt: skip

"""Reading tools: what they are, the provisions they stand on, the amounts they reckon with, saved sheets."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from akademia.core.area import Document, Found, Item
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.education.tools.models import BenefitAmount, Tool, ToolSheet
from akademia.education.tools.rules import TOOLS
from akademia.education.tools.rules.benefit import in_zlotys, zloty
from akademia.education.tools.rules.declared import Declared, OtherLaw
from akademia.education.tools.rules.months import months_words
from akademia.law.models import Citation, Provision
from akademia.law.queries import Gist, Notice, notices

KIND = "tool"
_DECLARED = {tool.key: tool for tool in TOOLS}


@dataclass(frozen=True)
class ToolPage:
    """A tool with what stands around it on its page. `laws`: the provisions it cites, in the order of the act."""

    key: str
    title: str
    summary: str
    legal_state_on: date
    changed_at: datetime
    laws: Mapping[str, Gist]
    others: tuple[OtherLaw, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Amount:
    """The unemployment benefit of some months. `months` and `words`: the months and the amount as they are shown."""

    id: int
    grosze: int
    first_month: date
    last_month: date
    source: str

    @property
    def months(self) -> str:
        return months_words(self.first_month, self.last_month)

    @property
    def words(self) -> str:
        return zloty(in_zlotys(self.grosze))


@dataclass(frozen=True)
class Sheet:
    answers: Mapping[str, str]
    saved_at: datetime


def declared(key: str) -> Declared:
    """Return a tool as its code declares it.

    :raises Missing: there is none of that key.
    """
    if key not in _DECLARED:
        raise Missing
    return _DECLARED[key]


def tool_page(key: str) -> ToolPage:
    """Return a tool for its page.

    :raises Missing: the academy does not have it (yet).
    """
    return same_for_all(("tool", key), lambda: _tool_page(declared(key)))


def _tool_page(told: Declared) -> ToolPage:
    tool = db.session.scalar(select(Tool).where(Tool.key == told.key))
    if tool is None:
        raise Missing
    return ToolPage(
        tool.key, tool.title, tool.summary, tool.legal_state_on, tool.changed_at, _laws(tool.id), told.others,
        notices(KIND, [tool.id]).get(tool.id, ()),
    )  # fmt: skip


def _laws(tool_id: int) -> dict[str, Gist]:
    columns = (Provision.id, Provision.key, Provision.label, Provision.summary, Provision.status)
    rows = db.session.execute(
        select(*columns)
        .join(Citation, Citation.provision_id == Provision.id)
        .where(Citation.kind == KIND, Citation.ref == tool_id)
        .order_by(Provision.position, Provision.id)
    )
    return {row.key: Gist(row.id, row.key, row.label, row.summary, row.status == "repealed") for row in rows}


def tools() -> list[Tool]:
    """Return the tools in the order in which the academy shows them."""
    rows = {tool.key: tool for tool in db.session.scalars(select(Tool))}
    return [rows[tool.key] for tool in TOOLS if tool.key in rows]


def every_item() -> list[Item]:
    return [_item(tool) for tool in sorted(tools(), key=lambda tool: tool.changed_at, reverse=True)]


def tool_items(refs: Collection[int]) -> list[Item]:
    """Return the tools among some numbers, in the order in which the academy shows them."""
    return [_item(tool) for tool in tools() if tool.id in refs]


def living_tools(refs: Collection[int]) -> set[int]:
    return set(db.session.scalars(select(Tool.id).where(Tool.id.in_(refs))))


def tool_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where tools among some numbers stand; they have no editor, their words are the code's."""
    return {tool.id: Found(tool.title, "tools.show_tool", {"key": tool.key}) for tool in tools() if tool.id in refs}


def tool_stamps(refs: Collection[int] | None) -> dict[int, str]:
    """Return a mark of the state of each tool, for the search; None: of all."""
    return {tool.id: _stamp(tool) for tool in tools() if refs is None or tool.id in refs}


def tool_documents(refs: Collection[int]) -> list[Document]:
    return [
        Document(
            tool.id, _stamp(tool), tool.title, tool.summary, {"key": tool.key}, words=_words(tool),
            legal_state_on=tool.legal_state_on,
        )
        for tool in tools()
        if tool.id in refs
    ]  # fmt: skip


def _words(tool: Tool) -> str:
    return "\n".join(declared(tool.key).words)


def _item(tool: Tool) -> Item:
    return Item("tool", tool.id, tool.title, tool.summary, {"key": tool.key}, tool.legal_state_on, tool.changed_at)


def _stamp(tool: Tool) -> str:
    said = hashlib.blake2b(_words(tool).encode(), digest_size=12).hexdigest()
    return f"{tool.version} {tool.legal_state_on} {said}"


def amount(amount_id: int) -> BenefitAmount:
    found = db.session.get(BenefitAmount, amount_id)
    if found is None:
        raise Missing
    return found


def known_amounts() -> tuple[Amount, ...]:
    """Return the known amounts of the unemployment benefit, the newest first."""
    return same_for_all("benefit amounts", _known_amounts)


def _known_amounts() -> tuple[Amount, ...]:
    rows = db.session.scalars(select(BenefitAmount).order_by(BenefitAmount.first_month.desc()))
    return tuple(amount_shown(row) for row in rows)


def amount_shown(row: BenefitAmount) -> Amount:
    return Amount(row.id, row.grosze, row.first_month, row.last_month, row.source)


def amount_of(month: date) -> Amount | None:
    """Return the amount of a month; None where nobody vouches for one."""
    return next((one for one in known_amounts() if one.first_month <= month <= one.last_month), None)


def sheet(user_id: int, key: str) -> Sheet | None:
    """Return what a person saved in a tool."""
    row = db.session.scalar(select(ToolSheet).where(ToolSheet.user_id == user_id, ToolSheet.tool_key == key))
    return Sheet(dict(row.answers), row.saved_at) if row else None


def sheets(user_id: int) -> Sequence[ToolSheet]:
    return db.session.scalars(select(ToolSheet).where(ToolSheet.user_id == user_id).order_by(ToolSheet.tool_key)).all()

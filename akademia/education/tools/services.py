"""Keeping tools in the register, amounts at the desk, sheets in accounts."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select, update

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.errors import RuleBroken
from akademia.education.tools import queries
from akademia.education.tools.models import BenefitAmount, Tool, ToolSheet
from akademia.education.tools.rules import TOOLS
from akademia.education.tools.rules.declared import Declared
from akademia.education.tools.rules.months import months_words
from akademia.law.models import Citation, Provision
from akademia.law.services import Place, cite

CALCULATOR = "kalkulator-swiadczenia"


class MonthsOverlap(RuleBroken):
    message = "Na część tych miesięcy jest już inna kwota."


class AmountChanged(RuleBroken):
    message = "Ktoś zmienił tę kwotę po tym, jak ją otworzono. Sprawdź ją i zapisz jeszcze raz."


def keep_tools() -> list[str]:
    """Write the tools that the code declares and what they cite; a tool that says something new gets a new version.

    A legal state that staff moved forward stays. Returns the keys that changed. Nothing is committed.

    :raises UnknownProvision: a tool cites what the register does not have.
    """
    now = clock.now()  # one for all: those that came together stay in the house's order
    return [told.key for told in TOOLS if _keep_tool(told, now)]


def _keep_tool(told: Declared, now: datetime) -> bool:
    tool = db.session.scalar(select(Tool).where(Tool.key == told.key))
    legal_state_on = max(told.legal_state_on, tool.legal_state_on) if tool else told.legal_state_on
    if tool and _says(tool) == (told.title, told.summary, legal_state_on, set(told.provisions)):
        return False
    if tool is None:
        tool = Tool(key=told.key, version=0)
        db.session.add(tool)
    tool.title, tool.summary, tool.legal_state_on = told.title, told.summary, legal_state_on
    tool.version, tool.changed_at = tool.version + 1, now
    db.session.flush()
    cite(queries.KIND, tool.id, tool.version, [Place(key) for key in told.provisions], legal_state_on)
    return True


def _says(tool: Tool) -> tuple[str, str, date, set[str]]:
    keys = select(Provision.key).join(Citation, Citation.provision_id == Provision.id)
    cited = set(db.session.scalars(keys.where(Citation.kind == queries.KIND, Citation.ref == tool.id)))
    return tool.title, tool.summary, tool.legal_state_on, cited


def add_amount(first_month: date, last_month: date, grosze: int, source: str, actor: int) -> BenefitAmount:
    """Write an amount of the unemployment benefit.

    :raises MonthsOverlap: another amount covers some of these months.
    """
    _refuse_overlap(first_month, last_month, None)
    made = BenefitAmount(first_month=first_month, last_month=last_month, grosze=grosze, source=source)
    db.session.add(made)
    db.session.flush()
    record("benefit.add", "benefit", made.id, actor=actor, grosze=grosze, months=months_words(first_month, last_month))
    return made


def change_amount(
    amount: BenefitAmount, first_month: date, last_month: date, grosze: int, source: str, version: int, actor: int
) -> None:
    """Change an amount.

    :param version: the one the form was opened with.
    :raises AmountChanged: someone changed it since.
    :raises MonthsOverlap: another amount covers some of these months.
    """
    if amount.version != version:
        raise AmountChanged
    _refuse_overlap(first_month, last_month, amount.id)
    before = amount.grosze
    amount.first_month, amount.last_month, amount.grosze, amount.source = first_month, last_month, grosze, source
    amount.version += 1
    months = months_words(first_month, last_month)
    record("benefit.edit", "benefit", amount.id, actor=actor, grosze=grosze, before=before, months=months)


def remove_amount(amount: BenefitAmount, actor: int) -> None:
    months = months_words(amount.first_month, amount.last_month)
    record("benefit.remove", "benefit", amount.id, actor=actor, grosze=amount.grosze, months=months)
    db.session.delete(amount)


def _refuse_overlap(first_month: date, last_month: date, own: int | None) -> None:
    """Look whether the months are free; the calculator's row is held, so that of two editors one looks after the other.

    :raises MonthsOverlap: they are not.
    """
    db.session.execute(select(Tool.id).where(Tool.key == CALCULATOR).with_for_update())
    others = db.session.scalars(
        select(BenefitAmount).where(BenefitAmount.first_month <= last_month, BenefitAmount.last_month >= first_month)
    )
    for other in others:
        if other.id != own:
            raise MonthsOverlap(f"Jest już kwota na miesiące: {months_words(other.first_month, other.last_month)}.")


def save_sheet(user_id: int, key: str, answers: Mapping[str, str]) -> None:
    """Keep what a person answered in a tool, in place of what was kept before."""
    told = {"answers": dict(answers), "saved_at": clock.now()}
    if not insert_new(ToolSheet, user_id=user_id, tool_key=key, **told):
        own = (ToolSheet.user_id == user_id, ToolSheet.tool_key == key)
        db.session.execute(update(ToolSheet).where(*own).values(**told))


def forget_sheet(user_id: int, key: str) -> None:
    db.session.execute(delete(ToolSheet).where(ToolSheet.user_id == user_id, ToolSheet.tool_key == key))

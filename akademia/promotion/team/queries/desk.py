"""The team as its staff see it: also those who are not shown, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from akademia.core.area import Found, WaitingRow
from akademia.core.db import db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.promotion.team.models import Member, TeamConsent
from akademia.promotion.team.queries.rows import MEMBER_KIND, STANDING, member_row
from akademia.promotion.team.rules import SECTORS, TEAM_NAMES, full_name
from akademia.texts.queries import draft_of, waiting_drafts

CONSENTS = {"jest": "ze zgodą", "brak": "bez zgody"}


@dataclass(frozen=True)
class DeskRow:
    """A person in the desk's list."""

    id: int
    name: str
    team: str
    role: str
    changed_at: datetime
    is_shown: bool


@dataclass(frozen=True)
class ConsentRow:
    """A consent, standing or withdrawn."""

    given_by: str
    given_on: date
    proof: str
    photo: bool
    recorded_at: datetime
    withdrawn_on: date | None


@dataclass(frozen=True)
class DeskMember:
    """A person as their own page of the desk shows them. `consent`: the one that stands; `older`: withdrawn ones."""

    id: int
    slug: str
    name: str
    team: str
    sector: str
    role: str
    photo: str
    version: int
    has_draft: bool
    consent: ConsentRow | None
    older: tuple[ConsentRow, ...]


def desk_list(asked: Asked) -> ListPage[DeskRow]:
    """Return people, shown or not; words are looked for in names, `zgoda` and `zespol` narrow the list."""
    query: Any = select(Member.id, Member.name, Member.team, Member.role, Member.changed_at, STANDING.label("shown"))
    query = query.where(Member.name.icontains(asked.words, autoescape=True)) if asked.words else query
    query = query.where(Member.team == asked.filters["zespol"]) if "zespol" in asked.filters else query
    if "zgoda" in asked.filters:
        query = query.where(STANDING if asked.filters["zgoda"] == "jest" else ~STANDING)
    by: Any = Member.changed_at if asked.sort == "zmiana" else Member.name_key
    return list_page(query.order_by(by.desc() if asked.descending else by.asc(), Member.id), asked, _row)


def _row(row: Any) -> DeskRow:
    return DeskRow(row.id, full_name(row.name), TEAM_NAMES[row.team], row.role, row.changed_at, bool(row.shown))


def desk_member(ref: int) -> DeskMember:
    """Return a person for their page of the desk.

    :raises Missing: there is none, or it lies in the bin.
    """
    member, draft = member_row(ref), draft_of(MEMBER_KIND, ref)
    rows = [_consent(one) for one in db.session.scalars(
        select(TeamConsent).where(TeamConsent.member_id == ref).order_by(TeamConsent.id.desc()))]  # fmt: skip
    return DeskMember(
        ref, member.slug, full_name(member.name), TEAM_NAMES[member.team], SECTORS[member.sector], member.role,
        member.photo, member.version, draft is not None and draft.is_open,
        next((one for one in rows if one.withdrawn_on is None), None),
        tuple(one for one in rows if one.withdrawn_on is not None),
    )  # fmt: skip


def _consent(one: TeamConsent) -> ConsentRow:
    return ConsentRow(one.given_by, one.given_on, one.proof, one.photo, one.recorded_at, one.withdrawn_on)


def waiting(user_id: int) -> list[WaitingRow]:
    """Return a person's own drafts of members."""
    return waiting_drafts(user_id, (MEMBER_KIND,))


def found_at_desk(words: str) -> list[Found]:
    """Return the few people whose names hold the words and who are not shown, for the search of the desk."""
    found = db.session.execute(
        select(Member.id, Member.name).where(~STANDING, Member.name.icontains(words, autoescape=True))
        .order_by(Member.name_key).limit(8)
    )  # fmt: skip
    return [Found(full_name(name), "team_desk.show_member", {"ref": ref}, ("kadra, bez zgody",)) for ref, name in found]

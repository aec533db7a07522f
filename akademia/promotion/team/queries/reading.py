"""The team as its readers see it, in a constant number of questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from akademia.core.area import Item, Kind, house_kinds
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.queries.cited import CitedProvision, provisions_of_text
from akademia.media.formats.figure import picture
from akademia.media.queries import shown
from akademia.people.models import Person
from akademia.promotion.team.models import Member, TeamConsent
from akademia.promotion.team.queries.rows import MEMBER_KIND, SHOWN
from akademia.promotion.team.rules import SECTORS, TEAM_NAMES, TEAMS, Team, full_name, parts_of_name
from akademia.texts.queries import moved_to

__all__ = [
    "TEAMS",
    "TEAM_NAMES",
    "MemberPage",
    "TeamPart",
    "member_page",
    "moved_member",
    "preview_of",
    "sectors_shown",
    "team_parts",
]


@dataclass(frozen=True)
class MemberCard:
    """A person as the list shows them. `photo`: empty where there is none or the consent does not cover it."""

    slug: str
    name: str
    team: str
    sector: str
    role: str
    is_leader: bool
    photo: Markup

    @property
    def sector_said(self) -> str:
        return SECTORS[self.sector]


@dataclass(frozen=True)
class TeamPart:
    """A team with its people, the leader first."""

    key: str
    team: Team
    people: tuple[MemberCard, ...]


@dataclass(frozen=True)
class MemberPage:
    """A person as their page shows them. `made`: (kind, item) of what they wrote, as other areas tell it."""

    card: MemberCard
    team: Team
    html: Markup
    legal_state_on: date | None
    changed_at: datetime
    cited: tuple[CitedProvision, ...] = ()
    made: tuple[tuple[Kind, Item], ...] = ()


_COLUMNS = (Member.slug, Member.name, Member.team, Member.sector, Member.role, Member.is_leader, Member.photo,
            TeamConsent.photo.label("may_show_photo"))  # fmt: skip


def _cards() -> tuple[MemberCard, ...]:
    found = db.session.execute(
        select(*_COLUMNS).join(TeamConsent, TeamConsent.member_id == Member.id)
        .where(SHOWN, TeamConsent.withdrawn_at.is_(None)).order_by(Member.is_leader.desc(), Member.name_key, Member.id)
    ).all()  # fmt: skip
    pictures = shown([row.photo for row in found if row.photo and row.may_show_photo])
    return tuple(_card(row, pictures) for row in found)


def _card(row: Any, pictures: Mapping[str, Any]) -> MemberCard:
    may = row.may_show_photo and row.photo in pictures
    photo = picture(pictures[row.photo], "") if may else Markup()
    return MemberCard(row.slug, full_name(row.name), row.team, row.sector, row.role, row.is_leader, photo)


def team_parts(team: str = "", sector: str = "") -> tuple[TeamPart, ...]:
    """Return the teams that have people of the chosen team and sector; empty words choose all."""
    cards = same_for_all("team", _cards)
    chosen = [one for one in cards if team in ("", one.team) and sector in ("", one.sector)]
    parts = (TeamPart(key, one, tuple(card for card in chosen if card.team == key)) for key, one in TEAMS.items())
    return tuple(part for part in parts if part.people)


def sectors_shown() -> dict[str, str]:
    """Return the sectors that people who are shown come from: key -> words."""
    there = {one.sector for one in same_for_all("team", _cards)}
    return {key: words for key, words in SECTORS.items() if key in there}


def member_page(slug: str) -> MemberPage:
    """Return a person's page.

    :raises Missing: nobody who is shown has this address.
    """
    return same_for_all(("team", slug), lambda: _member_page(slug))


def _member_page(slug: str) -> MemberPage:
    member = db.session.scalar(select(Member).where(SHOWN, Member.slug == slug))
    card = next((one for one in same_for_all("team", _cards) if one.slug == slug), None)
    if member is None or card is None:
        raise Missing
    return MemberPage(
        card, TEAMS[member.team], Markup(member.html),  # noqa: S704 - cleaned when it was saved
        member.legal_state_on, member.changed_at, provisions_of_text(MEMBER_KIND, member.id),
        _made(member) if member.works else (),
    )  # fmt: skip


def _made(member: Member) -> tuple[tuple[Kind, Item], ...]:
    given, family = parts_of_name(member.name)
    same = select(Person.id).where(Person.given_names == given, Person.family_name == family)
    person = db.session.scalar(same.order_by(Person.id).limit(1))
    if person is None:
        return ()
    return tuple((kind, item) for _, kind in house_kinds() for item in kind.made_by(person))


def preview_of(name: str, team: str, sector: str, role: str, is_leader: bool, html: str, day: date | None,
               now: datetime) -> MemberPage:  # fmt: skip
    """Return a page as it would be, for an editor's preview; without a photo."""
    card = MemberCard("", full_name(name), team, sector, role, is_leader, Markup())
    return MemberPage(card, TEAMS[team], Markup(html), day, now)  # noqa: S704 - cleaned just now


def moved_member(slug: str) -> str:
    """Return the present address of a person who is shown and once had this one.

    :raises Missing: there is none.
    """
    ref = moved_to(MEMBER_KIND, slug)
    present = db.session.scalar(select(Member.slug).where(SHOWN, Member.id == ref)) if ref else None
    if present is None or present == slug:
        raise Missing
    return present

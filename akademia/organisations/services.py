"""Organisations that people name, territories that the starter brings, projects that pay for works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from akademia.audit.services import record
from akademia.core.db import db, touch_public
from akademia.core.errors import RuleBroken
from akademia.core.text import slugify, sort_key
from akademia.media import services as media
from akademia.organisations import queries
from akademia.organisations.formats.terc import TerritoryRow, read_terc
from akademia.organisations.models import Organisation, Project, Territory
from akademia.organisations.queries.projects import pictures_unlike, project_row
from akademia.organisations.rules import commune_label, commune_words, is_commune


class NameNeeded(RuleBroken):
    message = "Nie znamy jeszcze tej organizacji. Podaj jej nazwę."


@dataclass(frozen=True)
class Loaded:
    """What a load did: how many were added and renewed, and which stay although the file no longer has them."""

    added: int
    renewed: int
    left_alone: tuple[str, ...]


def organisation_for(nip: str, name: str | None = None) -> Organisation:
    """Return the organisation of a bare tax number; a new one is written down under the given name.

    The name of a known organisation is not changed. Nothing is committed.

    :raises NameNeeded: the number is new and there is no name.
    """
    known = queries.organisation_by_nip(nip)
    if known is not None:
        return known
    if not name:
        raise NameNeeded
    made = Organisation(nip=nip, name=name)
    db.session.add(made)
    db.session.flush()
    return made


def load_territories(path: Path) -> Loaded:
    """Bring the register of territories from a TERC file. Nothing is committed.

    :raises BrokenSource: the file cannot be used; nothing is written.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return keep_territories(read_terc(lines, path.name))


def keep_territories(rows: Iterable[TerritoryRow]) -> Loaded:
    """Add what is missing and renew what differs, in bulk; a unit that is no longer listed stays."""
    known = {row.code: row._asdict() for row in db.session.execute(select(*Territory.__table__.columns))}
    by_code = {row.code: row for row in rows}
    wanted = {code: _columns(row, by_code) for code, row in by_code.items()}
    new = [columns for code, columns in wanted.items() if code not in known]
    changed = [columns for code, columns in wanted.items() if code in known and known[code] != columns]
    for level in ("voivodeship", "county", "commune"):
        batch = [columns for columns in new if columns["level"] == level]
        if batch:
            db.session.execute(insert(Territory), batch)
    if changed:
        db.session.execute(update(Territory), changed)
    if new or changed:
        touch_public(news=False)
    return Loaded(len(new), len(changed), tuple(sorted(known.keys() - wanted.keys())))


def _columns(row: TerritoryRow, by_code: Mapping[str, TerritoryRow]) -> dict[str, Any]:
    return {
        "code": row.code,
        "level": row.level,
        "name": row.name,
        "name_key": sort_key(row.name),
        "kind": row.kind,
        "words": _words(row, by_code),
        "parent_code": row.parent_code,
    }


def _words(row: TerritoryRow, by_code: Mapping[str, TerritoryRow]) -> str:
    if not is_commune(row.code):
        return ""
    county, voivodeship = by_code[row.code[:4]], by_code[row.code[:2]]
    return commune_words(row.name, commune_label(row.name, row.kind, county.name, county.kind, voivodeship.name))


class ProjectChanged(RuleBroken):
    message = "Ktoś zmienił ten projekt po tym, jak otwarto go tutaj. Otwórz go jeszcze raz."


class NoSuchLogo(RuleBroken):
    """Keys that are no ready picture of the media library."""


@dataclass(frozen=True)
class ProjectValues:
    """A project as its form sends it. `logos`: keys of pictures, in the order in which they are shown."""

    title: str
    programme: str
    number: str
    notice: str
    logos: tuple[str, ...]


def save_project(ref: int | None, version: int, values: ProjectValues, actor: int) -> Project:
    """Keep a project, a new one (None) or a present one. Nothing is committed.

    :param version: of the present one, as it was opened.
    :raises Missing: there is none.
    :raises ProjectChanged: it was saved since it was opened.
    :raises NoSuchLogo: which logo is no ready picture.
    """
    unknown = pictures_unlike(list(values.logos))
    if unknown:
        raise NoSuchLogo(f"W materiałach nie ma gotowego obrazu o kluczu „{unknown[0]}”.")
    project = project_row(ref, lock=True) if ref is not None else Project(key=_project_key(values.title), version=0)
    if ref is not None and project.version != version:
        raise ProjectChanged
    project.title, project.programme, project.number = values.title, values.programme, values.number
    project.notice, project.logos, project.version = values.notice, list(values.logos), project.version + 1
    db.session.add(project)
    db.session.flush()
    media.use("project", project.id, project.title, dict.fromkeys(values.logos, media.ALWAYS_NEWEST))
    record("project.saved", "project", project.id, actor=actor, version=project.version)
    return project


def project_of_key(key: str, values: ProjectValues) -> Project:
    """Return the project of a lasting name; one that is there is left as it is, a new one is written down.

    Nothing is committed. Logos may still be on their way into the media library.
    """
    known = db.session.scalar(select(Project).where(Project.key == key))
    if known is not None:
        return known
    made = Project(key=key, version=1, **vars(values) | {"logos": list(values.logos)})
    db.session.add(made)
    db.session.flush()
    media.use("project", made.id, made.title, dict.fromkeys(values.logos, media.ALWAYS_NEWEST))
    return made


def _project_key(title: str) -> str:
    """Return a lasting name made from a title, unlike those of other projects."""
    base = slugify(title)[:60].strip("-") or "projekt"
    taken = set(db.session.scalars(select(Project.key).where(Project.key.startswith(base, autoescape=True))))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)

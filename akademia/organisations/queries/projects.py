"""Projects that pay for works: as a work's page shows one, and as staff see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from akademia.core.area import Found
from akademia.core.db import db, row_of
from akademia.core.listing import Asked, ListPage, list_page
from akademia.media.formats.figure import picture
from akademia.media.models import Media
from akademia.media.queries import shown
from akademia.organisations.models import Project


@dataclass(frozen=True)
class ProjectCard:
    """A project as the page of a work shows it. `logos`: pictures in the order that its rules ask for."""

    title: str
    programme: str
    number: str
    notice: str
    logos: tuple[Markup, ...] = ()


@dataclass(frozen=True)
class ProjectRow:
    id: int
    title: str
    programme: str
    number: str


def project_card(ref: int | None) -> ProjectCard | None:
    """Return what a work's page shows of the project that paid for it; None where there is none."""
    project = db.session.get(Project, ref) if ref is not None else None
    if project is None:
        return None
    found = shown(project.logos)
    logos = tuple(picture(found[key], "") for key in project.logos if key in found)
    return ProjectCard(project.title, project.programme, project.number, project.notice, logos)


def project_row(ref: int, lock: bool = False) -> Project:
    """Return a project.

    :raises Missing: there is none.
    """
    return row_of(Project, ref, lock)


def project_names() -> Mapping[str, str]:
    """Return projects that may have paid for a work, with none first: number -> title."""
    found = db.session.execute(select(Project.id, Project.title).order_by(Project.title, Project.id))
    return {"": "bez projektu", **{str(ref): title for ref, title in found}}


def projects(asked: Asked) -> ListPage[ProjectRow]:
    """Return projects by title."""
    query: Any = select(Project.id, Project.title, Project.programme, Project.number)
    return list_page(query.order_by(Project.title, Project.id), asked, lambda row: ProjectRow(*row))


def pictures_unlike(keys: list[str]) -> list[str]:
    """Return those of some keys that are no ready picture of the media library, in their order."""
    ready = select(Media.key).where(Media.key.in_(keys), Media.family == "picture", Media.state == "ready")
    known = set(db.session.scalars(ready))
    return [key for key in keys if key not in known]


def project_places(refs: list[int]) -> dict[int, Found]:
    """Return where projects among some numbers are edited."""
    found = db.session.execute(select(Project.id, Project.title).where(Project.id.in_(refs)))
    return {ref: Found(title, "projects_desk.edit_project", {"ref": ref}) for ref, title in found}

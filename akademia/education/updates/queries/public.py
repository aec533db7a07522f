"""Lessons on what changed as others may show them, as the search reads them, and where the desk mends them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.kept import same_for_all
from akademia.education.courses.models import Course
from akademia.education.courses.queries.programme import LaterRow, adds_later_rows
from akademia.education.updates.models import CourseUpdate
from akademia.education.updates.queries.graduates import SEEN
from akademia.texts.formats.reading import reading

_REFS: Any = bindparam("refs", expanding=True)
_UPDATES: Any = (
    select(
        CourseUpdate.id, CourseUpdate.title, CourseUpdate.summary, CourseUpdate.slug, CourseUpdate.legal_state_on,
        CourseUpdate.changed_at, Course.title.label("course"), Course.slug.label("course_slug"),
    )
    .join(Course, Course.id == CourseUpdate.course_id)
    .where(*SEEN)
    .order_by(CourseUpdate.published_at.desc(), CourseUpdate.id.desc())
)  # fmt: skip
_OF_COURSE = _UPDATES.where(CourseUpdate.course_id == bindparam("course"))
_SOME = _UPDATES.where(CourseUpdate.id.in_(_REFS))
_PUBLIC = (Course.state == "published", *SEEN)
_STAMPS: Any = (
    select(
        CourseUpdate.id, CourseUpdate.version, CourseUpdate.slug, Course.slug.label("course_slug"), Course.changed_at
    )
    .join(Course, Course.id == CourseUpdate.course_id)
    .where(*_PUBLIC)
)  # fmt: skip
_SOME_STAMPS = _STAMPS.where(CourseUpdate.id.in_(_REFS))
_TEXTS: Any = (
    select(
        CourseUpdate.id, CourseUpdate.version, CourseUpdate.slug, CourseUpdate.title, CourseUpdate.summary,
        CourseUpdate.html, CourseUpdate.legal_state_on, Course.title.label("course"),
        Course.slug.label("course_slug"), Course.changed_at,
    )
    .join(Course, Course.id == CourseUpdate.course_id)
    .where(CourseUpdate.id.in_(_REFS), *_PUBLIC)
    .order_by(CourseUpdate.id)
)  # fmt: skip


def every_update() -> list[Item]:
    """Return every lesson that readers may see."""
    return [_item(row) for row in rows(_UPDATES)]


@adds_later_rows
def _beside_course(course_id: int) -> list[LaterRow]:
    return same_for_all(("updates", course_id), lambda: [
        LaterRow(row.title, row.summary, "updates.show_update", tuple(_place(row).items()), row.legal_state_on)
        for row in rows(_OF_COURSE, course=course_id)
    ])  # fmt: skip


def update_items(refs: Collection[int]) -> list[Item]:
    """Return the lessons among some numbers that readers may see."""
    return [_item(row) for row in rows(_SOME, refs=list(refs))]


def _item(row: Any) -> Item:
    return Item(
        "update", row.id, row.title, row.summary, _place(row), row.legal_state_on, row.changed_at,
        (f"Co się zmieniło od kursu „{row.course}”",),
    )  # fmt: skip


def _place(row: Any) -> dict[str, str]:
    return {"slug": row.course_slug, "update_slug": row.slug}


def update_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of lessons of published courses."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def update_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return lessons of published courses; their questions are not told."""
    return [_document(row) for row in rows(_TEXTS, refs=list(refs))]


def _stamp(row: Any) -> str:
    return f"{row.version} {row.slug} {row.course_slug} {row.changed_at}"


def _document(row: Any) -> Document:
    text = reading(row.html)
    return Document(
        ref=row.id, stamp=_stamp(row), title=row.title, summary=row.summary, words=text.words, headings=text.headings,
        place=_place(row), path=(row.course,), legal_state_on=row.legal_state_on,
    )  # fmt: skip


def update_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where lessons among some numbers are edited."""
    columns = (CourseUpdate.id, CourseUpdate.title, Course.title.label("course"))
    found = select(*columns).join(Course, Course.id == CourseUpdate.course_id).where(CourseUpdate.id.in_(refs))
    return {
        row.id: Found(row.title, "editor.edit_text", {"kind": "co-sie-zmienilo", "ref": row.id}, (row.course,))
        for row in db.session.execute(found)
    }


def living_updates(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are such lessons, in the bin or not."""
    wanted = select(CourseUpdate.id).where(CourseUpdate.id.in_(refs))
    return set(db.session.scalars(wanted.execution_options(**WITH_BIN)))

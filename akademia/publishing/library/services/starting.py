"""Keeping departments, records and guides from their files. What a person edited is left alone and listed."""

from pathlib import Path

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.core.text import sort_key
from akademia.publishing.library.formats.starter import (
    DepartmentSource,
    GuideSource,
    read_departments,
    read_guide,
    read_records,
)
from akademia.publishing.library.models import Department, LibraryItem
from akademia.publishing.library.queries.rows import DEPARTMENT_KIND, GUIDE_KIND, item_row
from akademia.publishing.library.services.describing import keep_item_record, tell_of_files
from akademia.publishing.library.services.guides import GUIDE, lay, make_guide, own_complaints
from akademia.publishing.library.services.printing import ask_for_print
from akademia.texts.queries import moved_to, was_emptied
from akademia.texts.services import keep_slug, publish
from akademia.texts.services.keeping import Kept
from akademia.texts.services.kinds import Place, Values
from akademia.texts.services.rendering import Lexicon, Rendering


def keep_library(departments: Path, records: Path, guides: Path, words: Lexicon) -> Kept:
    """Write the library of the starter: departments, described works, then the folder of guides (`*.md`).

    Of works loaded together the first of the file is the newest.

    :raises BrokenSource: a file cannot be used; nothing is kept then.
    """
    kept = Kept()
    for department in read_departments(departments):
        _keep_department(department, kept)
    sources = [*reversed(read_records(records)), *(read_guide(path) for path in sorted(guides.glob("*.md")))]
    for source in sources:
        _keep_guide(source, words, kept)
    return kept


def _keep_department(source: DepartmentSource, kept: Kept) -> None:
    ref = moved_to(DEPARTMENT_KIND, source.slug)
    department = db.session.get(Department, ref) if ref else None
    if department is not None and department.origin != "starter":
        if department.digest != source.digest:
            kept.left_alone.append(f"dział „{source.title}”")
        return
    if department is not None and department.digest == source.digest:
        return
    kept.note(source.title, department is not None)
    department = department or Department(version=0, origin="starter")
    department.slug, department.title, department.summary = source.slug, source.title, source.summary
    department.position, department.is_proposed = source.position, source.is_proposed
    department.digest, department.version = source.digest, department.version + 1
    db.session.add(department)
    db.session.flush()
    keep_slug(DEPARTMENT_KIND, department.slug, department.id)


def _keep_guide(source: GuideSource, words: Lexicon, kept: Kept) -> None:
    ref = moved_to(GUIDE_KIND, source.slug)
    item = item_row(ref, with_bin=True) if ref else None
    if was_emptied(GUIDE_KIND, source.slug) if item is None else item.origin != "starter":
        if item is None or item.digest != source.digest:
            kept.left_alone.append(source.title)
        return
    values = _values(source)
    made = make_guide(values, words)
    html = str(made.html) if source.values["source"].strip() else ""
    if item is not None and (item.digest, item.html) == (source.digest, html):
        tell_of_files(item)  # a newer house may tell machines more of the same work
        return
    kept.note(source.title, item is not None)
    _write(item or _new_item(source, int(values["department"])), source, values, made)


def _values(source: GuideSource) -> Values:
    """Return what the work's form would hold, checked as if it were published there.

    :raises BrokenSource: what is wrong, field by field.
    """
    known = select(Department.id).where(Department.slug == source.department)
    values = GUIDE.only_known({**source.values, "department": str(db.session.scalar(known) or "")})
    told = {**own_complaints(values), **Place(GUIDE).complaints(values)}
    if told:
        raise BrokenSource([f"{source.path}, {source.slug}.{name}: {said}" for name, said in told.items()])
    return values


def _new_item(source: GuideSource, department_id: int) -> LibraryItem:
    item = LibraryItem(
        slug=source.slug, department_id=department_id, kind=source.values["kind"], title=source.title,
        title_key=sort_key(source.title), origin="starter",
    )  # fmt: skip
    db.session.add(item)
    db.session.flush()
    return item


def _write(item: LibraryItem, source: GuideSource, values: Values, made: Rendering) -> None:
    item.digest = source.digest
    lay(item, values, made)
    fields = {name: value for name, value in values.items() if name != "source"}
    title, body = values["title"], values["source"]
    item.version = publish(GUIDE_KIND, item.id, title, body, made, item.legal_state_on, fields=fields).version
    keep_item_record(item)
    ask_for_print(item)

"""What editors see: the list of courses, and one course with its modules and lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from akademia.core.area import WaitingRow
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.education.courses.models import Course, CourseModule, Enrolment, Lesson, LessonTwin
from akademia.texts.models import Draft
from akademia.texts.queries import DraftRow, open_drafts, waiting_drafts

STATE_NAMES = {"draft": "w budowie", "published": "opublikowany", "archived": "zamknięty"}
KINDS = ("course", "module", "lesson", "twin")


@dataclass(frozen=True)
class CourseRow:
    id: int
    title: str
    slug: str
    state: str
    changed_at: datetime
    legal_state_on: date
    lessons: int
    learners: int

    @property
    def said(self) -> str:
        return STATE_NAMES[self.state]


@dataclass(frozen=True)
class DeskLesson:
    """A lesson at the desk. `twin_behind`: its easy-to-read text was written from an older version."""

    id: int
    title: str
    minutes: int
    version: int
    preview: bool
    twin_id: int | None
    twin_behind: bool
    twin_binned: bool
    has_draft: bool
    publish_at: datetime | None


@dataclass(frozen=True)
class DeskModule:
    id: int
    title: str
    provisions: str
    lessons: Sequence[DeskLesson]
    drafts: Sequence[DraftRow]


@dataclass(frozen=True)
class DeskCourse:
    """A course at the desk. `drafts`: of modules that are still new; `twin_drafts`: of new twins, by their lesson."""

    course: Course
    modules: Sequence[DeskModule]
    drafts: Sequence[DraftRow]
    twin_drafts: dict[int, DraftRow]
    has_draft: bool
    learners: int

    @property
    def said(self) -> str:
        return STATE_NAMES[self.course.state]

    @property
    def lessons(self) -> int:
        return sum(len(module.lessons) for module in self.modules)


def desk_courses(asked: Asked) -> ListPage[CourseRow]:
    """Return courses in every state for their editors."""
    lessons = select(func.count(Lesson.id)).where(Lesson.course_id == Course.id).scalar_subquery()
    learners = select(func.count(Enrolment.id)).where(Enrolment.course_id == Course.id).scalar_subquery()
    query = select(Course.id, Course.title, Course.slug, Course.state, Course.changed_at, Course.legal_state_on,
                   lessons, learners)  # fmt: skip
    if asked.words:
        query = query.where(Course.title.icontains(asked.words, autoescape=True))
    if asked.filters.get("stan"):
        query = query.where(Course.state == asked.filters["stan"])
    column: Any = {"tytul": Course.title, "zmiana": Course.changed_at, "zapisani": learners}[asked.sort]
    order = column.desc() if asked.descending else column.asc()
    return list_page(query.order_by(order, Course.id), asked, lambda row: CourseRow(*row))


def desk_course(ref: int) -> DeskCourse:
    """Return one course for its editors, in a constant number of queries.

    :raises Missing: there is none.
    """
    course = db.session.scalar(select(Course).where(Course.id == ref))
    if course is None:
        raise Missing
    modules = db.session.execute(
        select(CourseModule.id, CourseModule.title, CourseModule.provisions)
        .where(CourseModule.course_id == ref)
        .order_by(CourseModule.position)
    ).all()
    lessons = _lessons(ref)
    fresh = open_drafts(("module",), [ref]) + open_drafts(("lesson",), [module.id for module in modules])
    twins = open_drafts(("twin",), [lesson.id for _module, lesson in lessons])
    return DeskCourse(
        course=course,
        modules=[
            DeskModule(
                module.id, module.title, module.provisions, [one for home, one in lessons if home == module.id],
                [draft for draft in fresh if draft.kind == "lesson" and draft.parent == module.id],
            )
            for module in modules
        ],
        drafts=[draft for draft in fresh if draft.kind == "module"],
        twin_drafts={draft.parent: draft for draft in twins},
        has_draft=db.session.scalar(select(_drafted("course", Course.id).exists()).where(Course.id == ref)) or False,
        learners=db.session.scalar(select(func.count(Enrolment.id)).where(Enrolment.course_id == ref)) or 0,
    )  # fmt: skip


def _drafted(kind: str, ref: Any) -> Any:
    return select(Draft.publish_at).where(Draft.kind == kind, Draft.ref == ref, Draft.is_open)


def _lessons(course_id: int) -> list[tuple[int, DeskLesson]]:
    rows = db.session.execute(
        select(Lesson.module_id, Lesson.id, Lesson.title, Lesson.minutes, Lesson.version, Lesson.preview, LessonTwin.id,
               LessonTwin.source_version, LessonTwin.removed, _drafted("lesson", Lesson.id).exists(),
               _drafted("lesson", Lesson.id).scalar_subquery())
        .outerjoin(LessonTwin)
        .where(Lesson.course_id == course_id, Lesson.removed.is_(False))
        .order_by(Lesson.position)
        .execution_options(**WITH_BIN)
    )  # fmt: skip
    return [
        (
            module,
            DeskLesson(
                ref,
                title,
                minutes,
                version,
                preview,
                None if binned else twin,
                twin is not None and source != version,
                bool(binned),
                drafted,
                at,
            ),
        )
        for module, ref, title, minutes, version, preview, twin, source, binned, drafted, at in rows
    ]


def waiting(user_id: int) -> list[WaitingRow]:
    """Return what waits for an editor of courses."""
    failed = select(Course.id, Course.title, Course.changed_at).where(Course.plan_trouble.is_not(None))
    return waiting_drafts(user_id, KINDS, _standing()) + [
        WaitingRow(row.title, "courses_desk.show_course", {"ref": row.id}, "nieudany plan kursu", row.changed_at, True)
        for row in db.session.execute(failed.order_by(Course.id))
    ]


def _standing() -> ColumnElement[bool]:
    """Say of a draft that neither its text nor what it is to belong to lies in the bin with something larger."""
    own = {
        "course": select(Course.id), "module": select(CourseModule.id).join(Course),
        "lesson": select(Lesson.id).join(Course), "twin": select(LessonTwin.id).join(Lesson).join(Course),
    }  # fmt: skip
    homes = {"module": own["course"], "lesson": own["module"], "twin": own["lesson"]}
    new = [Draft.ref.is_(None) & (Draft.kind == kind) & Draft.parent.in_(refs) for kind, refs in homes.items()]
    old = [(Draft.kind == kind) & Draft.ref.in_(refs) for kind, refs in own.items()]
    return or_(Draft.ref.is_(None) & (Draft.kind == "course"), *new, *old)

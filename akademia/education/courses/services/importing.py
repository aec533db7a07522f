"""Bringing a course in from its folder: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import BrokenSource
from akademia.education.courses.formats.folder import CourseSource, LessonSource, ProjectSource, TwinSource
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonProgress, LessonTwin
from akademia.education.courses.queries.sources import sources
from akademia.education.courses.services.authoring import COURSE, MODULE
from akademia.education.courses.services.erasing import erase_lessons, erase_modules, erase_twins
from akademia.law.rules import DEFAULT_ACT
from akademia.media.formats.figure import Shown
from akademia.organisations.services import ProjectValues, project_of_key
from akademia.texts.formats.outline import outline
from akademia.texts.formats.source import Source, line_of
from akademia.texts.queries import moved_to
from akademia.texts.rules import findings
from akademia.texts.services import RESERVED, Lexicon, Rendering, keep_slug, lexicon, publish, render
from akademia.texts.services.publishing import keep_standing
from akademia.texts.services.recycling import taken_out

_COURSE_FIELDS = ("slug", "title", "summary", "audience", "level", "hours", "edition", "legal_state_on", "lesson_order",
                  "requires_lessons", "requires_quiz", "minimum_percent", "digest")  # fmt: skip


@dataclass
class Report:
    """What an import did, in titles."""

    added: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Ready:
    """A lesson with its text already rendered: slow work is done before anything is written."""

    source: LessonSource
    text: Rendering
    twin: Rendering | None


def prepare_course(source: CourseSource, arriving: Mapping[str, Shown] | None = None) -> "dict[str, _Ready]":
    """Render a course's texts and check what can be checked without writing. Reads only, so no writer need wait.

    :param arriving: media that come with the course and that the library does not show yet, by their keys.
    :raises BrokenSource: a text cites what does not exist, an address is taken, or a lesson that learners have done
        would vanish.
    """
    course = db.session.scalar(select(Course).where(Course.key == source.key).execution_options(**WITH_BIN))
    ready = _render_all(source, arriving or {})
    _check_slugs(course, source)
    if course is not None:
        _check_vanishing([lesson for lesson in course.lessons if lesson.key not in ready])
    return ready


def import_course(
    source: CourseSource, origin: str = "person", ready: "dict[str, _Ready] | None" = None
) -> tuple[Course, Report]:
    """Write a course. Lessons are matched by key; one that learners have done is never removed.

    What lies in the bin comes back from it.

    :param ready: what `prepare_course` made of it; made here when it is not given.
    :param origin: `starter` for what a new academy opens with.
    :raises BrokenSource: a text cites what does not exist, or a lesson that learners have done would vanish.
    """
    report = Report()
    course = db.session.scalar(select(Course).where(Course.key == source.key).execution_options(**WITH_BIN))
    ready = prepare_course(source) if ready is None else ready
    (report.renewed if course is not None else report.added).append(source.title)
    course = _keep_course(course or Course(key=source.key), source, origin)
    _keep_lessons(course, source, ready, report)
    return course, report


def _render_all(source: CourseSource, arriving: Mapping[str, Shown]) -> dict[str, _Ready]:
    words = lexicon()
    ready: dict[str, _Ready] = {}
    problems: list[str] = []
    for module in source.modules:
        for lesson in module.lessons:
            try:
                ready[lesson.key] = _render(lesson, words, arriving)
            except BrokenSource as error:
                problems += error.problems
    if problems:
        raise BrokenSource(problems)
    return ready


def _render(lesson: LessonSource, words: Lexicon, arriving: Mapping[str, Shown]) -> _Ready:
    told = [(lesson.text.path, lesson.provisions)]
    told += [(lesson.twin.text.path, lesson.twin.provisions)] if lesson.twin else []
    unknown = [(path, key) for path, keys in told for key in keys if key not in words.gists]
    if unknown:
        raise BrokenSource([f"{unknown[0][0]}, wiersz 2, provisions: nie ma przepisu „{unknown[0][1]}” w rejestrze"])
    twin = _fit(lesson.twin.text, lesson.twin.act, words, arriving) if lesson.twin else None
    return _Ready(lesson, _fit(lesson.text, lesson.act, words, arriving), twin)


def _fit(text: Source, act: str, words: Lexicon, arriving: Mapping[str, Shown]) -> Rendering:
    """Render a text by the editor's rules: what must be mended there before publishing is refused here too."""
    where = (str(text.path), text.first_line)
    made = render(text.body, words, *where, act=act or DEFAULT_ACT, arriving=arriving)
    blocking = [one for one in findings(outline(text.body)) if one.blocks]
    if blocking:
        raise BrokenSource([f"{text.path}, wiersz {one.line + text.first_line - 1}: {one.what}" for one in blocking])
    return made


def _check_slugs(course: Course | None, source: CourseSource) -> None:
    """Refuse addresses that are reserved, or that another course, or another lesson of this one, has or had.

    :raises BrokenSource: each of them with its file, line and key.
    """
    lessons = {lesson.key: lesson.id for lesson in course.lessons} if course else {}
    wanted = [("course", 0, source.path, source.slug, course.id if course else None)]
    for lesson in (lesson for module in source.modules for lesson in module.lessons):
        wanted.append(("lesson", course.id if course else 0, lesson.text.path, lesson.slug, lessons.get(lesson.key)))
    problems = [
        f"{path}, wiersz {line_of(path, 'slug')}, slug: adres „{slug}” jest już zajęty albo zastrzeżony"
        for kind, scope, path, slug, ref in wanted
        if slug in RESERVED or moved_to(kind, slug, scope) not in (None, ref)
    ]
    if problems:
        raise BrokenSource(problems)


def _keep_course(course: Course, source: CourseSource, origin: str) -> Course:
    for name in _COURSE_FIELDS:
        setattr(course, name, getattr(source, name))
    course.outcomes, course.authors = list(source.outcomes), list(source.authors)
    course.project_id = _project_of(source.project) if source.project else None
    course.state, course.origin, course.changed_at = source.state, origin, clock.now()
    course.removed = False
    if source.state == "published" and course.published_at is None:
        course.published_at = clock.now()
    db.session.add(course)
    db.session.flush()
    keep_slug("course", course.slug, course.id)
    keep_standing(COURSE, course.id, course.legal_state_on)
    return course


def _project_of(source: ProjectSource) -> int:
    values = ProjectValues(source.title, source.programme, source.number, source.notice, source.logos)
    return project_of_key(source.key, values).id


def _keep_lessons(course: Course, source: CourseSource, ready: dict[str, _Ready], report: Report) -> None:
    known = {lesson.key: lesson for lesson in course.lessons}
    before = [lesson.id for lesson in course.lessons]
    rest = list(course.modules)
    position, kept = 0, list[int]()
    for place, module in enumerate(source.modules):
        row = next((known for known in rest if known.title == module.title), None)
        if row is None:
            row = CourseModule(course_id=course.id, title=module.title)
            db.session.add(row)
        else:
            rest.remove(row)
        row.position, row.provisions, row.removed = place, module.provisions, False
        db.session.flush()
        keep_standing(MODULE, row.id)
        kept.append(row.id)
        for lesson in module.lessons:
            _keep_lesson(course, row, known.pop(lesson.key, None), ready[lesson.key], position)
            position += 1
    _remove(list(known.values()), report)
    db.session.flush()
    taken_out("course", [course.id])
    taken_out("lesson", before)
    taken_out("module", kept)
    erase_modules([module.id for module in rest])
    db.session.expire(course)


def _remove(lessons: list[Lesson], report: Report) -> None:
    _check_vanishing(lessons)
    report.removed += [lesson.title for lesson in lessons]
    erase_lessons([lesson.id for lesson in lessons])


def _check_vanishing(lessons: list[Lesson]) -> None:
    """:raises BrokenSource: learners have done one of the lessons."""
    own = select(LessonProgress.lesson_id).where(LessonProgress.lesson_id.in_([lesson.id for lesson in lessons]))
    done = set(db.session.scalars(own.distinct()))
    problems = [
        f"lekcja „{lesson.key}”: ktoś ją już ukończył, więc nie można jej usunąć z kursu"
        for lesson in lessons
        if lesson.id in done
    ]
    if problems:
        raise BrokenSource(problems)


def _keep_lesson(course: Course, module: CourseModule, lesson: Lesson | None, ready: _Ready, position: int) -> None:
    source = ready.source
    lesson = lesson or Lesson(course_id=course.id, key=source.key, version=0, html="", digest="")
    for name in ("slug", "title", "summary", "minutes", "preview"):
        setattr(lesson, name, getattr(source, name))
    lesson.module_id, lesson.position, lesson.provisions = module.id, position, module.provisions
    lesson.provision_keys, lesson.removed = list(source.provisions), False
    redated = (lesson.legal_state_on, lesson.default_act) != (source.legal_state_on, source.act)
    lesson.legal_state_on, lesson.default_act = source.legal_state_on, source.act
    rewritten = lesson.id is None or (source.title, source.text.body) != sources("lesson", [lesson.id]).get(lesson.id)
    fresh = rewritten or redated or str(ready.text.html) != lesson.html
    before = lesson.version
    if fresh:
        lesson.html, lesson.digest, lesson.changed_at = str(ready.text.html), source.text.digest, clock.now()
    db.session.add(lesson)
    db.session.flush()
    keep_slug("lesson", lesson.slug, lesson.id, scope=course.id)
    if fresh:
        fields = {"slug": lesson.slug, "summary": lesson.summary, "minutes": str(lesson.minutes),
                  "preview": "1" if lesson.preview else "", **_of_law(source)}  # fmt: skip
        state = source.legal_state_on or course.legal_state_on
        made = publish("lesson", lesson.id, lesson.title, source.text.body, ready.text, state, fields=fields)
        lesson.version = made.version
    own = select(LessonTwin).where(LessonTwin.lesson_id == lesson.id).execution_options(**WITH_BIN)
    twin = db.session.scalar(own)
    if not rewritten and twin is not None and twin.source_version == before:
        twin.source_version = lesson.version  # only the glossary or the register changed its look
    _keep_twin(course, lesson, twin, source.twin, ready.twin)


def _keep_twin(
    course: Course, lesson: Lesson, twin: LessonTwin | None, source: TwinSource | None, made: Rendering | None
) -> None:
    if source is None or made is None:
        erase_twins([twin.id] if twin else [])
        return
    if twin is not None:
        taken_out("twin", [twin.id])
    twin = twin or LessonTwin(lesson_id=lesson.id, version=0, html="", digest="")
    twin.removed = False
    twin.title, twin.summary, twin.minutes = source.title, source.summary, source.minutes
    twin.provision_keys = list(source.provisions)
    redated = (twin.legal_state_on, twin.default_act) != (source.legal_state_on, source.act)
    twin.legal_state_on, twin.default_act = source.legal_state_on, source.act
    rewritten = twin.id is None or (source.title, source.text.body) != sources("twin", [twin.id]).get(twin.id)
    if rewritten:
        twin.digest, twin.source_version = source.text.digest, lesson.version
    if rewritten or redated or str(made.html) != twin.html:
        twin.html = str(made.html)
        db.session.add(twin)
        db.session.flush()
        fields = {"summary": twin.summary, "minutes": str(twin.minutes), **_of_law(source)}
        state = source.legal_state_on or lesson.legal_state_on or course.legal_state_on
        twin.version = publish("twin", twin.id, twin.title, source.text.body, made, state, fields=fields).version


def _of_law(source: LessonSource | TwinSource) -> dict[str, str]:
    day = source.legal_state_on
    return {"legal_state_on": day.isoformat() if day else "", "default_act": source.act}

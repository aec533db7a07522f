"""The media that a course's lessons show: which they are, how they go into its folder and come out of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import joinedload

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.core.text import bytes_words
from akademia.education.courses.formats.folder import CourseSource
from akademia.education.courses.models import Course, Lesson, LessonTwin
from akademia.education.courses.queries.sources import project_values
from akademia.education.formats.media import MediumSource, read_media
from akademia.media import services as library
from akademia.media.formats.figure import Shown, keys_in
from akademia.media.models import Media, MediaUse
from akademia.media.services import Arriving, Sizes, lay_new
from akademia.organisations.models import Project
from akademia.storage.models import StoredFile

__all__ = ["Arriving", "Sizes", "lay_new"]
_WORDS = tuple(library.Words.__dataclass_fields__)
_WORDS_SAID = {
    "title": "tytuł", "alt": "opis obrazu", "decorative": "czy to ozdoba", "caption": "podpis", "author": "autor",
    "licence": "licencja", "transcript": "tekst nagrania", "captions": "napisy",
}  # fmt: skip
_FAMILY_SAID = {"picture": "obraz", "video": "film", "audio": "nagranie"}


@dataclass(frozen=True)
class Carried:
    """A medium on its way out, and where its bytes lie."""

    source: MediumSource
    file_key: str
    size_bytes: int


@dataclass(frozen=True)
class Load:
    """What media a course takes along. `left_out`: those that have no file to take, in words."""

    carried: tuple[Carried, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def size_bytes(self) -> int:
        return sum(one.size_bytes for one in self.carried)


def loads(course_ids: Sequence[int]) -> dict[int, Load]:
    """Return the media that the lessons of some courses, their twins and projects show, in the order of their keys."""
    found: dict[int, dict[str, Media]] = {number: {} for number in course_ids}
    for number, media in chain(db.session.execute(_shown_in(course_ids)), _logos_of(course_ids)):
        found[number][media.key] = media
    return {number: _load([media for _, media in sorted(shown.items())]) for number, shown in found.items()}


def _logos_of(course_ids: Sequence[int]) -> Iterator[tuple[int, Media]]:
    paid = select(Course.id, Project.logos).join(Project, Project.id == Course.project_id)
    projects = db.session.execute(paid.where(Course.id.in_(course_ids))).all()
    wanted = select(Media).where(Media.key.in_({key for _, keys in projects for key in keys}))
    whole = wanted.options(joinedload(Media.file), joinedload(Media.pending))
    found = {one.key: one for one in db.session.scalars(whole)}
    return ((number, found[key]) for number, keys in projects for key in keys if key in found)


def _shown_in(course_ids: Sequence[int]) -> Select[Any]:
    lessons = select(literal("lesson").label("kind"), Lesson.id.label("ref"), Lesson.course_id)
    twins = select(literal("twin"), LessonTwin.id, Lesson.course_id).join(Lesson, Lesson.id == LessonTwin.lesson_id)
    texts = union_all(
        lessons.where(Lesson.removed.is_(False)),
        twins.where(Lesson.removed.is_(False), LessonTwin.removed.is_(False)),
    ).subquery()
    places = (
        select(texts.c.course_id, MediaUse.media_id)
        .join(texts, (MediaUse.kind == texts.c.kind) & (MediaUse.ref == texts.c.ref))
        .where(texts.c.course_id.in_(course_ids))
        .distinct()
        .subquery()
    )
    return (
        select(places.c.course_id, Media)
        .join(Media, Media.id == places.c.media_id)
        .options(joinedload(Media.file), joinedload(Media.pending))
    )


def _load(media: Sequence[Media]) -> Load:
    carried = [_carried(one, file) for one in media if (file := one.file or one.pending) is not None]
    return Load(tuple(carried), tuple(f"{one.name} ({one.key})" for one in media if not (one.file or one.pending)))


def _carried(media: Media, file: StoredFile) -> Carried:
    words = {name: getattr(media, name) for name in _WORDS}
    return Carried(MediumSource(media.key, file.kind, **words), file.key, file.size_bytes)


def read_arriving(folder: Path, course: CourseSource, looked: Mapping[str, Sizes]) -> list[Arriving]:
    """Read a folder's media and look them over.

    :raises BrokenSource: a file is broken, is not what it says, or no lesson shows it; a logo is nowhere.
    """
    came, logos = read_media(folder), course.project.logos if course.project else ()
    used = {key for text in _texts(course) for key in keys_in(text)} | set(logos)
    known = _pictures(came, logos)
    if lost := [key for key in logos if key not in known]:
        raise BrokenSource([f"{course.path}, project.logos: nie ma obrazu o kluczu „{key}”" for key in lost])
    idle = [f"{one.path}: tego materiału nie pokazuje żadna lekcja" for one in came if one.key not in used]
    if idle:
        raise BrokenSource(idle)
    return library.look_over([library.Sent(one.key, one.kind, one.path, _words(one)) for one in came], looked)


def _pictures(came: Sequence[MediumSource], wanted: Sequence[str]) -> set[str]:
    """Return which of some keys are those of pictures, in a folder or in the library."""
    here = select(Media.key).where(Media.key.in_(wanted), Media.family == "picture")
    return {one.key for one in came if one.family == "picture"} | set(db.session.scalars(here))


def _texts(course: CourseSource) -> Iterator[str]:
    for module in course.modules:
        for lesson in module.lessons:
            yield lesson.text.body
            if lesson.twin:
                yield lesson.twin.text.body


def _words(source: MediumSource) -> library.Words:
    return library.Words(**{name: getattr(source, name) for name in _WORDS})


def shown_ahead(media: Sequence[Arriving]) -> dict[str, Shown]:
    """Return how texts show what the library does not show yet, by key."""
    return {one.sent.key: one.shown for one in media if one.shown is not None}


def looked_over(media: Sequence[Arriving]) -> dict[str, Sizes]:
    """Return what needs not be looked at again while the bytes are the same: SHA-256 -> sizes."""
    return {one.sha256: one.sizes for one in media if one.shown is not None}


def take_in(media: Sequence[Arriving], actor: int | None) -> tuple[str, ...]:
    """Take what is new into the library; return the keys of what came."""
    came = [made.key for one in media if (made := library.take_in(one, actor))]
    for one in media:
        if one.sent.key in came:
            record("media.add", "media", one.sent.key, actor=actor, kind=one.sent.kind, size_bytes=one.size_bytes)
    return tuple(came)


def new_words(media: Sequence[Arriving]) -> list[str]:
    """Say what would come into the library, a line each."""
    return [f"{_said(one)}, {bytes_words(one.size_bytes)}" for one in media if one.is_new]


def differing_words(media: Sequence[Arriving]) -> list[str]:
    """Say which media the library describes in other words, a line each; those words stay."""
    return [
        f"{_said(one)}: w bibliotece jest inny {', '.join(_WORDS_SAID[name] for name in one.differing)}"
        for one in media
        if one.differing
    ]


def differing_project(course: CourseSource) -> list[str]:
    """Say that the academy tells of a course's project in other words, which stay."""
    source = course.project
    known = db.session.scalar(select(Project).where(Project.key == source.key)) if source else None
    if source is None or known is None or project_values(known) == source:
        return []
    return [f"projekt „{known.title}”: w Akademii ma inne dane"]


def _said(one: Arriving) -> str:
    family = MediumSource(one.sent.key, one.sent.kind, "").family
    return f"{_FAMILY_SAID[family]} „{one.sent.words.title}” ({one.sent.key})"

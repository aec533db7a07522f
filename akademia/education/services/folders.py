"""A whole course folder, with its lessons, bank, tests and media: read, checked, brought in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from akademia.core.db import WITH_BIN, db, let_go
from akademia.core.errors import BrokenSource
from akademia.education.courses.formats.folder import CourseSource, read_course
from akademia.education.courses.models import Course
from akademia.education.courses.services.importing import Report, import_course, prepare_course
from akademia.education.quizzes.formats.folder import BankSource, read_bank
from akademia.education.quizzes.services import import_quizzes, prepare_bank
from akademia.education.services import carrying
from akademia.education.services.carrying import Arriving, Sizes
from akademia.texts.queries import was_emptied


@dataclass(frozen=True)
class FolderReport:
    """What an import of a course folder did. `media`: keys of those that came; `differing`: what stayed as it was."""

    title: str
    course: Report
    questions: int
    quizzes: int
    media: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A folder read, checked and rendered, ready to be written."""

    course: CourseSource
    bank: BankSource
    media: list[Arriving]
    ready: Any


def prepare_folder(folder: Path, looked: Mapping[str, Sizes] | None = None) -> Prepared:
    """Read a course folder, look its media over, render its texts and check it against what is stored. Writes nothing.

    :param looked: SHA-256 -> sizes of pictures that were opened before and found good.
    :raises BrokenSource: mistakes, each with file, line and key.
    """
    return _prepare(read_course(folder), folder, looked or {})


def _prepare(source: CourseSource, folder: Path, looked: Mapping[str, Sizes]) -> Prepared:
    bank = read_bank(folder)
    if source.requires_quiz and not any(quiz.counts for quiz in bank.quizzes):
        raise BrokenSource([f"{folder}/kurs.yaml, completion.quiz: kurs wymaga testu, ale żaden test się nie liczy"])
    media = carrying.read_arriving(folder, source, looked)
    prepare_bank(bank, course_by_key(source.key))
    return Prepared(source, bank, media, prepare_course(source, carrying.shown_ahead(media)))


def lay_media(prepared: Prepared) -> Prepared:
    """Lay the bytes of new media ready, so that the folder is needed no longer. Call before the writing transaction."""
    let_go()
    return replace(prepared, media=[carrying.lay_new(one) for one in prepared.media])


def import_folder(folder: Path, origin: str = "person") -> FolderReport:
    """Bring in one course folder; nothing is committed, and nothing written when any file of it is broken.

    :param origin: `starter` leaves alone a course that a person has brought in.
    :raises BrokenSource: mistakes, each with file, line and key.
    """
    source = read_course(folder)
    known = course_by_key(source.key)
    if origin == "starter" and _is_a_persons(known, source.key):
        title = known.title if known else source.title
        return FolderReport(title, Report(left_alone=[title]), 0, 0)
    return apply(lay_media(_prepare(source, folder, {})), origin)


def _is_a_persons(known: Course | None, key: str) -> bool:
    """Say whether a person has brought the course in, or had it removed for good."""
    return was_emptied("course", key) if known is None else known.origin != "starter"


def apply(prepared: Prepared, origin: str = "person", actor: int | None = None) -> FolderReport:
    """Write a folder that was prepared, its media laid.

    :param actor: the number of the person who brings it in; None for a command.
    """
    came = carrying.take_in(prepared.media, actor)
    course, report = import_course(prepared.course, origin, prepared.ready)
    made = import_quizzes(course, prepared.bank)
    left = tuple(carrying.differing_words(prepared.media) + carrying.differing_project(prepared.course))
    return FolderReport(course.title, report, made.questions, made.quizzes, came, left)


def course_by_key(key: str) -> Course | None:
    return db.session.scalar(select(Course).where(Course.key == key).execution_options(**WITH_BIN))


def starter_folders(root: Path) -> list[Path]:
    """Return the course folders that a new academy opens with."""
    return sorted(path.parent for path in root.glob("*/kurs.yaml"))

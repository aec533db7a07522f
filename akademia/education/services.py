"""A whole course folder, with its lessons, bank and tests: brought in, written out, compared."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import delete, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import BrokenSource, Missing
from akademia.education.courses.formats.folder import COURSE_FILE, CourseSource, read_course
from akademia.education.courses.formats.writing import course_values, lesson_files
from akademia.education.courses.models import Course
from akademia.education.courses.queries.sources import course_source
from akademia.education.courses.services.importing import Report, import_course, prepare_course
from akademia.education.formats.parcel import BadParcel, pack, unpack
from akademia.education.models import CourseParcel
from akademia.education.quizzes.formats.folder import BankSource, read_bank
from akademia.education.quizzes.formats.writing import bank_files, quiz_values
from akademia.education.quizzes.queries.bank import bank_source
from akademia.education.quizzes.queries.settings import quizzes_source
from akademia.education.quizzes.services import import_quizzes, prepare_bank
from akademia.texts.formats.source import write_yaml
from akademia.texts.queries import was_emptied

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class FolderReport:
    """What an import of a course folder did."""

    title: str
    course: Report
    questions: int
    quizzes: int


@dataclass(frozen=True)
class Prepared:
    """A folder read, checked and rendered, ready to be written."""

    course: CourseSource
    bank: BankSource
    ready: Any


@dataclass(frozen=True)
class Plan:
    """What an import would change, in words: (what, which ones). `known`: the course is there already."""

    title: str
    known: bool
    changes: list[tuple[str, list[str]]]


def prepare_folder(folder: Path) -> Prepared:
    """Read a course folder, render its texts and check it against what is stored. Writes nothing.

    :raises BrokenSource: mistakes, each with file, line and key.
    """
    return _prepare(read_course(folder), folder)


def _prepare(source: CourseSource, folder: Path) -> Prepared:
    bank = read_bank(folder)
    if source.requires_quiz and not any(quiz.counts for quiz in bank.quizzes):
        raise BrokenSource([f"{folder}/kurs.yaml, completion.quiz: kurs wymaga testu, ale żaden test się nie liczy"])
    prepare_bank(bank, course_by_key(source.key))
    return Prepared(source, bank, prepare_course(source))


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
    return apply(_prepare(source, folder), origin)


def _is_a_persons(known: Course | None, key: str) -> bool:
    """Say whether a person has brought the course in, or had it removed for good."""
    return was_emptied("course", key) if known is None else known.origin != "starter"


def apply(prepared: Prepared, origin: str = "person") -> FolderReport:
    """Write a folder that was prepared."""
    course, report = import_course(prepared.course, origin, prepared.ready)
    made = import_quizzes(course, prepared.bank)
    return FolderReport(course.title, report, made.questions, made.quizzes)


def course_by_key(key: str) -> Course | None:
    return db.session.scalar(select(Course).where(Course.key == key).execution_options(**WITH_BIN))


def starter_folders(root: Path) -> list[Path]:
    """Return the course folders that a new academy opens with."""
    return sorted(path.parent for path in root.glob("*/kurs.yaml"))


def folder_files(course: CourseSource, bank: BankSource) -> dict[str, str]:
    """Return name -> text of a course folder; the same values give the same texts."""
    lessons = [lesson.key for module in course.modules for lesson in module.lessons]
    head = course_values(course) | {"quizzes": [quiz_values(quiz) for quiz in bank.quizzes]}
    return {COURSE_FILE: write_yaml(head), **lesson_files(course), **bank_files(bank.questions, lessons)}


def stored_folder(course: Course) -> tuple[CourseSource, BankSource]:
    """Return a stored course as the values of its folder.

    :raises SourceMissing: a text has no kept source.
    """
    return course_source(course), BankSource(bank_source(course.id), quizzes_source(course.id))


def export_course(course: Course) -> bytes:
    """Return a course folder as a ZIP; equal courses give equal bytes. Drafts and older versions are not in it.

    :raises SourceMissing: a text has no kept source.
    """
    return pack(course.key, folder_files(*stored_folder(course)))


@contextmanager
def unpacked(body: bytes) -> Iterator[Path]:
    """Give a ZIP's files in a folder for a while; complaints about them do not name the folder.

    :raises BrokenSource: the ZIP is not taken, or a file of it has a mistake.
    """
    with TemporaryDirectory(prefix="kurs-") as name:
        try:
            unpack(body, Path(name))
            yield Path(name)
        except BadParcel as error:
            raise BrokenSource(error.problems) from error
        except BrokenSource as error:
            raise BrokenSource([problem.replace(f"{name}/", "") for problem in error.problems]) from error


def prepare_parcel(body: bytes) -> Prepared:
    """Prepare the course folder in a ZIP. Writes nothing.

    :raises BrokenSource: the ZIP is not taken, or a file of it has a mistake.
    """
    with unpacked(body) as folder:
        return prepare_folder(folder)


def plan(prepared: Prepared) -> Plan:
    """Say what bringing a folder in would change."""
    course = course_by_key(prepared.course.key)
    new = _parts(prepared.course, prepared.bank)
    old = _parts(*stored_folder(course)) if course is not None else {}
    return Plan(prepared.course.title, course is not None, [
        (what, names) for what, names in (
            ("Dojdzie", [name for name in new if name not in old] if old else []),
            ("Zmieni się", [name for name in new if name in old and new[name] != old[name]]),
            ("Zniknie", [name for name in old if name not in new]),
        ) if names
    ])  # fmt: skip


def _parts(course: CourseSource, bank: BankSource) -> Mapping[str, str]:
    """Return each part of a course by its name, in words that change when the part does."""
    texts = lesson_files(course)
    parts = {"ustawienia i układ kursu": write_yaml(course_values(course))}
    lessons = [lesson for module in course.modules for lesson in module.lessons]
    for number, lesson in enumerate(lessons, start=1):
        name = f"lessons/{number:02d}-{lesson.key}"
        parts[f"lekcja „{lesson.key}”"] = texts[f"{name}.md"]
        if lesson.twin:
            parts[f"łatwa wersja lekcji „{lesson.key}”"] = texts[f"{name}.etr.md"]
    parts |= {f"pytanie {question.key}": repr(question) for question in bank.questions}
    return parts | {f"test „{quiz.key}”": repr(quiz) for quiz in bank.quizzes}


def keep_parcel(body: bytes, author: int) -> CourseParcel:
    """Keep a checked ZIP until the word to bring it in; older ones are removed by the way."""
    db.session.execute(delete(CourseParcel).where(CourseParcel.made_at < clock.now() - KEPT))
    kept = CourseParcel(body=body, author_number=author)
    db.session.add(kept)
    db.session.flush()
    return kept


def parcel(number: int, hold: bool = False) -> CourseParcel:
    """Return a kept ZIP.

    :param hold: hold it until the transaction ends, so that it is used once.

    :raises Missing: it was used already, or a day has passed.
    """
    found = db.session.get(CourseParcel, number, with_for_update=hold, populate_existing=hold)
    if found is None or found.made_at < clock.now() - KEPT:
        raise Missing
    return found


def bring_in(number: int, prepared: Prepared, actor: int) -> FolderReport:
    """Write a kept and prepared ZIP, once.

    :raises Missing: it was used already.
    """
    db.session.delete(parcel(number, hold=True))
    report = apply(prepared)
    made = course_by_key(prepared.course.key)
    assert made is not None
    record("course.import", "course", made.id, actor=actor, key=made.key)
    return report

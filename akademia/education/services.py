"""Bringing a whole course folder in: the course with its lessons, its bank and its tests."""

from dataclasses import dataclass
from pathlib import Path

from akademia.core.errors import BrokenSource
from akademia.education.courses.formats.folder import read_course
from akademia.education.courses.services.importing import Report, import_course
from akademia.education.quizzes.services import import_quizzes


@dataclass(frozen=True)
class FolderReport:
    """What an import of a course folder did."""

    title: str
    course: Report
    questions: int
    quizzes: int


def import_folder(folder: Path, origin: str = "person") -> FolderReport:
    """Bring in one course folder; nothing is committed, and nothing written when any file of it is broken.

    :param origin: `starter` leaves alone a course that a person has brought in.
    :raises BrokenSource: mistakes, each with file, line and key.
    """
    source = read_course(folder)
    course, report = import_course(source, origin)
    if course is None or report.left_alone:
        return FolderReport(source.title, report, 0, 0)
    made = import_quizzes(course, folder)
    if course.requires_quiz and not made.counted:
        raise BrokenSource([f"{folder}/kurs.yaml, completion.quiz: kurs wymaga testu, ale żaden test się nie liczy"])
    return FolderReport(course.title, report, made.questions, made.quizzes)


def starter_folders(root: Path) -> list[Path]:
    """Return the course folders that a new academy opens with."""
    return sorted(path.parent for path in root.glob("*/kurs.yaml"))

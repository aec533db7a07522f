"""What bringing a course folder in would change, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from akademia.education.courses.formats.folder import CourseSource
from akademia.education.courses.formats.writing import course_values, lesson_files
from akademia.education.quizzes.formats.folder import BankSource
from akademia.education.services.carrying import differing_project, differing_words, new_words
from akademia.education.services.folders import Prepared, course_by_key
from akademia.education.services.parcels import stored_folder
from akademia.texts.formats.source import write_yaml


@dataclass(frozen=True)
class Plan:
    """What an import would change, in words: (what, which ones). `known`: the course is there already.

    :param media: what would come into the library.
    :param differing: media that the library describes in other words, which stay.
    """

    title: str
    known: bool
    changes: list[tuple[str, list[str]]]
    media: list[str]
    differing: list[str]


def plan(prepared: Prepared) -> Plan:
    """Say what bringing a folder in would change."""
    course = course_by_key(prepared.course.key)
    new = _parts(prepared.course, prepared.bank)
    old = _parts(*stored_folder(course)) if course is not None else {}
    changes = [
        (what, names) for what, names in (
            ("Dojdzie", [name for name in new if name not in old] if old else []),
            ("Zmieni się", [name for name in new if name in old and new[name] != old[name]]),
            ("Zniknie", [name for name in old if name not in new]),
        ) if names
    ]  # fmt: skip
    media = prepared.media
    differing = differing_words(media) + differing_project(prepared.course)
    return Plan(prepared.course.title, course is not None, changes, new_words(media), differing)


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

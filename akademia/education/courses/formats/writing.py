"""A course written as the files of its folder: what `folder.read_course` reads. The same values give the same bytes."""

from collections.abc import Mapping
from typing import Any

from akademia.education.courses.formats.folder import CourseSource, LessonSource, ProjectSource, TwinSource
from akademia.texts.formats.source import write_source


def course_values(course: CourseSource) -> dict[str, Any]:
    """Return `kurs.yaml` as a mapping, without its tests."""
    return {
        "key": course.key,
        "slug": course.slug,
        "title": course.title,
        "summary": course.summary,
        "audience": course.audience,
        "outcomes": list(course.outcomes),
        "authors": list(course.authors),
        "level": course.level,
        "hours": course.hours,
        "edition": course.edition,
        "legal_state_on": course.legal_state_on,
        "state": course.state,
        "lesson_order": course.lesson_order,
        "completion": {
            "lessons": course.requires_lessons,
            "quiz": course.requires_quiz,
            "minimum_percent": course.minimum_percent,
        },
        "modules": [
            {"title": m.title, "provisions": m.provisions, "lessons": [lesson.key for lesson in m.lessons]}
            for m in course.modules
        ],
    } | (_project(course.project) if course.project else {})


def _project(project: ProjectSource) -> dict[str, Any]:
    values = {"key": project.key, "title": project.title, "notice": project.notice}
    told = (("programme", project.programme), ("number", project.number), ("logos", list(project.logos)))
    return {"project": values | {name: value for name, value in told if value}}


def lesson_files(course: CourseSource) -> dict[str, str]:
    """Return name -> text of the files of lessons and their twins, numbered in the order of the course."""
    files: dict[str, str] = {}
    lessons = [lesson for module in course.modules for lesson in module.lessons]
    for number, lesson in enumerate(lessons, start=1):
        name = f"lessons/{number:02d}-{lesson.key}"
        files[f"{name}.md"] = write_source(_lesson_head(lesson), lesson.text.body)
        if lesson.twin is not None:
            files[f"{name}.etr.md"] = write_source(_twin_head(lesson.twin), lesson.twin.text.body)
    return files


def _lesson_head(lesson: LessonSource) -> Mapping[str, Any]:
    head: dict[str, Any] = {
        "key": lesson.key,
        "slug": lesson.slug,
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
    }
    return head | _told("provisions", list(lesson.provisions)) | _told("preview", lesson.preview) | _of_law(lesson)


def _twin_head(twin: TwinSource) -> Mapping[str, Any]:
    head: dict[str, Any] = {"title": twin.title, "summary": twin.summary, "minutes": twin.minutes}
    return head | _told("provisions", list(twin.provisions)) | _of_law(twin)


def _of_law(text: LessonSource | TwinSource) -> dict[str, Any]:
    return _told("legal_state_on", text.legal_state_on) | _told("act", text.act)


def _told(key: str, value: Any) -> dict[str, Any]:
    """Return a key that stands only where it says something."""
    return {key: value} if value else {}

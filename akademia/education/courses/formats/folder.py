"""A course folder read into plain values: `kurs.yaml` and `lessons/*.md` (with `*.etr.md` twins).

The format is described for authors in docs/course-folder.md. Every mistake is named by file, line and key, and all of
them at once.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.core.text import slugify
from akademia.education.courses.rules import LEVELS, ORDERS, STATES
from akademia.texts.formats.source import Keys, Source, digest, line_of, read_source, read_yaml

COURSE_FILE = "kurs.yaml"
_KEYS = ("key", "slug", "title", "summary", "audience", "outcomes", "authors", "level", "hours", "edition",
         "legal_state_on", "state", "lesson_order", "completion", "modules", "quizzes", "project")  # fmt: skip


OF_LAW = ("legal_state_on", "act")


@dataclass(frozen=True)
class TwinSource:
    title: str
    summary: str
    minutes: int
    provisions: tuple[str, ...]
    text: Source
    legal_state_on: date | None = None
    act: str = ""


@dataclass(frozen=True)
class LessonSource:
    key: str
    slug: str
    title: str
    summary: str
    minutes: int
    preview: bool
    provisions: tuple[str, ...]
    text: Source
    twin: TwinSource | None
    legal_state_on: date | None = None
    act: str = ""


@dataclass(frozen=True)
class ModuleSource:
    title: str
    provisions: str
    lessons: tuple[LessonSource, ...]


@dataclass(frozen=True)
class ProjectSource:
    """The project that paid for a course. `logos`: keys of pictures, in the order in which they are shown."""

    key: str
    title: str
    programme: str
    number: str
    notice: str
    logos: tuple[str, ...]


@dataclass(frozen=True)
class CourseSource:
    key: str
    slug: str
    title: str
    summary: str
    audience: str
    outcomes: tuple[str, ...]
    authors: tuple[str, ...]
    level: str
    hours: int
    edition: int
    legal_state_on: date
    state: str
    lesson_order: str
    requires_lessons: bool
    requires_quiz: bool
    minimum_percent: int
    modules: tuple[ModuleSource, ...]
    digest: str
    path: Path
    project: ProjectSource | None = None


def read_course(folder: Path) -> CourseSource:
    """Read a whole course folder.

    :raises BrokenSource: something in it cannot be used; nothing is returned half-read.
    """
    path = folder / COURSE_FILE
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise BrokenSource([f"{path}, wiersz 1: plik ma mieć postać „klucz: wartość”"])
    problems: list[str] = []
    keys = Keys(path, raw, problems)
    keys.only(*_KEYS)
    lessons = _read_lessons(folder / "lessons", problems)
    rule = _completion(keys)
    course = CourseSource(
        key=_address(keys, "key"),
        slug=_address(keys, "slug"),
        title=keys.text("title", at_most=160),
        summary=keys.text("summary"),
        audience=keys.text("audience"),
        outcomes=keys.texts("outcomes"),
        authors=keys.texts("authors"),
        level=keys.choice("level", tuple(LEVELS)),
        hours=keys.number("hours", 1, 500),
        edition=keys.number("edition", 1, 1000, default=1),
        legal_state_on=keys.day("legal_state_on"),
        state=keys.choice("state", STATES, default="draft"),
        lesson_order=keys.choice("lesson_order", ORDERS, default="free"),
        requires_lessons=rule.flag("lessons", True),
        requires_quiz=rule.flag("quiz", False),
        minimum_percent=rule.number("minimum_percent", 0, 100, default=0),
        modules=_modules(keys, lessons, problems),
        digest=digest(path.read_text("utf-8")),
        path=path,
        project=_project(keys),
    )
    keys.finish()
    return course


def _project(keys: Keys) -> ProjectSource | None:
    raw = keys.values.get("project")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        keys.complain("project", "ma mieć postać „klucz: wartość”")
        return None
    own = Keys(keys.path, raw, keys.problems, "project.")
    own.only("key", "title", "programme", "number", "notice", "logos")
    return ProjectSource(
        key=_address(own, "key"),
        title=own.text("title", at_most=300),
        programme=own.text("programme", at_most=200) if raw.get("programme") else "",
        number=own.text("number", at_most=80) if raw.get("number") else "",
        notice=own.text("notice", at_most=600),
        logos=own.texts("logos"),
    )


def _completion(keys: Keys) -> Keys:
    raw = keys.values.get("completion", {})
    if not isinstance(raw, dict):
        keys.complain("completion", "ma mieć postać „klucz: wartość”")
        raw = {}
    rule = Keys(keys.path, raw, keys.problems, "completion.")
    rule.only("lessons", "quiz", "minimum_percent")
    if raw.get("lessons") is False and not raw.get("quiz"):
        rule.complain("lessons", "kurs bez warunku ukończenia: wymagaj lekcji albo testu")
    return rule


def _address(keys: Keys, key: str) -> str:
    value = keys.text(key, at_most=80)
    if value and slugify(value) != value:
        keys.complain(key, "tylko małe litery bez polskich znaków, cyfry i łączniki")
    return value


def _read_lessons(folder: Path, problems: list[str]) -> dict[str, LessonSource]:
    if not folder.is_dir():
        problems.append(f"{folder}: nie ma takiego folderu")
        return {}
    found: dict[str, LessonSource] = {}
    for path in sorted(folder.glob("*.md")):
        if path.name.endswith(".etr.md"):
            full = path.with_name(path.name.removesuffix(".etr.md") + ".md")
            problems += [] if full.exists() else [f"{path}: nie ma lekcji {full.name}, której to jest łatwy tekst"]
            continue
        try:
            lesson = _lesson(path, problems)
        except BrokenSource as error:
            problems += error.problems
            continue
        for name, value in (("key", lesson.key), ("slug", lesson.slug)):
            first = next((known for known in found.values() if getattr(known, name) == value), None)
            if first is not None:
                line = line_of(path, name)
                problems.append(f"{path}, wiersz {line}, {name}: „{value}” ma już {first.text.path.name}")
        found[lesson.key] = lesson
    return found


def _lesson(path: Path, problems: list[str]) -> LessonSource:
    text = read_source(path)
    keys = Keys(path, text.meta, problems)
    keys.only("key", "slug", "title", "summary", "minutes", "provisions", "preview", *OF_LAW)
    return LessonSource(
        key=_address(keys, "key"),
        slug=_address(keys, "slug"),
        title=keys.text("title", at_most=160),
        summary=keys.text("summary"),
        minutes=keys.number("minutes", 1, 600),
        preview=keys.flag("preview"),
        provisions=keys.texts("provisions"),
        text=text,
        twin=_twin(path.with_name(path.name.removesuffix(".md") + ".etr.md"), problems),
        **_of_law(keys),
    )


def _twin(path: Path, problems: list[str]) -> TwinSource | None:
    if not path.exists():
        return None
    text = read_source(path)
    keys = Keys(path, text.meta, problems)
    keys.only("title", "summary", "minutes", "provisions", *OF_LAW)
    return TwinSource(
        title=keys.text("title", at_most=160),
        summary=keys.text("summary"),
        minutes=keys.number("minutes", 1, 600),
        provisions=keys.texts("provisions"),
        text=text,
        **_of_law(keys),
    )


def _of_law(keys: Keys) -> dict[str, Any]:
    """Return the day a text was written for and the act it speaks of, where they are not the course's."""
    day = keys.day("legal_state_on") if keys.values.get("legal_state_on") else None
    return {"legal_state_on": day, "act": keys.text("act") if keys.values.get("act") else ""}


def _modules(keys: Keys, lessons: dict[str, LessonSource], problems: list[str]) -> tuple[ModuleSource, ...]:
    raw = keys.values.get("modules")
    if not isinstance(raw, list) or not raw:
        keys.complain("modules", "ma być niepustą listą modułów")
        return ()
    used: set[str] = set()
    modules = tuple(_module(keys, entry, lessons, used) for entry in raw)
    problems += [
        f"{lesson.text.path}, wiersz 2, key: lekcji „{key}” nie ma w żadnym module ({COURSE_FILE})"
        for key, lesson in lessons.items()
        if key not in used
    ]
    return modules


def _module(keys: Keys, entry: Any, lessons: dict[str, LessonSource], used: set[str]) -> ModuleSource:
    if not isinstance(entry, dict):
        keys.complain("modules", "moduł ma mieć postać „klucz: wartość”")
        return ModuleSource("", "", ())
    own = Keys(keys.path, entry, keys.problems, "modules.")
    own.only("title", "provisions", "lessons")
    chosen = []
    for key in own.texts("lessons"):
        if key not in lessons:
            own.complain("lessons", f"nie ma lekcji o kluczu „{key}”")
        elif key in used:
            own.complain("lessons", f"lekcja „{key}” stoi w dwóch miejscach")
        else:
            used.add(key)
            chosen.append(lessons[key])
    return ModuleSource(own.text("title", at_most=160), own.text("provisions", default="–"), tuple(chosen))

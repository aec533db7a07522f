"""Where a new lesson may begin, and the provision that it is to be about."""

from collections.abc import Mapping

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.education.courses.models import Course, CourseModule
from akademia.education.courses.queries.building import STATE_NAMES
from akademia.law.queries import shape_of


def homes() -> Mapping[str, list[tuple[int, str]]]:
    """Return the modules that may take a lesson: course, its state in words -> (number, title) of each module."""
    found = db.session.execute(
        select(Course.title, Course.state, CourseModule.id, CourseModule.title)
        .join(CourseModule, CourseModule.course_id == Course.id)
        .order_by(Course.title, Course.id, CourseModule.position)
    )
    courses: dict[str, list[tuple[int, str]]] = {}
    for course, state, module, title in found:
        courses.setdefault(f"{course} ({STATE_NAMES[state]})", []).append((module, title))
    return courses


def provision_named(said: str) -> str:
    """Return what a provision („uzs:art-15-ust-4”) is called with its act; empty for one that the register lacks."""
    act_key, _, key = said.partition(":")
    try:
        shape = shape_of(act_key)
        return f"{shape.unit(key).label} {shape.act.of}"
    except Missing:
        return ""

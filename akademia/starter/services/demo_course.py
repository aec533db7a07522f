"""An invented course of 24 lessons, its texts taken from a real one."""

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db
from akademia.education.courses.models import Course, CourseModule, Lesson
from akademia.texts.services import keep_slug

KEY = "kurs-pokazowy"
MODULES, LESSONS_EACH = 6, 4


def keep_long_course(model: Course) -> Course:
    """Return the course of 24 lessons; the first time, write it with the texts of another. Nothing is committed."""
    found = db.session.scalar(select(Course).where(Course.key == KEY))
    if found is not None:
        return found
    course = Course(
        key=KEY, slug=KEY, title="Kurs pokazowy: 24 lekcje", summary="Kurs z wymyślonych danych, do pomiarów.",
        audience=model.audience, outcomes=model.outcomes, authors=model.authors, level=model.level, hours=16,
        legal_state_on=model.legal_state_on, state="published", requires_quiz=False, digest=KEY, origin="person",
        published_at=clock.now(),
    )  # fmt: skip
    db.session.add(course)
    db.session.flush()
    keep_slug("course", course.slug, course.id)
    texts = list(model.lessons)
    for place in range(MODULES):
        part = CourseModule(course_id=course.id, position=place, title=f"Część {place + 1}", provisions="art. 1–18f")
        db.session.add(part)
        db.session.flush()
        for step in range(LESSONS_EACH):
            position = place * LESSONS_EACH + step
            db.session.add(_lesson(part, position, texts[position % len(texts)]))
    db.session.flush()
    for lesson in course.lessons:
        keep_slug("lesson", lesson.slug, lesson.id, course.id)
    return course


def _lesson(part: CourseModule, position: int, text: Lesson) -> Lesson:
    name = f"lekcja-{position + 1:02d}"
    return Lesson(
        course_id=part.course_id, module_id=part.id, key=name, slug=name, position=position,
        title=f"{position + 1}. {text.title}", summary=text.summary, minutes=text.minutes, html=text.html,
        provisions=text.provisions, version=1, digest=name,
    )  # fmt: skip

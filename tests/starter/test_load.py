"""What a new academy opens with, and that loading it again harms nothing."""

from sqlalchemy import delete, func, select

from akademia.core.db import Model, db
from akademia.core.html import plain
from akademia.core.models import PublicGeneration, StarterMark
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.education.quizzes.models import Question
from akademia.jobs.models import Job
from akademia.law.models import Citation
from akademia.publishing.collections.services.following import FOLLOW
from akademia.search.services.keeping import JOB as SEARCH_AGAIN
from akademia.starter.services import load_all
from akademia.texts.models import Page, Revision, Term


def _rows():
    """Return how many rows each table has, but for what only asks the search and the collections to look again."""
    tables = Model.metadata.sorted_tables
    rows = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in tables}
    return {
        **rows,
        "jobs": db.session.scalar(select(func.count(Job.id)).where(Job.kind.not_in((SEARCH_AGAIN, FOLLOW)))),
    }


def _forget_marks():
    """Make the next load read every file again, as after a change of code."""
    for mark in db.session.scalars(select(StarterMark)):
        mark.digest = "inny"
    db.session.commit()


def test_a_second_load_changes_nothing_and_asks_little(app, starter, count_queries):
    done = db.session.scalar(select(func.count(StarterMark.name)))
    rows, generation = _rows(), db.session.scalar(select(PublicGeneration.number))
    db.session.rollback()

    asked = count_queries(load_all)
    again = load_all()

    assert done
    assert (again.done, again.left_alone) == ([], [])
    assert asked <= done + 2
    assert _rows() == rows
    assert db.session.scalar(select(PublicGeneration.number)) == generation


def test_files_read_again_without_a_change_make_no_new_versions_and_no_new_rows(app, starter):
    rows, numbers = _rows(), db.session.scalars(select(Lesson.id).order_by(Lesson.id)).all()

    _forget_marks()
    loaded = load_all()

    assert loaded.left_alone == []
    assert _rows() == rows
    assert db.session.scalars(select(Lesson.id).order_by(Lesson.id)).all() == numbers


def test_what_a_person_edited_is_left_alone_and_listed(app, starter):
    page = db.session.scalars(select(Page).where(Page.key == "kontakt")).one()
    term = db.session.scalars(select(Term).where(Term.key == "cis")).one()
    course = db.session.scalars(select(Course)).one()
    page.title, page.html, page.digest, page.origin = "Napisz do nas", "<p>Nasze.</p>", "nasze", "person"
    term.meaning, term.digest, term.origin = "Nasze słowa.", "nasze", "person"
    course.title, course.origin = "Nasz kurs", "person"
    db.session.commit()

    _forget_marks()
    loaded = load_all()

    assert sorted(loaded.left_alone) == ["Kontakt", "Nasz kurs", "centrum integracji społecznej"]
    db.session.expire_all()
    assert (page.html, term.meaning, course.title) == ("<p>Nasze.</p>", "Nasze słowa.", "Nasz kurs")


def test_the_starter_is_a_real_academy(app, starter):
    """Eight lessons of 900 words or more, forty questions and terms, twins of two lessons; all of it cites the act."""
    lessons = db.session.scalars(select(Lesson)).all()
    short = {lesson.key: len(plain(lesson.html.partition('<h2 id="przepisy">')[0]).split()) for lesson in lessons}
    questions = db.session.scalars(select(Question).where(Question.current)).all()

    assert len(lessons) >= 8
    assert {key: count for key, count in short.items() if count < 900} == {}
    assert len(questions) >= 40
    assert [question.key for question in questions if not question.provisions] == []
    assert db.session.scalar(select(func.count(Term.id))) >= 40
    assert db.session.scalar(select(func.count(LessonTwin.id))) >= 2
    cited = set(db.session.scalars(select(Citation.ref).where(Citation.kind == "lesson")))
    assert cited == {lesson.id for lesson in lessons}
    assert {revision.version for revision in db.session.scalars(select(Revision))} == {1}


def test_a_course_and_its_modules_of_the_starter_can_be_rolled_back_to(app, starter):
    """An installation from before these versions gets them at its next start; loading again makes no second ones."""
    kinds = select(Revision.kind, func.count(Revision.ref.distinct()), func.max(Revision.version)).where(
        Revision.kind.in_(("course", "module"))
    )
    made = db.session.execute(kinds.group_by(Revision.kind).order_by(Revision.kind)).all()
    assert [row[0] for row in made] == ["course", "module"]
    assert [row[1] for row in made] == [
        db.session.scalar(select(func.count()).select_from(model)) for model in (Course, CourseModule)
    ]
    db.session.execute(delete(Revision).where(Revision.kind.in_(("course", "module"))))

    _forget_marks()
    load_all()

    assert db.session.execute(kinds.group_by(Revision.kind).order_by(Revision.kind)).all() == made
    assert {row[2] for row in made} == {1}

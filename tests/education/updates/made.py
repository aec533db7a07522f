"""What tests of lessons on what changed share: an amended act, a course, its graduates, a published lesson."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.education.courses import queries as courses
from akademia.education.courses.models import Course
from akademia.education.courses.services import learning
from akademia.education.updates.models import CourseUpdate
from akademia.education.updates.services import UPDATE
from akademia.jobs.models import Job
from akademia.jobs.services import do, take
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.models import Act, Amendment
from akademia.law.services import Place as Cited
from akademia.law.services import cite, enter
from akademia.texts.services import publishing
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place
from tests.factories import LEGAL_STATE, make_course, make_learner, make_provision, make_question

PROVISION = "art-15-ust-4"
YESTERDAY = clock.today() - timedelta(days=1)


def amend(day: date = YESTERDAY, number: int = 1) -> Amendment:
    """Enter a trial amendment of one provision that takes force on some day."""
    change = ChangeRow(PROVISION, "changed", "Świadczenie zmieniono na próbę.", "art. 1", day, None)
    act = db.session.scalars(select(Act)).one()
    address = (f"Dz.U. 2026 poz. {number}", f"DU/2026/{number}", LEGAL_STATE, LEGAL_STATE, "", None)
    enter(act, AmendmentRow(f"proba-{number}", f"Ustawa próbna {number}", *address, (change,), ()))
    return db.session.scalars(select(Amendment).where(Amendment.key == f"proba-{number}")).one()


def make_taught(**values: Any) -> Course:
    """Make a course that speaks of the provision, with three questions in its bank."""
    act = make_provision(PROVISION, "Świadczenie integracyjne.").act
    act.name, act.said, act.passed_on = "ustawa o zatrudnieniu socjalnym", "o zatrudnieniu socjalnym", date(2003, 6, 13)
    course = make_course(lessons=1, title="Kurs o świadczeniu", **values)
    cite("lesson", course.lessons[0].id, 1, [Cited(PROVISION)], course.legal_state_on)
    for place in range(1, 4):
        make_question(course, key=f"zmiana-{place}", provisions=[PROVISION])
    return course


def make_graduate(course: Course, name: str | None = "Anna Kowalska") -> User:
    """Make a person who finished a course; with a name, they hold its certificate."""
    learner = make_learner(course, name)
    found = courses.enrolment(course.id, learner.id)
    assert found is not None
    for lesson in course.lessons:
        learning.mark_done(found, lesson)
    return learner


def certificate_of(user: User) -> Certificate:
    return db.session.scalars(select(Certificate).where(Certificate.holder_id == user.id)).one()


def form_of(amendment: Amendment, **values: str) -> dict[str, str]:
    """Return the form of a lesson on an amendment."""
    told = {
        "title": "Nowe świadczenie", "slug": "nowe-swiadczenie", "summary": "Świadczenie jest inne.",
        "amendment": str(amendment.id), "second_amendment": "", "default_act": "",
        "legal_state_on": clock.today().isoformat(), "source": "## Co jest teraz\n\nZob. art. 15 ust. 4 ustawy.",
        **{f"question_{place}": f"zmiana-{place}" for place in range(1, 4)},
    }  # fmt: skip
    return told | values


def make_update(course: Course, amendment: Amendment, author: int = 0, **values: str) -> CourseUpdate:
    """Publish a lesson on an amendment through the editor's own act."""
    working = open_text(Place(UPDATE, parent=course.id))
    ref, _revision = publishing.publish(working, working.opened, form_of(amendment, **values), author)
    return db.session.get_one(CourseUpdate, ref)


def address_of(update: CourseUpdate) -> str:
    return f"/edukacja/kursy/{update.course.slug}/co-sie-zmienilo/{update.slug}/"


def answers(*chosen: int) -> dict[str, str]:
    """Return what the form sends; the first option of each question is the right one."""
    return {f"p{place}": str(option) for place, option in enumerate(chosen, start=1)}


def tell_all() -> int:
    """Do the work of telling that is due, as a worker does; return how many jobs there were."""
    done = 0
    while (task := take("worker", "updates.tell")) is not None:
        do(task)
        job = db.session.get_one(Job, task.id)
        db.session.delete(job)
        done += 1
    commit()
    return done

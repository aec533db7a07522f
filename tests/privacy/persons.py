"""A person who has something of everything, and the addresses of the privacy desk."""

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.services import record_consents
from akademia.certificates.models import Certificate
from akademia.core.db import db
from akademia.education.courses.services import learning
from akademia.education.quizzes.services import begin, submit_attempt
from tests.advisory.questions.making import asked_case
from tests.education.quizzes.taking import answer_rightly
from tests.factories import PASSWORD, make_course, make_lesson, make_quiz, make_user

DESK, ERASE, COPY = "/konto/dane/", "/konto/dane/usun/", "/konto/dane/kopia/"
NAME, ADDRESS = "Żaneta Łęcka", "zaneta@example.org"


def make_full_person(email: str = ADDRESS) -> tuple[User, Certificate]:
    """Make a person with consents, a course, a handed-in test, a certificate, a question, and letters about them."""
    user = make_user(email=email, name=NAME)
    record_consents(user, ["terms", "privacy", "news"])
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    lesson = make_lesson(course)
    quiz = make_quiz(course)
    enrolment = learning.enrol(course, user.id)
    learning.mark_done(enrolment, lesson)
    submit_attempt(answer_rightly(begin(quiz, user), 3))
    asked_case(user=user, name=NAME)
    certificate = db.session.scalars(select(Certificate).where(Certificate.holder_id == user.id)).one()
    return user, certificate


def erase_fields(choice: str = "withdraw", password: str = PASSWORD) -> dict[str, str]:
    return {"certificates": choice, "password": password}

"""Two accounts of one person become one: seen before, done at once, and nothing is lost in silence."""

import pytest
from sqlalchemy import func, select

from akademia.accounts.models import Consent, User
from akademia.accounts.roles import Role
from akademia.accounts.services import record_consents
from akademia.audit.models import AuditEntry
from akademia.certificates.models import Certificate
from akademia.certificates.services import issue
from akademia.core.db import Model, commit, db
from akademia.education.courses.models import Enrolment, LessonProgress
from akademia.education.courses.services import learning
from akademia.education.quizzes.models import Attempt
from akademia.education.quizzes.services.attempts import begin, submit_attempt
from akademia.mail.services import queue_letter
from tests.factories import make_award, make_course, make_quiz, make_user

SECOND, KEPT = "druga@example.org", "pierwsza@example.org"


@pytest.fixture
def admin(app, client):
    person = make_user(Role.Admin)
    commit()
    client.sign_in(person)
    client.person = person
    return client


@pytest.fixture
def pair(admin):
    """A kept account and a second one; both on one course, the second also on another, with all that can be kept."""
    kept, second = make_user(email=KEPT), make_user(Role.Staff, email=SECOND, name="Żaneta Łęcka")
    both, alone = make_course(title="Wspólny"), make_course(title="Osobny")
    for person in (kept, second):
        learning.enrol(both, person.id)
    learning.enrol(alone, second.id)
    marks = {(kept.id, 0), (second.id, 0), (second.id, 1)}
    for person, place in marks:
        enrolment = db.session.scalar(select(Enrolment).filter_by(user_id=person, course_id=both.id))
        db.session.add(LessonProgress(enrolment_id=enrolment.id, lesson_id=both.lessons[place].id))
    issue(make_award(second))
    issue(make_award(second, subject_key="inny", title="Inny"))
    issue(make_award(kept))
    record_consents(second, ["news"])
    queue_letter(SECOND, "probe", {"home_url": "http://localhost/"}, user_id=second.id)
    commit()
    return kept, second


def merge(admin, kept, email=SECOND, status=200, **more):
    return admin.post(f"/panel/osoby/{kept.id}/polacz/", {"email": email, **more}, status=status)


def all_rows():
    return {t.name: sorted(map(repr, db.session.execute(select(t)))) for t in Model.metadata.sorted_tables}


def test_the_preview_tells_what_moves_and_what_does_not_and_changes_nothing(admin, pair):
    before = all_rows()

    said = merge(admin, pair[0]).text

    assert "kurs „Osobny”: zapis z postępem" in said
    assert "kurs „Wspólny”: oba konta są zapisane" in said
    assert "nadal można je sprawdzić" in said
    assert "rola „redakcja” nie przechodzi" in said
    assert "imię i nazwisko na zaświadczenia" in said
    assert all_rows() == before


def test_everything_moves_in_one_transaction_and_the_trail_says_so(admin, pair):
    kept, second = pair
    merge(admin, kept, potwierdzam="1", status=303)

    db.session.expire_all()
    assert {e.course.title for e in db.session.scalars(select(Enrolment).filter_by(user_id=kept.id))} == {
        "Wspólny",
        "Osobny",
    }
    assert db.session.scalar(select(func.count()).select_from(Enrolment).filter_by(user_id=second.id)) == 0
    assert db.session.scalar(select(func.count()).select_from(LessonProgress)) == 2
    held = select(Certificate.subject_key).where(Certificate.holder_id == kept.id)
    assert sorted(db.session.scalars(held)) == ["inny", "ustawa"]
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 3
    assert kept.certificate_name == "Żaneta Łęcka"
    assert kept.roles == ["learner"]
    assert (second.email, second.active, second.roles) == (None, False, [])
    assert db.session.scalars(select(Consent.user_id)).all() == [kept.id]
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.act == "user.merged"))
    assert (entry.thing_ref, entry.details) == (str(second.id), {"into": kept.id})


def test_attempts_are_numbered_behind_and_of_two_open_ones_the_kept_goes_on(admin):
    kept, second = make_user(email=KEPT, name="Anna Żak"), make_user(email=SECOND, name="Anna Żak")
    quiz = make_quiz()
    for person in (kept, second):
        learning.enrol(quiz.course, person.id)
    begin(quiz, kept)
    submit_attempt(begin(quiz, second))
    begin(quiz, second)
    commit()

    merge(admin, kept, potwierdzam="1", status=303)

    rows = db.session.execute(select(Attempt.user_id, Attempt.number, Attempt.submitted_at.is_(None))).all()
    assert sorted(rows) == [(kept.id, 1, True), (kept.id, 2, False)]


@pytest.mark.parametrize(
    ("email", "said"),
    [("nikt@example.org", "Nie ma konta"), (KEPT, "to samo konto"), ("to nie adres", "znakiem @"), ("", "Wpisz adres")],
)
def test_what_cannot_be_merged_is_refused_beside_the_field(admin, pair, email, said):
    before = all_rows()

    assert said in merge(admin, pair[0], email, status=422, potwierdzam="1").text

    assert all_rows() == before


def test_ones_own_account_is_not_merged_away(admin, pair):
    answer = merge(admin, pair[0], admin.person.email, status=422, potwierdzam="1")

    assert "Własnego konta" in answer.text
    assert db.session.get(User, admin.person.id).email is not None

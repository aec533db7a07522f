"""What experts keep for their work, the letters and handing over that the clock does, and topics of staff."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.jobs import hand_over, tell_morning, tell_new
from akademia.advisory.questions.models import Absence, Case, ExpertTopic, SavedPart, Topic
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.services import Task
from akademia.mail.models import Letter
from akademia.mail.rules import KINDS
from akademia.mail.services import refuse
from tests.advisory.factories import make_case, make_message, make_topic
from tests.factories import make_user

DESK = "/panel/sprawy/"
NOW = Task(1, "test", {}, 1, "test")
DAY = timedelta(days=1)


@pytest.fixture
def expert(app):
    return make_user(Role.Expert, name="Ewa Ekspert")


@pytest.fixture
def sign_in(new_client):
    def sign(user):
        commit()
        return new_client().sign_in(user)

    return sign


def letters():
    return db.session.execute(select(Letter.template, Letter.to_address).order_by(Letter.id)).all()


def test_parts_are_ones_own_or_everybodys_and_stand_beside_the_editor(expert, sign_in):
    other, case = make_user(Role.Expert), make_case(expert_id=expert.id)
    client = sign_in(expert)
    client.post(f"{DESK}wstawki/", {"title": "Powitanie", "source": "Dzień dobry!", "version": ""})
    sign_in(other).post(f"{DESK}wstawki/", {"title": "Cudza", "source": "Moje.", "version": ""})
    sign_in(other).post(f"{DESK}wstawki/", {"title": "Wspólna", "source": "Nasze.", "version": "", "shared": "y"})

    page = client.words(f"/panel/teksty/odpowiedz-w-sprawie/{case.id}/")

    assert [title in page for title in ("Powitanie", "Wspólna", "Cudza")] == [True, True, False]
    foreign = db.session.scalar(select(SavedPart.id).where(SavedPart.title == "Cudza"))
    client.get(f"{DESK}wstawki/{foreign}/", status=404)
    client.post(f"{DESK}wstawki/{foreign}/usun", status=404)


def test_the_later_save_of_a_part_is_told_and_keeps_what_was_typed(expert, sign_in):
    client = sign_in(expert)
    client.post(f"{DESK}wstawki/", {"title": "Powitanie", "source": "Dzień dobry!", "version": ""})
    address = f"{DESK}wstawki/{db.session.scalar(select(SavedPart.id))}/"
    client.post(address, {"title": "Powitanie", "source": "Witam.", "version": "1"})

    page = client.post(address, {"title": "Powitanie", "source": "Cześć.", "version": "1"}, status=422).text

    assert "Ktoś zmienił to w międzyczasie" in page
    assert "Cześć." in page
    assert db.session.scalar(select(SavedPart.source)) == "Witam."


def test_experts_of_a_topic_hear_of_its_new_case_once_and_may_refuse(expert, sign_in):
    topic, deaf = make_topic(name="Zasiłki"), make_user(Role.Expert)
    sign_in(expert).post(f"{DESK}moje-tematy/", {"temat": [topic.id, 999_999]})
    db.session.add(ExpertTopic(user_id=deaf.id, topic_id=topic.id))
    refuse(deaf.id, KINDS["case_new"])
    case = make_case(topic, title="Tajna sprawa")
    make_case()
    make_case(topic, asked_at=clock.now() - 3 * DAY)

    tell_new(NOW)
    tell_new(NOW)

    assert letters() == [("cases/new", expert.email)]
    letter = db.session.scalars(select(Letter)).one()
    assert case.number in letter.subject + (letter.text_body or "")
    assert "Tajna sprawa" not in (letter.text_body or "")


def test_each_morning_those_for_whom_something_waits_get_one_letter(expert):
    idle, staff = make_user(Role.Expert), make_user(Role.Staff)
    make_case(expert_id=expert.id, due_on=clock.today() - DAY)
    make_case(expert_id=expert.id)

    tell_morning(NOW)
    tell_morning(NOW)

    assert letters() == [("cases/summary", expert.email), ("cases/late", staff.email)]
    assert idle.email not in [address for _, address in letters()]
    words = db.session.scalar(select(Letter.text_body).where(Letter.template == "cases/summary")) or ""
    assert "2\u00a0sprawy, w tym po terminie: 1\u00a0sprawa" in words


def test_a_morning_without_cases_brings_no_letter(expert):
    make_user(Role.Staff)
    make_case(expert_id=expert.id, state="answered")

    tell_morning(NOW)

    assert letters() == []


def test_on_the_first_day_of_an_absence_open_cases_go_to_who_stands_in(expert, sign_in):
    stand_in, today = make_user(Role.Expert, name="Zofia Zastępca"), clock.today()
    held = make_case(expert_id=expert.id)
    done = make_case(expert_id=expert.id, state="answered")
    client = sign_in(expert)
    days = {"from_on": today.isoformat(), "until_on": (today + DAY).isoformat(), "stand_in": stand_in.id}

    client.post(f"{DESK}nieobecnosci/", days)
    for _ in range(2):
        hand_over(NOW)

    owners = {case.id: case.expert_id for case in db.session.scalars(select(Case))}
    assert owners == {held.id: stand_in.id, done.id: expert.id}
    assert letters() == [("cases/handed_over", stand_in.email)]
    fresh = make_case()
    commit()
    client.post(f"{DESK}{fresh.id}/wez")
    assert "masz dziś wpisaną nieobecność" in client.words(f"{DESK}{fresh.id}/")


def test_without_one_who_stands_in_the_cases_go_back_to_the_queue(expert):
    today = clock.today()
    case = make_case(expert_id=expert.id)
    away = make_user(Role.Expert)
    db.session.add(Absence(user_id=expert.id, from_on=today, until_on=today, stand_in_id=away.id))
    db.session.add(Absence(user_id=away.id, from_on=today, until_on=today))
    later = Absence(user_id=away.id, from_on=today + DAY, until_on=today + DAY)
    db.session.add(later)
    commit()

    hand_over(NOW)

    assert (case.state, case.expert_id) == ("new", None)
    assert later.handed_over_at is None


def test_an_absence_that_ends_before_it_begins_is_refused_beside_its_field(expert, sign_in):
    days = {"from_on": "2099-02-02", "until_on": "2099-02-01", "stand_in": 0}

    page = sign_in(expert).post(f"{DESK}nieobecnosci/", days, status=422).text

    assert "Ostatni dzień nie może być przed pierwszym" in page
    assert 'value="2099-02-01"' in page


def test_another_experts_absence_is_not_removed(expert, sign_in):
    absence = Absence(user_id=make_user(Role.Expert).id, from_on=clock.today(), until_on=clock.today())
    db.session.add(absence)
    client = sign_in(expert)

    client.post(f"{DESK}nieobecnosci/{absence.id}/usun", status=404)


def test_the_sheet_of_own_work_holds_no_formula_and_nobody_elses_answers(expert, sign_in):
    case = make_case(title="=HYPERLINK(1)", expert_id=expert.id)
    make_message(case, "answer", expert_id=expert.id, minutes=35)
    make_message(make_case(title="Cudze"), "answer", expert_id=make_user(Role.Expert).id, minutes=5)

    sheet = sign_in(expert).get(f"{DESK}moje.csv").text

    assert "'=HYPERLINK(1)" in sheet
    assert ";35" in sheet
    assert "Cudze" not in sheet


def test_staff_edit_topics_and_experts_do_not(expert, sign_in):
    staff = sign_in(make_user(Role.Staff))
    values = {"name": "Zasiłki i świadczenia", "summary": "O pieniądzach.", "promise_days": 7, "position": 1,
              "is_open": "y", "version": ""}  # fmt: skip
    staff.post(f"{DESK}tematy/nowy/", values)
    topic = db.session.scalars(select(Topic)).one()
    address = f"{DESK}tematy/{topic.id}/"

    staff.post(address, {**values, "promise_days": 9, "version": 1})
    page = staff.post(address, {**values, "promise_days": 3, "version": 1}, status=422).text
    staff.post(address, {**values, "promise_days": 61, "version": 2}, status=422)

    db.session.expire_all()
    assert "Ktoś zmienił to w międzyczasie" in page
    assert (topic.slug, topic.promise_days, topic.origin, topic.version) == ("zasilki-i-swiadczenia", 9, "person", 2)
    sign_in(expert).get(f"{DESK}tematy/", status=403)

"""The experts' desk: the queue, claiming, handing over, and what each act leaves in the trail and in the post."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Absence, Attachment, Case, Note
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.text import date_words
from akademia.mail.models import Letter
from akademia.organisations.models import Territory
from akademia.storage.models import StoredFile
from tests.advisory.factories import make_case, make_message, make_topic
from tests.factories import make_provision, make_user

QUEUE = "/panel/sprawy/"


@pytest.fixture
def expert(app):
    return make_user(Role.Expert, name="Ewa Ekspert")


@pytest.fixture
def other(app):
    return make_user(Role.Expert, name="Olga Druga")


@pytest.fixture
def sign_in(new_client):
    def sign(user):
        commit()
        return new_client().sign_in(user)

    return sign


def at(case, act=""):
    return f"{QUEUE}{case.id}/{act}"


def case_now(case_id):
    db.session.expire_all()
    return db.session.get(Case, case_id)


def acts_of(case_id):
    mine = select(AuditEntry).where(AuditEntry.thing_kind == "case", AuditEntry.thing_ref == str(case_id))
    return [(e.act, e.details.get("step")) for e in db.session.scalars(mine.order_by(AuditEntry.id))]


def letters():
    return db.session.execute(select(Letter.template, Letter.to_address).order_by(Letter.id)).all()


def test_the_queue_narrows_by_its_address_and_sorts_by_day_then_urgency(expert, other, sign_in):
    topic, today = make_topic(name="Zasiłki"), clock.today()
    db.session.add(Territory(code="14", level="voivodeship", name="mazowieckie", name_key="m", kind=""))
    db.session.add(Territory(code="1465011", level="commune", name="Warszawa", name_key="w", kind="", parent_code="14"))
    db.session.flush()
    make_case(topic, title="Spóźniona", due_on=today - timedelta(days=1))
    make_case(title="Zwykła", due_on=today + timedelta(days=3))
    make_case(title="Pilna", due_on=today + timedelta(days=3), priority=0)
    make_case(title="Moja z Warszawy", expert_id=expert.id, commune_code="1465011", due_on=today + timedelta(days=5))
    make_case(title="Cudza czeka", expert_id=other.id, state="waiting", claimed_at=clock.now())
    make_case(title="Dawna", state="closed", closed_at=clock.now(), number="2025/7")
    client = sign_in(expert)

    def titles(query=""):
        words = client.words(f"{QUEUE}{query}")
        said = [t for t in ("Spóźniona", "Zwykła", "Pilna", "Moja z Warszawy", "Cudza czeka", "Dawna") if t in words]
        return sorted(said, key=words.index)

    assert titles() == ["Spóźniona", "Pilna", "Zwykła", "Moja z Warszawy", "Cudza czeka"]
    assert titles("?kto=moje") == ["Moja z Warszawy"]
    assert titles("?kto=niczyje") == ["Spóźniona", "Pilna", "Zwykła"]
    assert titles("?stan=po-terminie") == ["Spóźniona"]
    assert titles("?stan=czekaja") == ["Cudza czeka"]
    assert titles("?stan=zamkniete&szukaj=2025/7") == ["Dawna"]
    assert titles(f"?temat={topic.id}") == ["Spóźniona"]
    assert titles("?wojewodztwo=14") == ["Moja z Warszawy"]
    assert titles("?szukaj=zwyk") == ["Zwykła"]
    assert titles("?stan=nie-ma&temat=x&po=zle.slowo") == titles()


def test_the_queue_goes_on_after_each_page_without_losing_or_repeating_a_case(expert, sign_in):
    topic = make_topic()
    for number in range(60):
        make_case(topic, title=f"Sprawa-{number:02d}.", due_on=clock.today() + timedelta(days=number // 20))
    client, address, seen = sign_in(expert), QUEUE, []

    while address:
        page = client.get(address).text
        seen += [n for n in range(60) if f"Sprawa-{n:02d}." in page]
        more = [part for part in page.split('href="') if "Następne sprawy" in part[:200]]
        address = more[0].split('"')[0].replace("&amp;", "&") if more else None

    assert seen == list(range(60))


def test_the_queue_and_a_case_ask_as_often_for_one_thing_as_for_thirty(expert, sign_in, count_queries):
    case = make_case(expert_id=expert.id)
    make_message(case)
    client = sign_in(expert)
    few = count_queries(lambda: client.get(QUEUE)), count_queries(lambda: client.get(at(case)))

    for _ in range(30):
        make_case(expert_id=expert.id)
        make_message(case, "reply")
        db.session.add(Note(case_id=case.id, author_id=expert.id, words="Ważne."))
    commit()

    assert (count_queries(lambda: client.get(QUEUE)), count_queries(lambda: client.get(at(case)))) == few


def test_how_much_each_expert_holds_is_seen_by_all_of_them(expert, other, sign_in):
    topic = make_topic()
    for day in (-2, 3):
        make_case(topic, expert_id=expert.id, due_on=clock.today() + timedelta(days=day))
    make_case(topic, expert_id=expert.id, state="closed", closed_at=clock.now())
    until = clock.today() + timedelta(days=3)
    db.session.add(Absence(user_id=other.id, from_on=clock.today(), until_on=until))
    commit()

    words = sign_in(other).words(f"{QUEUE}kto-ile-prowadzi/")

    assert "Ewa Ekspert 2 1 brak" in words
    assert f"Olga Druga 0 0 nie ma do {date_words(until)}".replace("\u00a0", " ") in words.replace("\u00a0", " ")


def test_the_expert_sees_which_provision_is_asked_about(expert, sign_in):
    provision = make_provision("art-15")
    case = make_case(provision_id=provision.id, expert_id=expert.id)

    assert 'href="/prawo/uzs/art-15/"' in sign_in(expert).get(at(case)).text


def test_the_second_to_claim_a_case_is_told_and_changes_nothing(expert, other, sign_in):
    case = make_case()
    make_message(case)
    first, second, number = sign_in(expert), sign_in(other), case.id

    first.post(at(case, "wez"))
    second.post(at(case, "wez"))

    assert "prowadzi już ktoś inny" in second.words(at(case))
    assert (case_now(number).expert_id, case_now(number).state) == (expert.id, "claimed")
    assert acts_of(number) == [("case.moved", "claim")]


def test_nobody_claims_their_own_question(expert, sign_in):
    case = make_case(asker_id=expert.id, asker_email=None)
    client = sign_in(expert)

    client.post(at(case, "wez"))

    assert "To pytanie jest Twoje" in client.words(at(case))
    assert case_now(case.id).state == "new"


@pytest.mark.parametrize("act", ["oddaj", "przekaz", "polacz", "zamknij", "pilnosc", "termin", "redakcja"])
def test_whoever_does_not_lead_a_case_changes_nothing_in_it(expert, other, sign_in, act):
    case, spare = make_case(expert_id=other.id), make_case()
    third = make_user(Role.Expert)
    client, before = sign_in(expert), case.version

    sent = {"to": third.id, "number": spare.number, "priority": 0, "due_on": "2027-01-04", "why": "Bo tak."}
    client.post(at(case, act), sent, status=409)

    now = case_now(case.id)
    assert (now.version, now.expert_id, now.priority, now.state) == (before, other.id, 1, "claimed")


def test_a_case_handed_over_goes_with_its_note_and_a_letter(expert, other, sign_in):
    case = make_case(expert_id=expert.id)
    client = sign_in(expert)
    assert "Olga Druga (0 otwartych spraw)" in client.words(at(case))

    client.post(at(case, "przekaz"), {"to": other.id, "words": "Znasz się na tym."})

    assert case_now(case.id).expert_id == other.id
    assert "Znasz się na tym." in sign_in(other).words(at(case))
    assert letters() == [("cases/handed_over", other.email)]
    assert acts_of(case.id) == [("case.moved", "hand_over"), ("case.assigned", None)]


def test_staff_assign_a_case_that_nobody_took_and_cannot_take_one_themselves(expert, sign_in):
    case = make_case()
    client = sign_in(make_user(Role.Staff))

    client.post(at(case, "wez"), status=403)
    client.post(at(case, "przekaz"), {"to": expert.id, "words": ""})

    assert (case_now(case.id).state, case_now(case.id).expert_id) == ("claimed", expert.id)


def test_a_case_is_handed_only_to_one_who_answers_questions(expert, sign_in):
    case, learner = make_case(expert_id=expert.id), make_user()
    make_user(Role.Expert)
    client = sign_in(expert)

    client.post(at(case, "przekaz"), {"to": learner.id, "words": ""}, status=422)

    assert case_now(case.id).expert_id == expert.id


def test_of_two_same_questions_one_ends_and_its_asker_is_told(expert, sign_in):
    case = make_case(expert_id=expert.id)
    first = make_case(title="Zadane wcześniej", asker_email=(case.asker_email or "").upper())
    client = sign_in(expert)

    client.post(at(case, "polacz"), {"number": first.number})

    assert (case_now(case.id).state, case_now(case.id).merged_into_id) == ("closed", first.id)
    assert letters() == [("questions/merged", case.asker_email)]
    assert acts_of(case.id) == [("case.moved", "close"), ("case.merged", None)]
    assert acts_of(first.id) == [("case.joined", None)]
    assert "Rozmowa trwa w innej sprawie" in client.words(at(case))
    client.post(at(case, "otworz"), status=409)


def test_cases_of_two_people_are_not_joined_for_each_conversation_is_private(expert, sign_in):
    case, other = make_case(expert_id=expert.id), make_case()

    answer = sign_in(expert).post(at(case, "polacz"), {"number": other.number}, status=422)

    assert "O to samo pyta tam inna osoba" in answer.text
    assert (case_now(case.id).state, case_now(case.id).merged_into_id) == ("claimed", None)
    assert letters() == []


@pytest.mark.parametrize("which", ["itself", "none", "closed"])
def test_a_case_is_joined_only_with_another_open_one(expert, sign_in, which):
    case = make_case(expert_id=expert.id)
    closed = make_case(state="closed", closed_at=clock.now())
    number = {"itself": case.number, "none": "2099/1", "closed": closed.number}[which]
    client = sign_in(expert)

    answer = client.post(at(case, "polacz"), {"number": number}, status=422)

    assert f'value="{number}"' in answer.text
    assert case_now(case.id).state == "claimed"


def test_closing_and_opening_again_keeps_the_holder_and_counts_the_promise_anew(expert, sign_in):
    case = make_case(make_topic(promise_days=5), expert_id=expert.id, due_on=clock.today() - timedelta(days=30))
    client = sign_in(expert)

    client.post(at(case, "zamknij"))
    client.post(at(case, "otworz"))

    now = case_now(case.id)
    assert (now.state, now.expert_id, now.closed_at) == ("claimed", expert.id, None)
    assert now.due_on > clock.today()
    assert letters() == [("questions/closed", case.asker_email)]


def test_another_day_is_promised_with_a_reason_and_stays_in_the_history(expert, sign_in):
    case = make_case(expert_id=expert.id)
    before, new = case.due_on, clock.today() + timedelta(days=40)
    client = sign_in(expert)

    client.post(at(case, "termin"), {"due_on": new.isoformat(), "why": ""}, status=422)
    client.post(at(case, "termin"), {"due_on": "2001-01-01", "why": "Za późno."}, status=422)
    client.post(at(case, "termin"), {"due_on": new.isoformat(), "why": "Czekamy na ministerstwo."})

    page = client.words(at(case))
    assert f"zmiana terminu odpowiedzi: {before} → {new}" in page
    assert "Czekamy na ministerstwo." in page


def test_a_call_for_staff_reaches_them_once_and_makes_the_case_urgent(expert, sign_in):
    case, staff = make_case(expert_id=expert.id), make_user(Role.Staff)
    client = sign_in(expert)

    for _ in range(2):
        client.post(at(case, "redakcja"), {"why": "Potrzebny prawnik."})

    assert letters() == [("cases/escalated", staff.email)]
    assert case_now(case.id).priority == 0


def test_one_file_goes_for_good_and_the_case_stays(expert, sign_in):
    case = make_case(expert_id=expert.id)
    message = make_message(case)
    files = [StoredFile(key=f"k{n}", sha256="0", size_bytes=3, kind="pdf", name=f"{n}.pdf") for n in (1, 2)]
    db.session.add_all(files)
    db.session.flush()
    kept, gone = (Attachment(message_id=message.id, file_id=f.id, name=f.name) for f in files)
    db.session.add_all([kept, gone])
    client = sign_in(expert)
    number, address = gone.id, at(case, f"zalaczniki/{gone.id}")

    client.post(f"{address}/usun")

    page = client.words(at(case))
    assert "1.pdf" in page
    assert "2.pdf" not in page
    assert "załącznik usunięty" in page
    assert db.session.scalars(select(StoredFile.name)).all() == ["1.pdf"]
    client.get(address, status=404)
    client.post(f"{address}/usun", status=404)
    client.get(f"{QUEUE}{make_other_case()}/zalaczniki/{number}", status=404)


def make_other_case():
    case = make_case()
    commit()
    return case.id

"""The desk: a study from its template, the editor, opening and its clock, invitations, reminders."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.area import house_kinds
from akademia.core.db import db
from akademia.law.models import Provision
from akademia.law.queries.cited import provisions_of_text
from akademia.mail.models import Letter
from akademia.research.surveys.models import Study, SurveyGroup, SurveyInvitation
from akademia.research.surveys.queries.rows import questionnaire_of
from akademia.research.surveys.services import answering, groups, inviting, opening
from akademia.research.surveys.services.describing import StudyFrozen
from akademia.research.surveys.services.starting import begin_study
from akademia.starter.services.loading import STARTER
from akademia.texts.services.rendering import lexicon
from tests.factories import make_user
from tests.research.surveys.making import invite, make_study
from tests.search.index import index_all


@pytest.fixture
def staff(client):
    user = make_user(Role.Staff)
    db.session.commit()
    return client.sign_in(user)


def group_of(study):
    return db.session.scalars(select(SurveyGroup).where(SurveyGroup.study_id == study.id)).first()


def change(staff, study, address, status=303, **typed):
    group = group_of(study)
    return staff.post(f"/panel/ankiety/grupy/{group.id}/{address}", {"version": str(group.version), **typed}, status)


def test_a_questionnaire_is_made_without_scripts_and_its_faults_are_named_at_their_places(staff):
    sent = staff.post("/panel/ankiety/nowe/", {"title": "Nowe badanie", "like": ""})
    study = db.session.scalars(select(Study)).one()
    assert sent.location.endswith(f"/panel/ankiety/{study.id}/")
    assert "żadnego pytania" in staff.words(sent.location)

    wrong = change(staff, study, "strony/s1/nowe-pytanie/", 422, kind="single", words="Czy?", options="Tak")
    assert "co najmniej dwie odpowiedzi" in wrong.text
    change(staff, study, "strony/s1/nowe-pytanie/", kind="single", words="Czy?", options="Tak\nNie", must="1")
    change(staff, study, "strony/nowa/", title="Dalej", words="", then="")
    change(staff, study, "strony/s2/nowe-pytanie/", kind="matrix", words="Jak?", rows="To\nTamto", low="1", high="5")
    change(staff, study, "strony/nowa/", title="Na końcu", words="", then="s2")
    change(staff, study, "strony/s3/nowe-pytanie/", kind="long", words="Coś jeszcze?")
    change(staff, study, "strony/s1/nowe-przejscie/", when=["p1.o2"], to="s3")
    assert "wraca do niej samej" in staff.words(f"/panel/ankiety/{study.id}/")
    change(staff, study, "strony/s3/", title="Na końcu", words="", then="koniec")
    change(staff, study, "zmien", co="up:question:p2")
    change(staff, study, "pytania/p1/", kind="single", words="Czy?", options="Tak\nRaczej nie", must="1")

    whole = questionnaire_of(group_of(study))
    assert [[one.key for one in page.questions] for page in whole.pages] == [["p1", "p2"], [], ["p3"]]
    assert whole.pages[0].branches[0].options == ("o2",)
    assert [one.words for one in whole.by_key["p1"].options] == ["Tak", "Raczej nie"]
    assert "Czy?" in staff.words(f"/panel/ankiety/grupy/{group_of(study).id}/podglad/s1/")
    change(staff, study, "zmien", co="remove:page:s2")
    change(staff, study, "zmien", co="remove:branch:s1:0")
    change(staff, study, "zmien", 404, co="remove:branch:s1:0")


def test_of_two_who_edit_at_once_the_second_is_told(staff):
    study = make_study(state="draft")
    group = group_of(study)
    change(staff, study, "nazwa/", name="Pierwsza", summary="")

    lost = change(staff, study, "nazwa/", 422, version=str(group.version - 1), name="Druga", summary="")
    assert "Ktoś w międzyczasie" in lost.text
    assert "Druga" in lost.text


def test_an_open_study_is_frozen(staff):
    study = make_study()
    actor = make_user().id

    for act in (
        lambda: groups.change(group_of(study).id, 1, lambda whole: whole, actor),
        lambda: groups.add_group(study.id, "Nowa", "", actor),
        lambda: opening.plan(study.id, study.changes, opening.Plan("tokens", None, None), actor),
    ):
        with pytest.raises(StudyFrozen):
            act()
    assert study.frozen_digest != ""
    assert "zamrożone" in staff.words(f"/panel/ankiety/{study.id}/")
    assert "nie można zmienić" in staff.words(f"/panel/teksty/badanie/{study.id}/")


def test_the_clock_opens_and_closes_and_what_is_not_ready_stays_a_draft(app, noon, stop_clock):
    ready, broken = make_study(state="draft"), make_study(state="draft", slug="Inne")
    broken.version = 0
    for study in (ready, broken):
        study.opens_at, study.closes_at = noon + timedelta(hours=1), noon + timedelta(days=2)
    db.session.commit()

    assert opening.open_due() == 0
    stop_clock(noon + timedelta(hours=2))
    assert opening.open_due() == 1
    assert (ready.state, broken.state, broken.opens_at) == ("open", "draft", None)
    opening.extend(ready.id, noon + timedelta(days=5), make_user().id)
    with pytest.raises(opening.BadEnd):
        opening.extend(ready.id, noon + timedelta(days=4), make_user().id)
    stop_clock(noon + timedelta(days=4))
    assert opening.close_due() == 0
    stop_clock(noon + timedelta(days=6))
    assert opening.close_due() == 1
    assert ready.state == "closed"


def test_letters_go_once_and_reminders_only_to_those_from_whom_no_answer_came(staff, noon, stop_clock):
    study = make_study("tokens")
    address = f"/panel/ankiety/grupy/{group_of(study).id}/zaproszenia/"
    assert "To nie są adresy" in staff.post(address, {"addresses": "ktos@example.org, nikt"}, 422).text
    staff.post(address, {"addresses": "a@example.org; b@example.org\nA@EXAMPLE.ORG\nc@example.org"})
    staff.post(address, {"addresses": "b@example.org"})
    assert inviting.write_some(study.id) == 3
    assert inviting.write_some(study.id) == 0
    db.session.commit()

    letters = db.session.scalars(select(Letter).where(Letter.template == "surveys/invitation").order_by(Letter.id))
    answers, begins, silent = letters.all()
    for letter in (answers, begins):
        ticket = answering.exchange(letter.text_body.split("/zaproszenie/")[1].split("/")[0])[1]
        if letter is answers:
            answering.send(group_of(study), {"p1": "nie"}, ticket)
    db.session.commit()
    assert "nie odpowiedzieli" not in staff.words(f"/panel/ankiety/{study.id}/")
    stop_clock(noon + timedelta(days=4))
    assert "Przypomnij tym, którzy nie odpowiedzieli" in staff.get(f"/panel/ankiety/{study.id}/").text
    staff.post(f"/panel/ankiety/{study.id}/przypomnij")
    assert inviting.remind_some(study.id, 1) == 2
    assert inviting.remind_some(study.id, 1) == 0
    again = db.session.scalars(select(Letter.to_address).where(Letter.template == "surveys/reminder")).all()
    assert sorted(again) == sorted([begins.to_address, silent.to_address])
    with pytest.raises(inviting.TooEarly):
        inviting.ask_to_remind(study.id, make_user().id)


def test_addresses_go_when_their_owner_asks_and_some_time_after_the_closing(client, noon):
    study = make_study("tokens")
    token = invite(group_of(study), 2, address=True)[0]
    client.post(f"/badania/ankiety/zaproszenie/{token}/bez-listow/", {}, 200)
    left = select(SurveyInvitation.address).where(SurveyInvitation.address.is_not(None))
    assert db.session.scalars(left).all() == ["osoba1@example.org"]

    opening.close_study(study.id)
    assert inviting.forget_old(clock.now()) == 0
    assert inviting.forget_old(clock.now() + timedelta(seconds=1)) == 1
    assert db.session.scalars(left).all() == []


def test_paper_codes_are_listed_and_the_list_does_not_tell_which_are_used(staff):
    study = make_study("tokens")
    address = f"/panel/ankiety/grupy/{group_of(study).id}/zaproszenia/papier"
    staff.post(address, {"count": "3"})
    before = staff.get(address + "/").text

    code = before.split("<code>")[1].split("<")[0]
    answering.exchange(code.replace("-", ""))
    db.session.commit()
    assert before.split("<tbody>")[1].split("</tbody>")[0] in staff.get(address + "/").text
    assert "Wpisz liczbę od 1" in staff.post(address, {"count": "0"}, 422).text


def test_the_study_of_2017_is_a_ready_template_with_two_groups_of_five_questions(starter, staff):
    template = db.session.scalars(select(Study).where(Study.origin == "starter")).one()
    assert (STARTER / "research" / "studies" / f"{template.slug}.yaml").is_file()
    made = begin_study("Badanie anew", template.id, lexicon(), make_user().id)
    db.session.commit()

    assert template.state == "draft"
    assert [len(questionnaire_of(one).questions) for one in made.groups] == [5, 5]
    assert (made.consent, made.version) == (template.consent, 1)
    page = staff.words(f"/panel/ankiety/{made.id}/")
    assert "Podaj, kiedy badanie się kończy" in page
    assert "rzeczy do poprawy" not in page
    staff.get(f"/badania/ankiety/{template.slug}/", 404)


def test_open_and_closed_studies_are_public_things_and_drafts_are_not(client):
    make_study(state="draft", slug="Szkic")
    study = make_study()
    kind = next(kind for _, kind in house_kinds() if kind.name == "study")
    day = study.opened_at.astimezone(clock.WARSAW).date()

    assert [one.title for one in kind.every()] == ["Badanie próbne"]
    assert list(kind.stamps(None)) == [study.id]
    assert [one.title for one in kind.documents([1, study.id, study.id + 1])] == ["Badanie próbne"]
    assert [one.ref for one in kind.published_between(day, day)] == [study.id]
    assert list(kind.published_between(*[datetime(2020, 1, 1, tzinfo=timezone.utc).date()] * 2)) == []
    assert "Szkic" not in client.words("/badania/ankiety/")
    client.get("/badania/ankiety/szkic/", 404)


def test_a_public_study_is_found_and_stands_on_the_page_of_what_it_cites_and_a_draft_does_neither(act_kept, client):
    cites = {"source": "## Podstawa\n\nPytamy o to, co mówi art. 15 ustawy."}
    draft, study = make_study(state="draft", slug="Szkic", **cites), make_study(**cites)
    index_all()
    cited = provisions_of_text("study", study.id)
    kind = next(kind for _, kind in house_kinds() if kind.name == "study")

    assert [one.key for one in cited] == ["art-15"]
    ref = db.session.scalars(select(Provision.id).where(Provision.key == "art-15")).one()
    assert [one.ref for one in kind.passages([ref])] == [study.id] != [draft.id]
    for address in ("/prawo/uzs/art-15/", "/szukaj/?q=pytamy+co+mówi"):
        page = client.words(address)
        assert "Badanie próbne" in page, address
        assert "Szkic" not in page, address
    assert cited[0].label in client.words(f"/badania/ankiety/{study.slug}/")


def test_a_person_takes_and_erases_the_invitations_to_their_address(app):
    person = make_user(email="osoba1@example.org")
    invite(group_of(make_study("tokens")), 3, address=True)
    card = next(one for one in app.extensions["akademia"].privacy_cards if one.package == "research.surveys")

    assert card.export(person.id) == {"zaproszenia do badań wysłane na Twój adres": ["Badanie próbne"]}
    assert card.tally(person.id) == ["1\u00a0zaproszenie do badania"]
    card.erase(person.id)
    left = db.session.scalars(select(SurveyInvitation.address)).all()
    assert set(left) == {"osoba0@example.org", "osoba2@example.org", None}

"""From a private case to a public text: nothing is read by anybody until author, second expert and asker all say so."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case, Correction, PublishedAnswer, Reading
from akademia.advisory.questions.services import consent, reading
from akademia.advisory.questions.services.answers import NotAgreed
from akademia.advisory.questions.services.withdrawing import withdraw
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from akademia.texts.models import Revision
from akademia.texts.services import lexicon
from akademia.texts.services.drafts import open_draft, open_text, save
from akademia.texts.services.kinds import Place, kind_named
from akademia.texts.services.publishing import NotReady
from tests.advisory.factories import make_case
from tests.advisory.publishing import agree, answered_case, approve, draft_of, publish, published, words_of
from tests.factories import make_provision, make_user


@pytest.fixture(autouse=True)
def provision(app):
    return make_provision("art-15-ust-4")


def complaints(draft, author):
    with pytest.raises(NotReady) as refused:
        publish(draft.id, author)
    return refused.value.complaints


def test_a_text_begins_with_the_words_of_the_case_and_personal_data_masked(app):
    blank = kind_named("answer").blank(answered_case().id)

    assert "83011735174" not in blank["question"]
    assert "[numer PESEL]" in blank["question"]
    assert "Kowalski" not in blank["question"]
    assert "jan.kowalski@example.org" not in blank["source"]
    assert "[adres e-mail]" in blank["source"]


def test_the_way_to_readers_begins_at_the_case_for_who_leads_it(app, new_client):
    case, waits, other = answered_case(), make_case(expert_id=make_user(Role.Expert).id), make_user(Role.Expert)
    commit()
    desk, way = f"/panel/sprawy/{case.id}/", f'href="/panel/odpowiedzi/sprawa/{case.id}/"'
    expert = new_client().sign_in(case.expert)

    assert way in expert.get(desk).text
    assert f'href="{desk}"' in expert.get(f"/panel/odpowiedzi/sprawa/{case.id}/").text
    assert way not in new_client().sign_in(other).get(desk).text
    assert "/panel/odpowiedzi/sprawa/" not in new_client().sign_in(waits.expert).get(f"/panel/sprawy/{waits.id}/").text


def test_nothing_is_published_without_a_second_expert_and_consent(app):
    case = answered_case()
    draft = draft_of(case, case.expert_id)
    commit()

    told = complaints(draft, case.expert_id)

    assert "zgodził" in told["question"]
    assert "druga osoba" in told["source"]
    assert db.session.scalar(select(PublishedAnswer.id)) is None


@pytest.mark.parametrize("say", [consent.refuse, lambda case: None])
def test_a_question_about_consent_is_no_consent(app, say):
    case = answered_case()
    draft = draft_of(case, case.expert_id)
    approve(draft, case, case.expert_id)
    consent.ask(case, case.expert_id)
    say(case)
    commit()

    assert list(complaints(draft, case.expert_id)) == ["question"]


def test_an_approval_counts_for_exactly_the_words_it_was_given_for(app):
    case = answered_case()
    draft = draft_of(case, case.expert_id)
    approve(draft, case, case.expert_id)
    agree(case)
    working = open_draft(draft.id)
    changed = {**working.values, "source": working.values["source"] + " I jeszcze jedno."}
    save(working.place, draft.id, working.opened, changed, case.expert_id)
    commit()

    assert list(complaints(draft, case.expert_id)) == ["source"]


def test_who_wrote_the_text_or_replied_in_the_case_is_no_second_expert(app):
    replied, writer, second = (make_user(Role.Expert) for _ in range(3))
    case = answered_case(replied)
    draft = draft_of(case, writer.id)
    mark = reading.hand_over(case.id, draft.id, writer.id).digest

    for own in (replied, writer):
        with pytest.raises(reading.NotSecond):
            reading.judge(draft.id, own.id, mark, True, "")

    assert reading.judge(draft.id, second.id, mark, True, "") == "approved"


def test_what_looks_like_personal_data_is_published_only_when_its_author_says_that_it_was_looked_at(app):
    case = answered_case()
    words = {"source": "Zadzwoń: 600 123 456. Mówi o tym [art. 15 ust. 4](uzs:art-15-ust-4)."}
    draft = draft_of(case, case.expert_id, **words)
    approve(draft, case, case.expert_id)
    agree(case)
    commit()

    assert "600 123 456" in complaints(draft, case.expert_id)["looked"]
    working = open_draft(draft.id)
    save(working.place, draft.id, working.opened, {**working.values, "looked": "1"}, case.expert_id)

    assert publish(draft.id, case.expert_id).version == 1


def test_both_sides_of_a_reading_get_letters(app):
    author, second = make_user(Role.Expert), make_user(Role.Expert)
    case = answered_case(author)
    draft = draft_of(case, author.id)
    mark = reading.hand_over(case.id, draft.id, author.id).digest
    reading.judge(draft.id, second.id, mark, False, "Popraw datę w drugim zdaniu.")

    letters = {letter.to_address: letter for letter in db.session.scalars(select(Letter))}

    assert "do przeczytania" in letters[second.email].subject
    assert "Popraw datę w drugim zdaniu." in letters[author.email].text_body
    assert len(letters) == 2


def test_a_returned_text_says_why_and_may_be_handed_over_again(app):
    case, second = answered_case(), make_user(Role.Expert)
    draft = draft_of(case, case.expert_id)
    mark = reading.hand_over(case.id, draft.id, case.expert_id).digest
    with pytest.raises(reading.NoWords):
        reading.judge(draft.id, second.id, mark, False, "  ")
    with pytest.raises(reading.HandedAlready):
        reading.hand_over(case.id, draft.id, case.expert_id)
    reading.judge(draft.id, second.id, mark, False, "Popraw.")

    reading.hand_over(case.id, draft.id, case.expert_id)

    assert [one.verdict for one in db.session.scalars(select(Reading).order_by(Reading.id))] == [
        "asked", "returned", "asked",
    ]  # fmt: skip


def test_a_correction_needs_its_reason_and_a_reading_of_its_own(app):
    answer = published()
    case, author = db.session.get_one(Case, answer.case_id), db.session.scalar(select(Revision.author_number))
    draft = draft_of(case, author, source="Nie. Tak mówi [art. 15 ust. 4](uzs:art-15-ust-4).")
    commit()
    assert set(complaints(draft, author)) == {"reason", "source"}

    working = open_text(Place(kind_named("answer"), answer.id))
    told = {**working.values, "reason": "Pomyliliśmy się co do choroby."}
    draft = save(working.place, draft.id, working.opened, told, author)
    approve(draft, case, author)
    publish(draft.id, author)
    commit()

    assert db.session.get_one(PublishedAnswer, answer.id).version == 2
    assert [(c.version, c.words) for c in db.session.scalars(select(Correction))] == [
        (2, "Pomyliliśmy się co do choroby."),
    ]  # fmt: skip


@pytest.mark.parametrize("why", ["consent", "staff"])
def test_a_withdrawn_answer_comes_back_only_by_a_new_consent_and_as_a_new_version(app, why):
    answer = published()
    case = db.session.get_one(Case, answer.case_id)
    author = case.expert_id
    consent.withdraw(case) if why == "consent" else withdraw(answer, "staff", None, "Błąd.")
    draft = draft_of(case, author, reason="Wraca po rozmowie.")
    approve(draft, case, author)
    commit()
    assert answer.withdrawn_why == why
    assert list(complaints(draft, author)) == ["question"]

    agree(case)
    publish(draft.id, author)
    commit()

    assert (answer.withdrawn_at, answer.version) == (None, 2)


def test_a_consent_withdrawn_at_the_last_moment_stops_the_publication(app):
    """The check came before, the withdrawal between: the row of the case is held and asked once more."""
    case = answered_case()
    draft = draft_of(case, case.expert_id)
    approve(draft, case, case.expert_id)
    agree(case)
    commit()
    place, values = Place(kind_named("answer"), parent=case.id), open_draft(draft.id).values
    made = kind_named("answer").make(values, lexicon())
    consent.withdraw(case)

    with pytest.raises(NotAgreed):
        kind_named("answer").write(place, values, made)


def test_one_case_gives_one_answer(app):
    answer = published()
    case = db.session.get_one(Case, answer.case_id)
    place = Place(kind_named("answer"), parent=case.id)

    told = place.kind.check(place, words_of(case))

    assert "już opublikowana" in told["title"]

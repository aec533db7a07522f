"""Published answers as everybody reads them, and gone everywhere at once when they are withdrawn."""

from xml.etree import ElementTree as Xml

import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case, PublishedAnswer
from akademia.advisory.questions.services import consent
from akademia.core.area import house_kinds
from akademia.core.db import commit, db
from akademia.law.models import Citation
from akademia.search.models import IndexedDocument
from tests.advisory.factories import make_topic
from tests.advisory.publishing import answered_case, draft_of, published
from tests.factories import make_provision, make_user
from tests.search.index import follow, found, index_all

ATOM = "{http://www.w3.org/2005/Atom}"
LIST, FEED = "/doradztwo/odpowiedzi/", "/doradztwo/odpowiedzi/atom.xml"
TITLE = "Czy w chorobie należy się świadczenie"


@pytest.fixture(autouse=True)
def provision(app):
    return make_provision("art-15-ust-4")


def address(answer):
    return f"{LIST}{answer.id}-{answer.slug}/"


def test_an_answer_shows_question_answer_provision_and_legal_state(client):
    words = client.words(address(published()))

    assert "Czy w czasie choroby należy się świadczenie integracyjne?" in words
    assert "Tak. Mówi o tym" in words
    assert "22 września 2022 r." in words
    assert "Kowalski" not in words
    assert "83011735174" not in words


def test_a_wrong_part_of_the_address_leads_to_the_right_one(client):
    answer = published()

    assert client.get(f"{LIST}{answer.id}-stary-tytul/", 301).location.endswith(address(answer))
    client.get(f"{LIST}{answer.id + 100}-{answer.slug}/", 404)


def test_an_answer_is_marked_for_machines_as_a_question_and_its_answer(client):
    text = client.get(address(published())).text

    for mark in ("https://schema.org/QAPage", "https://schema.org/Question", "https://schema.org/Answer"):
        assert f'itemtype="{mark}"' in text
    assert 'itemprop="acceptedAnswer"' in text


def test_the_list_is_narrowed_by_topic_region_year_and_provision(app, client):
    benefit, statute = make_topic(name="Świadczenia"), make_topic(name="Statut")
    first = published(topic=benefit)
    make_provision("art-3")
    second = published(topic=statute, title="Kto uchwala statut", source="Rada. Mówi o tym [art. 3](uzs:art-3).")
    titles = {first.title, second.title}

    def shown(query):
        words = client.words(LIST + query)
        return {title for title in titles if title in words}

    assert shown("") == titles
    assert shown(f"?temat={benefit.slug}") == {first.title}
    assert shown("?przepis=uzs:art-15-ust-4") == {first.title}
    assert '<option value="uzs:art-15-ust-4" selected>' in client.get(f"{LIST}?przepis=uzs:art-15-ust-4").text
    assert shown(f"?rok={second.published_at.year}") == titles
    assert shown("?temat=nie-ma&region=99&rok=abc&przepis=%00") == titles


def test_a_list_without_answers_offers_nothing_to_narrow_but_a_question_to_ask(client):
    page = client.get(LIST).text

    assert "Nie ma tu jeszcze odpowiedzi." in page
    assert "Zawężanie listy odpowiedzi" not in page
    assert 'href="/doradztwo/zapytaj/"' in page


def test_the_list_and_an_answer_take_as_many_questions_to_the_database_for_one_as_for_many(client, count_queries):
    topic = make_topic()
    one = published(topic=topic)
    page = address(one)
    few = [count_queries(lambda a=a: client.get(a)) for a in (LIST, page, FEED)]
    for number in range(6):
        published(topic=topic, title=f"Inne pytanie {number}")

    assert [count_queries(lambda a=a: client.get(a)) for a in (LIST, page, FEED)] == few


def test_the_feed_tells_of_all_and_of_one_topic(client):
    benefit = make_topic(name="Świadczenia")
    first, _other = published(topic=benefit), published(topic=make_topic(), title="Kto uchwala <statut> & po co")

    everything = Xml.fromstring(client.get(FEED).data)
    narrow = Xml.fromstring(client.get(f"{FEED}?temat={benefit.slug}").data)

    assert len(everything.findall(f"{ATOM}entry")) == 2
    (entry,) = narrow.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == first.title
    assert entry.findtext(f"{ATOM}id").endswith(address(first))
    assert client.get(FEED).mimetype == "application/atom+xml"
    assert FEED in client.get(LIST).text
    client.get(f"{FEED}?temat=nie-ma", 404)


def test_the_provision_page_and_the_search_know_an_answer(app, client):
    answer = published()
    index_all()

    assert answer.title in client.words("/prawo/uzs/art-15-ust-4/")
    assert address(answer) in found(client, "świadczenie w chorobie")


WITHDRAWALS = ["consent", "staff"]


@pytest.mark.parametrize("why", WITHDRAWALS)
def test_a_withdrawn_answer_is_gone_everywhere_at_once(app, client, new_client, why):
    """Each place is asked before, so that the page cache holds it."""
    answer, staff = published(), make_user(Role.Staff)
    commit()
    index_all()
    page, number = address(answer), answer.id
    places = (page, LIST, FEED, "/prawo/uzs/art-15-ust-4/", "/szukaj/?q=chorobie")
    assert [place for place in places if TITLE not in client.words(place)] == []
    desk = new_client().sign_in(staff)

    if why == "consent":
        consent.withdraw(db.session.get_one(Case, answer.case_id))
        commit()
    else:
        desk.post(f"/panel/odpowiedzi/{number}/wycofaj/", {"words": "Błąd w odpowiedzi."})

    told = client.words(page, status=410)
    assert TITLE not in told
    assert ("wycofała zgodę" if why == "consent" else "redakcja Akademii") in told
    assert [place for place in places[1:] if TITLE in client.words(place)] == []
    client.get(f"{LIST}{number}-cokolwiek/", 410)
    assert db.session.scalar(select(func.count(Citation.id)).where(Citation.kind == "answer")) == 0
    follow(app)
    assert db.session.scalar(select(func.count(IndexedDocument.id)).where(IndexedDocument.kind == "answer")) == 0


def test_withdrawing_needs_a_reason(client, new_client):
    answer, staff = published(), make_user(Role.Staff)
    commit()
    number = answer.id

    refused = new_client().sign_in(staff).post(f"/panel/odpowiedzi/{number}/wycofaj/", {"words": " "}, status=422)

    assert "Napisz, dlaczego wycofujesz" in refused.text
    assert db.session.get_one(PublishedAnswer, number).withdrawn_at is None


def test_drafts_and_private_cases_never_leak(app, client):
    """Tried at every public place, with a case and a draft whose words are like nothing else."""
    case = answered_case()
    case.title = "Zupełnieprywatnetytuł"
    draft_of(case, case.expert_id, title="Szkicowanytytuł", question="Szkicowanepytanie")
    index_all()
    kinds = {kind.name: kind for _area, kind in house_kinds()}

    for place in (LIST, FEED, "/prawo/uzs/art-15-ust-4/", "/szukaj/?q=Szkicowanytytuł", "/doradztwo/", "/"):
        words = client.words(place).replace("Szkicowanytytuł – ", "")
        assert "prywatnetytuł" not in words
        assert "Szkicowanepytanie" not in words
    client.get(f"{LIST}1-szkicowanytytul/", 404)
    assert list(kinds["answer"].every()) == []
    assert list(kinds["answer"].stamps(None)) == []


def test_a_correction_stands_on_the_page_with_its_reason(app, client):
    answer = published()
    case = db.session.get_one(Case, answer.case_id)
    published_again(case, "Dopisaliśmy, od kiedy.")

    words = client.words(address(answer))

    assert "Poprawki" in words
    assert "Dopisaliśmy, od kiedy." in words


def published_again(case, reason):
    from tests.advisory.publishing import approve, publish

    draft = draft_of(case, case.expert_id, reason=reason, summary="Nowe streszczenie odpowiedzi.")
    approve(draft, case, case.expert_id)
    publish(draft.id, case.expert_id)
    commit()

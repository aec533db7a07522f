"""The pages of the register: what they show, what they never show, and what they cost."""

from cProfile import Profile
from datetime import date, datetime, timezone

import pytest
from sqlalchemy import insert, select

from akademia.core.db import db
from akademia.education.courses.models import Lesson, LessonTwin
from akademia.law.models import Citation, Provision
from akademia.law.services import Place, cite
from akademia.texts.models import Page, Term
from tests.factories import make_course, make_lesson, make_question, make_quiz
from tests.law.test_history import register

__all__ = ["register"]
ADDRESSES = (
    "/prawo/", "/prawo/uzs/", "/prawo/zmiany/", "/prawo/zmiany/du-2022-218/", "/prawo/ups/", "/prawo/uzs/rozdz-5/",
    "/prawo/uzs/art-15/", "/prawo/uzs/art-15-ust-4/", "/prawo/uzs/art-17/", "/prawo/uzs/art-2-pkt-1/",
)  # fmt: skip


def _cite(kind, ref, *keys):
    cite(kind, ref, 1, [Place(key) for key in keys], None)


def make_page(slug, **values):
    page = Page(key=slug, slug=slug, title=slug, summary="-", html="", version=1, digest="", **values)
    db.session.add(page)
    db.session.flush()
    return page


def make_term(name, **values):
    term = Term(key=name, name=name, name_key=name, meaning="-", more_html="", forms=[], digest="", **values)
    db.session.add(term)
    db.session.flush()
    return term


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_to_a_visitor_and_may_be_kept(register, client, address):
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_every_provision_has_a_page(register, client):
    for key in db.session.scalars(db.select(Provision.key).order_by(Provision.position)).all()[::7]:
        client.get(f"/prawo/uzs/{key}/")


@pytest.mark.parametrize(
    "address",
    [
        "/prawo/nic/",
        "/prawo/uzs/art-99/",
        "/prawo/ups/art-1/",
        "/prawo/zmiany/du-1-1/",
        "/prawo/uzs/art-15/powolania/x/",
    ],
)
def test_what_is_not_there_answers_so(register, client, address):
    client.get(address, 404)


def test_a_provision_tells_what_it_says_since_when_and_how_it_changed(register, client):
    words = client.words("/prawo/uzs/art-15-ust-4/")

    assert "Art. 15 ust. 4 ustawy o zatrudnieniu socjalnym" in words
    assert "To nasz opis, nie tekst ustawy" in words
    assert "Świadczenie podniesiono do 120% zasiłku, także w okresie próbnym." in words
    assert "Działa wstecz, od 1 stycznia 2022 r." in words
    assert "Wejście w życie razem z ustawą" in words
    assert "Rejestr zna zmiany do 30 października 2022 r. Późniejszych nie ma w nim" in words


def test_a_repealed_provision_says_so(register, client):
    assert "uchylony" in client.words("/prawo/uzs/art-17/")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2003-08-13", "tego przepisu jeszcze nie było"),
        ("2007-06-30", "1 lipca 2007 r., art. 15 ust. 4: Świadczenie podniesiono z 80% do 100% zasiłku."),
        (
            "2022-01-15",
            "weszła w życie 15 lutego 2022 r., stosuje się wstecz od 1 stycznia 2022 r., więc także do tego dnia",
        ),
        ("2022-02-15", "Od tego dnia rejestr nie zna żadnej zmiany"),
        ("2025-06-01", "Rejestr zna zmiany tylko do 30 października 2022 r."),
    ],
)
def test_a_provision_is_shown_as_on_a_day(register, client, day, said):
    words = client.words(f"/prawo/uzs/art-15-ust-4/?na={day}")

    assert said in words
    assert ("opis późniejszy" in words) == (day < "2022-02-15")
    assert ("Opis pod spodem dotyczy także tego dnia" in words) == (day == "2022-02-15")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("wczoraj", "Wpisz dzień jako rok, miesiąc i dzień"),
        ("2022-13-40", "Wpisz dzień"),
        ("15.02.2022", "Wpisz dzień"),
        ("%00", "Wpisz dzień"),
        ("2022-02-15T10:00", "Wpisz dzień"),
        ("2099-01-01", "Ten dzień jeszcze nie nastąpił"),
        ("0000-00-00", "Wpisz dzień"),
    ],
)
def test_a_wrong_day_is_answered_kindly_and_kept_in_its_field(register, client, said, answer):
    response = client.get(f"/prawo/uzs/art-15-ust-4/?na={said}", 422)

    assert answer in response.text.replace("\u00a0", " ")
    assert "W obu okresach" in response.text.replace("\u00a0", " ")
    if said[0] != "%":
        assert f'value="{said}"' in response.text


def test_a_day_that_was_not_said_is_no_question(register, client):
    assert "opis późniejszy" not in client.words("/prawo/uzs/art-15-ust-4/?na=")


def test_amendments_and_provisions_lead_to_each_other(register, client):
    assert 'href="/prawo/zmiany/du-2022-218/"' in client.get("/prawo/uzs/art-15-ust-4/").text
    assert 'href="/prawo/uzs/art-15-ust-4/"' in client.get("/prawo/zmiany/du-2022-218/").text
    assert 'href="/prawo/uzs/art-15/"' in client.get("/prawo/zmiany/").text
    assert "Późniejszych nie ma w nim, dopóki nie wpisze ich redakcja" in client.words("/prawo/zmiany/du-2022-218/")


def test_the_act_leads_to_where_the_state_publishes_it(register, client):
    html = client.get("/prawo/uzs/").text

    assert "https://eli.gov.pl/eli/DU/2003/1143/ogl" in html
    assert "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20031221143" in html
    assert "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20220002241" in html


def test_everything_public_that_cites_a_provision_or_a_unit_of_it_is_listed(register, client):
    course = make_course(title="Kurs o świadczeniu")
    first, second = course.lessons
    first.twin = LessonTwin(
        title="Łatwo o świadczeniu", summary="-", minutes=3, html="<p>", version=1, source_version=1, digest="-"
    )
    quiz = make_quiz(course, questions=2, title="Sprawdzian")
    page, term = make_page("zasady-kursow"), make_term("premia")
    _cite("lesson", first.id, "art-15-ust-4", "art-15-ust-1")
    _cite("lesson", second.id, "art-3")
    _cite("twin", first.twin.id, "art-15")
    for question in db.session.query(type(make_question(course))).filter_by(course_id=course.id):
        _cite("question", question.id, "art-15-ust-4")
    _cite("page", page.id, "art-15-ust-4")
    _cite("term", term.id, "art-15-ust-4")
    number = quiz.id
    db.session.commit()

    html = client.get("/prawo/uzs/art-15/").text
    words = client.words("/prawo/uzs/art-15/")

    for address in (f"/edukacja/testy/{number}/", "/strony/zasady-kursow/", "/slownik/#premia"):
        assert f'href="{address}"' in html
    assert "Lekcja 1 Kurs o świadczeniu w 2 miejscach" in words
    assert "Łatwo o świadczeniu" in words
    assert "Sprawdzian" in words
    assert "w 3 miejscach" in words
    assert "Lekcja 2" not in words
    assert "Pytanie o sprawę" not in words
    assert "5 tekstów w Akademii" in words


def _hide_course(course, lesson):
    course.state = "draft"


def _bin_course(course, lesson):
    course.removed = True


def _bin_lesson(course, lesson):
    lesson.removed = True


@pytest.mark.parametrize("hide", [_hide_course, _bin_course, _bin_lesson])
def test_what_readers_may_not_see_is_never_listed(register, client, hide):
    course = make_course(title="Tajny kurs", lessons=1)
    lesson = course.lessons[0]
    lesson.title = "Tajna lekcja"
    lesson.twin = LessonTwin(
        title="Tajna łatwa", summary="-", minutes=3, html="<p>", version=1, source_version=1, digest="-"
    )
    db.session.flush()
    _cite("lesson", lesson.id, "art-15")
    _cite("twin", lesson.twin.id, "art-15")
    _cite("course", course.id, "art-15")
    db.session.commit()
    assert "Tajna" in client.words("/prawo/uzs/art-15/")

    hide(course, lesson)
    db.session.add(course)
    if hide is _bin_lesson:
        _cite("course", course.id)
    db.session.commit()

    assert "Tajn" not in client.words("/prawo/uzs/art-15/")
    client.get("/prawo/uzs/art-15/powolania/lesson/", 404)


def test_questions_that_no_longer_stand_and_binned_pages_and_terms_are_not_listed(register, client):
    course = make_course(title="Kurs", lessons=0)
    quiz = make_quiz(course, questions=1, title="Sprawdzian")
    question = db.session.query(type(make_question(course, current=False))).filter_by(current=False).one()
    page = Page(key="p", slug="p", title="Strona w koszu", summary="-", html="", version=1, digest="", removed=True)
    term = Term(
        key="t", name="hasło w koszu", name_key="h", meaning="-", more_html="", forms=[], digest="", removed=True
    )
    db.session.add_all([page, term])
    db.session.flush()
    _cite("question", question.id, "art-15")
    _cite("page", page.id, "art-15")
    _cite("term", term.id, "art-15")
    _cite("secret", 1, "art-15")
    quiz_title = quiz.title
    db.session.commit()

    words = client.words("/prawo/uzs/art-15/")

    assert quiz_title not in words
    assert "koszu" not in words
    assert "Żaden opublikowany tekst Akademii jeszcze go nie powołuje." in words


def test_a_visit_costs_as_many_queries_with_one_citing_text_as_with_forty(register, client, count_queries):
    course = make_course(lessons=1)
    _cite("lesson", course.lessons[0].id, "art-15")
    db.session.commit()
    one = count_queries(lambda: client.get("/prawo/uzs/art-15/"))
    for _ in range(39):
        _cite("lesson", make_lesson(course).id, "art-15-ust-4")
    db.session.commit()

    assert count_queries(lambda: client.get("/prawo/uzs/art-15/")) == one


def test_many_citing_texts_are_paged(register, client):
    course = make_course(lessons=0)
    for _ in range(120):
        _cite("lesson", make_lesson(course).id, "art-15")
    db.session.commit()

    first = client.words("/prawo/uzs/art-15/")
    last = client.words("/prawo/uzs/art-15/powolania/lesson/?strona=3")

    assert "Lekcje: wszystkie 120" in first
    assert "na tej stronie 101–120" in last
    assert client.words("/prawo/uzs/art-15/powolania/lesson/?strona=99").count("Kurs") == last.count("Kurs")


def test_a_change_that_is_to_come_is_told_before_its_day_and_after_it_is_the_present(register, client, stop_clock):
    stop_clock(datetime(2022, 10, 1, 10, tzinfo=timezone.utc))
    before = client.words("/prawo/uzs/art-3-ust-1b/")
    stop_clock(datetime(2022, 10, 30, 10, tzinfo=timezone.utc))
    client.app.extensions["pagecache"].shelf.entries.clear()

    assert "jeszcze nie obowiązuje wejdzie w życie 30 października 2022 r." in before
    assert "jeszcze nie obowiązuje" not in client.words("/prawo/uzs/art-3-ust-1b/")


def test_the_map_of_the_site_names_the_register(register, client):
    xml = client.get("/sitemap.xml").text

    for path in ("/prawo/", "/prawo/zmiany/", "/prawo/uzs/", "/prawo/uzs/art-15-ust-4/", "/prawo/zmiany/du-2022-218/"):
        assert f"{path}</loc>" in xml


def _calls(client, address):
    """Return how many functions a page calls when what is the same for everybody is kept already."""
    client.get(address)
    client.app.extensions["pagecache"].shelf.entries.clear()
    seen = Profile()
    seen.enable()
    client.inner.get(address)
    seen.disable()
    return sum(entry.callcount for entry in seen.getstats())


def test_a_provision_that_a_thousand_texts_cite_costs_at_most_two_course_pages(register, client):
    make_course(lessons=11, slug="mierzony")
    many = make_course(lessons=0, slug="wielki")
    db.session.execute(
        insert(Lesson),
        [
            {"course_id": many.id, "module_id": many.modules[0].id, "key": f"l{n}", "slug": f"l{n}", "position": n,
             "title": f"Lekcja {n}", "summary": "Krótko.", "minutes": 5, "html": "<p>", "provisions": "–", "version": 1,
             "digest": "-"}
            for n in range(1000)
        ],
    )  # fmt: skip
    ids = db.session.scalars(select(Lesson.id).where(Lesson.course_id == many.id)).all()
    number = db.session.scalar(select(Provision.id).where(Provision.key == "art-15-ust-4"))
    db.session.execute(
        insert(Citation),
        [
            {"kind": "lesson", "ref": ref, "version": 1, "provision_id": number, "legal_state_on": date(2026, 1, 1)}
            for ref in ids
        ],
    )
    db.session.commit()

    course_page = _calls(client, "/edukacja/kursy/mierzony/")

    assert "1000 tekstów w Akademii" in client.words("/prawo/uzs/art-15-ust-4/")
    assert _calls(client, "/prawo/uzs/art-15-ust-4/") <= 2 * course_page

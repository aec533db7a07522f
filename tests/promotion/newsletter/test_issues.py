"""Issues: gathered from what came out in their days, with own words between; one letter in two equal forms.

No picture that tells who opened it, no rewritten link, nothing loaded from elsewhere: this is looked up in the letter
as mail programs parse it.
"""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from akademia.accounts.roles import Role
from akademia.core import clock, settings
from akademia.core.area import house_kinds
from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from akademia.promotion.newsletter.formats.body import Part, body_html, body_text
from akademia.promotion.newsletter.models import NewsletterIssue
from akademia.promotion.newsletter.services import composing, making, sending
from akademia.search.services import rebuilding
from tests.advisory.publishing import published
from tests.factories import amend_provision, make_course, make_user
from tests.promotion.newsletter.making import FRAME, issue, sent_out, subscriber

DESK = "/panel/newsletter/"
WORDS = (
    '<h2>Od redakcji</h2><p>Zajrzyj do <a href="/prawo/uzs/art-1/" class="law">art. 1</a> i <b>napisz</b> do nas.</p>'
    "<ul><li>raz</li><li>dwa</li></ul>"
)


@pytest.fixture
def editor(app, client):
    person = make_user(Role.Staff, email="redakcja@example.org")
    commit()
    client.sign_in(person)
    return person.id


def titles(made) -> list[str]:
    return [block.title or "słowa" for block in made.blocks]


def act(client, made, block, name):
    client.post(f"{DESK}{made}/czesc/{block}/", {"csrf_token": client.token(), "act": name})


def test_an_issue_gathers_answers_and_courses_of_its_days_once(act_kept, app, noon):
    make_course(title="Kurs z dzisiaj")
    make_course(title="Kurs z wczoraj", published_at=noon - timedelta(days=1))
    published(title="Odpowiedź z dzisiaj")
    made = making.begin(FRAME, None)

    assert titles(made) == ["Kurs z dzisiaj", "Odpowiedź z dzisiaj"]
    made.blocks[0].shown = False
    assert making.gather(made) == 0
    assert [part.title for part in composing.parts_of(made)] == ["Odpowiedź z dzisiaj"]


def test_what_came_out_in_some_days_is_told_by_each_kind_oldest_first(starter):
    kinds, today = {kind.name: kind for _area, kind in house_kinds()}, clock.today()
    before = today - timedelta(days=1)

    for name in ("course", "guide"):
        found = [item.ref for item in kinds[name].published_between(before, today)]
        assert set(found) == {item.ref for item in kinds[name].every()}
        assert kinds[name].published_between(before - timedelta(days=9), before - timedelta(days=1)) == []
    long_ago = date(2000, 1, 1)
    for name in ("issue", "article"):
        told = {item.ref for item in kinds[name].published_between(long_ago, today)}
        assert told <= {item.ref for item in kinds[name].every()}


def test_staff_put_words_between_reorder_and_leave_out(app, client, editor, noon):
    make_course(title="Kurs z dzisiaj")
    made = issue()
    commit()
    number, (words, course) = made.id, [block.id for block in made.blocks]

    act(client, number, course, "up")
    act(client, number, words, "hide")
    source = {"csrf_token": client.token(), "source": "## Na koniec\n\nDo [zobaczenia](https://example.org/x)."}
    client.post(f"{DESK}{number}/slowa/?przed=2", source)

    db.session.expire_all()
    made = db.session.get(NewsletterIssue, number)
    assert titles(made) == ["Kurs z dzisiaj", "słowa", "słowa"]
    assert [block.shown for block in made.blocks] == [True, False, True]
    page = client.words(f"{DESK}{number}/")
    assert "Na koniec" in page
    assert "pominięte" in page
    act(client, number, made.blocks[2].id, "drop")
    assert len(db.session.get(NewsletterIssue, number).blocks) == 2


def test_words_with_a_picture_or_an_unknown_provision_are_refused_and_stay_typed(act_kept, app, client, editor):
    made = issue()
    commit()
    typed = {"csrf_token": client.token(), "source": "Zob. [art. 999](uzs:art-999)."}

    page = client.post(f"{DESK}{made.id}/slowa/", typed, status=422).text

    assert "art-999" in page
    with pytest.raises(BrokenSource):
        making.rendered("![wykres](https://example.org/obraz.png)")


def test_two_people_do_not_overwrite_each_other(app, client, editor):
    made = issue()
    commit()
    stale = {"csrf_token": client.token(), "title": "Mój temat", "summary": "s", "first_on": "2026-11-01",
             "last_on": "2026-11-30", "region": "", "version": "1"}  # fmt: skip

    page = client.post(f"{DESK}{made.id}/opis/", stale, status=422).text

    assert "ktoś inny zapisał ten numer" in page
    assert 'value="Mój temat"' in page


def parsed(data: bytes):
    message = message_from_bytes(data, policy=default)
    html = message.get_body(("html",)).get_content()
    return message, BeautifulSoup(html, "html.parser"), html, message.get_body(("plain",)).get_content()


def sent_letter(app, letter_folder, made=None):
    run = sent_out(made)
    commit()
    run_due(app, sending.JOB)
    (path,) = letter_folder.glob(f"newsletter-{run.issue_id:05}-*.eml")
    return parsed(path.read_bytes())


def test_the_letter_loads_nothing_tells_nothing_and_says_the_same_in_both_forms(app, letter_folder, noon):
    make_course(title="Kurs z dzisiaj", summary="Dla zaczynających.")
    subscriber("jan@example.org")

    message, soup, html, text = sent_letter(app, letter_folder, issue(WORDS))

    assert [
        tag for tag in soup.find_all(True) if tag.name in {"img", "link", "script", "iframe", "object", "video"}
    ] == []
    assert [tag for tag in soup.find_all(True) if {"src", "style", "background", "onload"} & set(tag.attrs)] == []
    assert "url(" not in html
    assert "@import" not in html
    assert len(soup.find_all("style")) == 1
    assert "prefers-color-scheme: dark" in html
    own = urlsplit(settings.here().base_url).netloc
    links = [tag["href"] for tag in soup.find_all("a")]
    assert {urlsplit(link).netloc for link in links} == {own}
    assert [link for link in links if urlsplit(link).query] == []
    personal = [link for link in links if "jan" in link or "/wypis/" in link]
    assert len(personal) == 1
    assert message["List-Unsubscribe"] == f"<{personal[0]}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    soup.find(class_="preheader").extract()
    for gone in soup.find_all(["style", "title"]):
        gone.extract()
    said = re.findall(r"\w+", soup.get_text(" ")) + [word for link in links for word in re.findall(r"\w+", link)]
    assert sorted(set(said)) == sorted(set(re.findall(r"\w+", text)))
    assert all(link in text for link in links)


def test_own_words_are_written_plainly_with_whole_addresses():
    html = body_html([Part(html=WORDS)], "https://a.example/")
    text = body_text([Part(html=WORDS)], "https://a.example/")

    assert '<a href="https://a.example/prawo/uzs/art-1/">art. 1</a>' in html
    assert "class" not in html
    assert text == (
        "Od redakcji\n\nZajrzyj do art. 1 <https://a.example/prawo/uzs/art-1/> i napisz do nas.\n\n- raz\n- dwa"
    )


def test_things_of_one_area_stand_together_under_its_name_until_own_words_part_them():
    course, lesson, answer = (
        Part(title=title, summary="Zdanie.", path=f"/{title}/", area=area, area_name=name)
        for title, area, name in (("Kurs", "education", "Edukacja"), ("Lekcja", "education", "Edukacja"),
                                  ("Odpowiedź", "advisory", "Doradztwo"))
    )  # fmt: skip

    html = body_html([course, lesson, Part(html="<p>Słowa.</p>"), lesson, answer], "https://a.example/")
    text = body_text([course, lesson, Part(html="<p>Słowa.</p>"), lesson, answer], "https://a.example/")

    assert re.findall(r"<h(\d)[^>]*>(?:<a[^>]*>)?(\w+)", html) == [
        ("2", "Edukacja"), ("3", "Kurs"), ("3", "Lekcja"), ("2", "Edukacja"), ("3", "Lekcja"), ("2", "Doradztwo"),
        ("3", "Odpowiedź"),
    ]  # fmt: skip
    assert re.findall(r"== (\w+) ==", text) == ["Edukacja", "Edukacja", "Doradztwo"]


def test_the_preview_frames_the_very_letter_under_a_policy_of_its_own(app, client, editor):
    made = issue(WORDS)
    commit()

    page = client.get(f"{DESK}{made.id}/podglad/")
    letter = client.open_any("GET", f"{DESK}{made.id}/list.html")

    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.text.count("<iframe") == 2
    assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert letter.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert letter.text == composing.letter_words(db.session.get(NewsletterIssue, made.id)).html


def test_a_trial_goes_to_its_maker_alone_and_puts_nothing_out(app, client, editor):
    subscriber("jan@example.org")
    made = issue(WORDS)
    commit()

    client.post(f"{DESK}{made.id}/proba/", {"csrf_token": client.token()})

    assert [(one.to_address, one.subject) for one in db.session.query(Letter)] == [
        ("redakcja@example.org", "Próba: Co nowego w listopadzie")
    ]
    assert db.session.get(NewsletterIssue, made.id).state == "draft"


def test_a_planned_issue_goes_when_its_moment_comes_and_not_before(app, client, editor, stop_clock, noon):
    made = issue()
    commit()
    form = {"csrf_token": client.token(), "version": str(made.version), "per_minute": "100"}
    assert (
        "Ta chwila już minęła"
        in client.post(f"{DESK}{made.id}/wyslij/", {**form, "send_at": "2026-11-23T11:59"}, status=422).text
    )
    client.post(f"{DESK}{made.id}/wyslij/", {**form, "send_at": "2026-11-23T13:00"})
    client.get("/promocja/newsletter/1/", status=404)

    assert sending.send_planned() == 0
    stop_clock(noon + timedelta(hours=1))
    assert sending.send_planned() == 1
    commit()
    assert "Co nowego w listopadzie" in client.words("/promocja/newsletter/1/")


def test_the_archive_knows_no_reader_and_is_found_by_search_and_on_the_provision(app, client, act_kept, noon):
    made = issue()
    source = "Czytaj [art. 15](uzs:art-15) o premii i gżegżółkach."
    making.add_words(made, source, making.rendered(source), 1)
    sent_out(made)
    commit()
    for _ in rebuilding():
        commit()
    commit()

    page = client.get("/promocja/newsletter/1/").text
    assert "/wypis/" not in page
    assert "wypis.invalid" not in page
    assert "Co nowego w listopadzie" in client.words("/promocja/newsletter/")
    assert "Co nowego w listopadzie" in client.words("/szukaj/?q=gżegżółkach")
    assert "Co nowego w listopadzie" in client.words("/prawo/uzs/art-15/")
    amend_provision("art-15")
    assert "Przepisy zmieniły się po napisaniu tego tekstu" in client.words("/promocja/newsletter/1/")


def test_lists_ask_the_same_of_one_issue_and_of_many(app, client, editor, count_queries):
    sent_out()
    commit()
    few = [count_queries(lambda path=path: client.get(path)) for path in (DESK, "/promocja/newsletter/")]
    for number in range(2, 8):
        made = issue()
        made.title = f"Numer {number}"
        sent_out(made)
    commit()

    assert [count_queries(lambda path=path: client.get(path)) for path in (DESK, "/promocja/newsletter/")] == few


def test_a_draft_is_removed_and_an_issue_that_is_out_is_not(app, client, editor):
    draft, out = issue(), issue()
    sent_out(out)
    commit()

    client.post(f"{DESK}{draft.id}/usun/", {"csrf_token": client.token()})
    client.post(f"{DESK}{out.id}/usun/", {"csrf_token": client.token()})

    db.session.expire_all()
    assert [one.id for one in db.session.query(NewsletterIssue)] == [out.id]
    assert clock.now() >= out.published_at

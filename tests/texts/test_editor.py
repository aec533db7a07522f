"""The editor of pages and terms: drafts, refusals, publication, plans, preview."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.clock import WARSAW
from akademia.core.db import commit, db
from akademia.jobs.worker import Clock, call_clock, run_due
from akademia.texts.models import Draft, Page, Revision, Term
from tests.factories import make_provision
from tests.texts.editing import PAGE, TERM, drafts, make_page, opened, send, sign_in_editor

NEW_PAGE = "/panel/teksty/strona/nowy/"


@pytest.fixture
def editor(app, client):
    return sign_in_editor(client)


@pytest.fixture
def page_id(app):
    number = make_page().id
    commit()
    return number


def at(number: int) -> str:
    return f"/panel/teksty/strona/{number}/"


def test_a_page_is_written_saved_and_published(app, editor, client):
    answer = send(editor, NEW_PAGE, PAGE)
    assert client.get("/strony/nasze-zasady/", 404)
    draft = answer.location

    send(editor, draft, PAGE, "publish")

    assert "To jest tekst." in client.words("/strony/nasze-zasady/")
    assert "http://localhost:8000/strony/nasze-zasady/" in client.get("/sitemap.xml").text
    assert db.session.scalars(select(Page.origin)).all() == ["person"]
    assert drafts() == []
    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all() == ["text.published"]


def test_a_draft_is_seen_by_its_editor_and_not_by_readers(editor, client, page_id):
    send(editor, at(page_id), {**PAGE, "slug": "o-akademii", "source": "Nowy tekst."})

    assert "Nowy tekst." in editor.get(at(page_id)).text
    assert "Nowy tekst." not in client.get("/o-akademii/").text
    assert "Nasze zasady szkic" in editor.words("/panel/")


def test_what_cannot_be_published_is_refused_beside_its_field_with_everything_kept(editor, page_id):
    wrong = {**PAGE, "slug": "o-akademii", "title": "", "summary": "O" * 401, "legal_state_on": "wczoraj",
             "source": "[tutaj](/a) napisane"}  # fmt: skip

    answer = send(editor, at(page_id), wrong, "publish", status=422)

    assert "Wypełnij pole „Tytuł”" in answer.text
    assert "skróć do 400 znaków" in answer.text
    assert "wpisz datę" in answer.text
    assert "[tutaj](/a) napisane" in answer.text
    assert 'value="wczoraj"' in answer.text
    assert drafts() == []


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("Zobacz [tutaj](/a).", "nie mówi, dokąd prowadzi"),
        ("[art. 99](uzs:art-99)", "nie ma przepisu „art-99”"),
        ("> " * 40 + "a", "za głęboko zagnieżdżone"),
        ("", "Wypełnij pole „Treść”"),
    ],
)
def test_a_text_that_must_be_mended_blocks_with_the_reason(editor, page_id, source, reason):
    answer = send(editor, at(page_id), {**PAGE, "slug": "o-akademii", "source": source}, "publish", status=422)

    assert reason in answer.text.replace("\u00a0", " ")
    assert db.session.scalar(select(Page.version)) == 1


def test_the_check_tells_without_saving(editor, page_id):
    answer = send(editor, at(page_id), {**PAGE, "source": "Idź do MOPS."}, "check", status=200)

    assert "Skrót „MOPS” nie jest wyjaśniony" in answer.text.replace("\u00a0", " ")
    assert drafts() == []


def test_an_unfinished_draft_may_hold_anything(editor):
    send(editor, NEW_PAGE, {"title": "Tylko tytuł", "slug": "Zły Adres", "legal_state_on": "kiedyś"})

    assert [draft.data["slug"] for draft in drafts()] == ["Zły Adres"]


def test_a_script_hears_when_the_draft_was_saved_and_where_it_lives_now(editor, noon):
    answer = send(editor, NEW_PAGE, PAGE, status=200, headers={"Accept": "application/json"})

    assert answer.json == {
        "saved": "Zapisano szkic o 12:00",
        "opened": "0.1",
        "address": f"/panel/szkice/{drafts()[0].id}/",
    }


def test_a_save_sent_twice_because_its_answer_was_lost_is_one_save(editor, page_id):
    token = opened(editor, at(page_id))
    first = send(editor, at(page_id), PAGE, opened=token)
    send(editor, at(page_id), PAGE, opened=token)

    assert first.status_code == 303
    assert [draft.version for draft in drafts()] == [1]


def test_a_new_address_leads_the_old_one_to_it_for_ever(editor, client):
    send(editor, NEW_PAGE, PAGE, "publish")
    number = db.session.scalar(select(Page.id))

    send(editor, at(number), {**PAGE, "slug": "zasady"}, "publish")
    send(editor, at(number), {**PAGE, "slug": "regulaminy"}, "publish")

    for old in ("nasze-zasady", "zasady"):
        assert client.get(f"/strony/{old}/", 301).location == "/strony/regulaminy/"


def test_an_address_that_another_page_had_or_that_is_reserved_is_refused(editor, page_id):
    send(editor, NEW_PAGE, PAGE, "publish")

    for slug in ("nasze-zasady", "szukaj"):
        send(editor, NEW_PAGE, {**PAGE, "slug": slug}, "publish", status=422)


def test_a_page_that_every_academy_needs_keeps_its_address_and_stays(editor, page_id):
    refused = send(editor, at(page_id), {**PAGE, "slug": "inny"}, "publish", status=422)
    assert "stoi w stopce" in refused.text

    editor.post(f"{at(page_id)}usun", status=409)

    assert db.session.scalar(select(Page.removed)) is False


def test_a_term_is_written_found_in_texts_and_kept_in_versions(editor, client):
    make_provision("art-1")
    commit()
    send(editor, "/panel/teksty/haslo/nowy/", {**TERM, "provisions": "art-1"}, "publish")

    assert "Miejsce spotkań." in client.words("/slownik/")
    assert db.session.scalar(select(Term.forms)) == ["klub seniora", "KS"]
    revision = db.session.scalar(select(Revision))
    assert (revision.source, revision.fields["provisions"]) == ("Kilka słów.", "art-1")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("provisions", "art-99", "Nie ma przepisu"),
        ("more", "a" * 601, "Skróć wyjaśnienie"),
        ("meaning", "a" * 201, "skróć do 200"),
        ("name", "", "Wypełnij pole „Hasło”"),
    ],
)
def test_a_term_with_a_mistake_is_refused(editor, field, value, reason):
    answer = send(editor, "/panel/teksty/haslo/nowy/", {**TERM, field: value}, "publish", status=422)

    assert reason in answer.text.replace("\u00a0", " ")


def test_two_terms_of_one_name_are_refused(editor):
    send(editor, "/panel/teksty/haslo/nowy/", TERM, "publish")

    send(editor, "/panel/teksty/haslo/nowy/", TERM, "publish", status=422)


def test_a_long_text_is_typed_into_a_text_area_and_keeps_its_lines(editor, page_id):
    send(editor, at(page_id), {**PAGE, "source": "Jeden.\n\nDwa."})

    shown = editor.get(at(page_id)).text

    assert 'name="source" rows="24">' in shown
    assert "Jeden.\n\nDwa.</textarea>" in shown


# ── plans ──


def plan(editor, address, moment, values=PAGE, **options):
    local = moment.astimezone(WARSAW)
    when = {"publish_on": local.date().isoformat(), "publish_at": f"{local:%H:%M}"}
    return send(editor, address, {**values, **when}, "schedule", **options)


def let_clock_call(app):
    call_clock(app, Clock())
    run_due(app, "texts.publish")


def test_a_planned_page_is_published_by_the_clock_at_its_moment(app, editor, client, noon, stop_clock):
    plan(editor, NEW_PAGE, noon + timedelta(hours=1))

    let_clock_call(app)
    client.get("/strony/nasze-zasady/", 404)
    stop_clock(noon + timedelta(hours=1, seconds=30))
    let_clock_call(app)

    assert "To jest tekst." in client.words("/strony/nasze-zasady/")
    revision = db.session.scalar(select(Revision))
    assert (revision.version, revision.author_number is not None) == (1, True)
    assert drafts() == []


@pytest.mark.parametrize("moment", [timedelta(hours=-1), timedelta(days=500)])
def test_a_moment_past_or_too_far_is_refused_beside_its_field(editor, noon, moment):
    answer = plan(editor, NEW_PAGE, noon + moment, status=422)

    assert "Podaj moment w przyszłości" in answer.text


def test_a_plan_that_fails_says_why_and_waits_at_the_desk(app, editor, client, noon, stop_clock):
    plan(editor, NEW_PAGE, noon + timedelta(hours=1))
    make_page("nasze-zasady")
    commit()

    stop_clock(noon + timedelta(hours=2))
    let_clock_call(app)
    let_clock_call(app)

    assert "ma albo miał już inny tekst" in drafts()[0].trouble
    assert "nieudana publikacja" in editor.words("/panel/")
    assert "Planowana publikacja się nie udała" in editor.words(f"/panel/szkice/{drafts()[0].id}/")


def test_a_plan_can_be_taken_back(app, editor, noon, stop_clock):
    draft = plan(editor, NEW_PAGE, noon + timedelta(hours=1)).location
    assert "zaplanowana publikacja" in editor.words("/panel/")

    send(editor, draft, PAGE, "unschedule")
    stop_clock(noon + timedelta(hours=2))
    let_clock_call(app)

    assert db.session.scalar(select(Revision)) is None
    assert [row.publish_at for row in drafts()] == [None]


def test_a_plan_made_before_a_newer_version_does_not_overwrite_it(app, editor, page_id, noon, stop_clock):
    plan(editor, at(page_id), noon + timedelta(hours=1), {**PAGE, "slug": "o-akademii"})
    editor.post(f"{at(page_id)}wersje/1/przywroc")

    stop_clock(noon + timedelta(hours=2))
    let_clock_call(app)

    assert "opublikowano nowszą wersję" in drafts()[0].trouble
    assert db.session.scalar(select(Page.version)) == 2


# ── preview ──


def test_a_preview_shows_the_draft_as_readers_will_see_it_and_is_never_kept(editor, client, page_id):
    answer = send(editor, at(page_id), {**PAGE, "slug": "o-akademii", "source": "Nowa *treść*."}, "preview")

    shown = editor.get(answer.location)

    assert "<p>Nowa <em>treść</em>.</p>" in shown.text
    assert "To jest podgląd szkicu" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert client.get("/o-akademii/").text.count("podgląd") == 0


def test_what_is_being_typed_is_rendered_cleaned_and_not_kept(editor, page_id):
    typed = {"source": "<script>go()</script>\n\n[tutaj](/a)\n\n[x](javascript:go())"}
    answer = editor.post("/panel/teksty/strona/podglad", typed, status=200)

    assert "<script" not in answer.json["html"]
    assert 'href="javascript' not in answer.json["html"]
    assert [(one["blocks"], one["line"]) for one in answer.json["found"]] == [(True, 3)]
    assert drafts() == []


def test_a_text_too_heavy_to_preview_is_told_so(editor):
    answer = editor.post("/panel/teksty/strona/podglad", {"source": "> " * 40 + "a"}, status=200)

    assert answer.json["html"] == ""
    assert "za głęboko zagnieżdżone" in answer.json["problem"]


# ── doors and lists ──


@pytest.mark.parametrize("role", [Role.Learner, Role.Expert])
def test_who_may_not_edit_meets_shut_doors(app, client, page_id, role):
    draft = Draft(kind="page", ref=page_id, title="Sekret", data=PAGE)
    db.session.add(draft)
    db.session.flush()
    number = draft.id
    reader = sign_in_editor(client, role)

    for address in (at(page_id), NEW_PAGE, f"/panel/szkice/{number}/", f"/panel/szkice/{number}/podglad/",
                    f"{at(page_id)}wersje/", "/panel/strony/", "/panel/kosz/"):  # fmt: skip
        assert "Sekret" not in reader.get(address, 403).text


@pytest.mark.parametrize(
    "address",
    [
        "/panel/teksty/strona/99/", "/panel/teksty/nic/1/", "/panel/szkice/99/", "/panel/teksty/strona/nowy/?w=7",
        "/panel/teksty/strona/99/wersje/1/2/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(editor, address):
    editor.get(address, 404)


@pytest.mark.parametrize("place", ["/panel/strony/", "/panel/slownik/", "/panel/kosz/", "/panel/"])
def test_a_list_costs_the_same_with_one_row_and_with_thirty(editor, count_queries, place):
    def add(number):
        page = make_page(f"strona-{number}")
        db.session.add(Term(key=f"h{number}", name=f"hasło {number}", name_key=f"{number}", meaning="-", more_html="",
                            forms=[], digest="-"))  # fmt: skip
        db.session.add(Draft(kind="page", ref=page.id, title="Szkic", data=PAGE, saved_by=1))
        commit()

    add(0)
    editor.get(place)
    one = count_queries(lambda: editor.get(place))
    for number in range(1, 30):
        add(number)

    assert count_queries(lambda: editor.get(place)) == one


def test_lists_are_searched_and_filtered(editor, page_id):
    send(editor, NEW_PAGE, PAGE, "publish")

    assert "2 strony" in editor.words("/panel/strony/")
    assert "1 strona" in editor.words("/panel/strony/?szukaj=ZASADY")
    assert "1 strona" in editor.words("/panel/strony/?stan=wlasne")
    assert "Nie ma takich stron." in editor.words("/panel/strony/?stan=szkice")


def test_giving_a_draft_up_leaves_the_published_text(editor, client, page_id):
    send(editor, at(page_id), {**PAGE, "source": "Szkic."})

    send(editor, at(page_id), PAGE, "discard")

    assert drafts() == []
    assert "Pierwszy tekst." in editor.get(at(page_id)).text

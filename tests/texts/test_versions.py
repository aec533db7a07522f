"""Published versions: the list, two side by side, rolling back."""

import pytest
from sqlalchemy import select

from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.texts.models import Page, Revision
from akademia.texts.services import lexicon, publish
from akademia.texts.services.kinds import kind_named
from tests.client import Page as Shown
from tests.factories import make_course
from tests.texts.editing import PAGE, drafts, send, sign_in_editor

NEW_PAGE = "/panel/teksty/strona/nowy/"


@pytest.fixture
def editor(app, client):
    return sign_in_editor(client)


@pytest.fixture
def address(editor):
    """A page of two versions; title, summary, address and text differ."""
    send(editor, NEW_PAGE, PAGE, "publish")
    made = f"/panel/teksty/strona/{db.session.scalar(select(Page.id))}/"
    changed = {"title": "Zasady", "summary": "Inaczej.", "slug": "zasady", "source": "## Część\n\nTo jest nowy tekst."}
    send(editor, made, PAGE | changed, "publish")
    return made


def test_versions_are_listed_with_who_and_when(editor, address):
    words = editor.words(f"{address}wersje/")

    assert "2 (obecna)" in words
    assert words.count("@example.org") == 2


def test_two_versions_stand_side_by_side_with_each_change_said_in_words(editor, address):
    page = editor.get(f"{address}wersje/1/2/").text
    words = Shown(page).text

    assert "[dodano: nowy ]" in words
    assert "<ins>" in page
    assert "<del>" in page
    assert "[usunięto: O zasadach ]" in words or "[usunięto: O zasadach]" in words


def test_the_form_leads_to_the_comparison_older_first(editor, address):
    assert editor.get(f"{address}wersje/?stara=2&nowa=1", 303).location == f"{address}wersje/1/2/"


def test_rolling_back_publishes_the_old_version_anew_and_keeps_the_address(editor, address, client):
    editor.post(f"{address}wersje/1/przywroc")

    page = db.session.scalar(select(Page))
    assert (page.version, page.title, page.summary, page.slug) == (3, "Nasze zasady", "O zasadach.", "zasady")
    assert "To jest tekst." in client.words("/strony/zasady/")
    sources = db.session.scalars(select(Revision.source).order_by(Revision.version)).all()
    assert sources[0::2] == [PAGE["source"]] * 2
    assert "text.rolled_back" in db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()


def test_rolling_back_leaves_a_draft_where_it_is_and_says_that_it_is_older(editor, address):
    send(editor, address, {**PAGE, "source": "Szkic."})

    editor.post(f"{address}wersje/1/przywroc")

    assert [draft.data["source"] for draft in drafts()] == ["Szkic."]
    assert "Opublikowano nowszą wersję" in editor.words(address)


def test_a_version_that_cannot_be_published_any_more_is_refused_with_the_reason(editor, address):
    db.session.scalar(select(Revision).where(Revision.version == 1)).source = "[art. 9](uzs:art-9)"
    commit()

    answer = editor.post(f"{address}wersje/1/przywroc", status=409)

    assert "nie ma przepisu" in answer.text.replace("\u00a0", " ")
    assert db.session.scalar(select(Page.version)) == 2


def test_there_is_no_way_to_a_version_that_was_never_published(editor, address):
    editor.get(f"{address}wersje/1/7/", 404)
    editor.post(f"{address}wersje/7/przywroc", status=404)


def test_what_nobody_signed_came_from_files_and_the_way_back_is_called_by_the_course(app, client):
    """A course's files may be the starter's or a person's ZIP: the list does not call a person's the starter's."""
    lesson = make_course(title="Kurs o klubie").lessons[0]
    ref, module = lesson.id, lesson.module_id
    kind = kind_named("lesson")
    values = kind.only_known({**kind.read(lesson.id), "source": "Tekst."})
    publish("lesson", lesson.id, lesson.title, "Tekst.", kind.make(values, lexicon()), None)
    commit()
    sign_in_editor(client)

    versions = client.words(f"/panel/teksty/lekcja/{ref}/wersje/")
    assert "pliki kursu" in versions
    assert "zasoby startowe" not in versions
    for address in (f"/panel/teksty/lekcja/{ref}/", f"/panel/teksty/modul/{module}/"):
        assert "Kurs o klubie</a>" in client.get(address).text

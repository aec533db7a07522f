"""The report goes into the library as a draft in one step; published results are found, and stand at provisions."""

from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.law import services as law
from akademia.law.queries.cited import provisions_of_text
from akademia.publishing.library.models import LibraryItem
from akademia.research.surveys.queries.result_house import every_result, result_documents, result_stamps
from akademia.research.surveys.services import results
from akademia.texts.models import Draft
from akademia.texts.services import lexicon, render
from tests.factories import amend_provision, make_provision, make_user
from tests.publishing.making import make_department
from tests.research.surveys.closed import make_closed, work


def counted(app):
    study = make_closed()
    results.ask_to_count(study, 1)
    commit()
    work(app)
    return study


def test_a_report_is_a_draft_of_the_library_with_the_query_and_hash_of_each_figure(app, client):
    client.sign_in(make_user(Role.Staff))
    make_department("Poradniki", "poradniki")
    raports = make_department("Raporty z badań", "raporty").id
    commit()
    study = counted(app)
    desk = f"/panel/ankiety/{study}/wyniki/"

    assert "Przekaż do biblioteki jako szkic" in client.words(desk)
    gone = client.post(f"{desk}raport", {}, 303)

    item = db.session.scalars(select(LibraryItem)).one()
    assert gone.headers["Location"] == f"/panel/biblioteka/{item.id}/"
    assert (item.state, item.kind, item.department_id) == ("draft", "report", raports)
    draft = db.session.scalars(select(Draft)).one()
    assert draft.data["credits"] == "instytucja: Zespół Próby"
    assert "| Tak | " in draft.data["source"]
    assert "Zapytanie: `grupa=organizacje; pytanie=plan; filtr=brak; zbiór=" in draft.data["source"]
    assert "SHA-256 zbioru: `" in draft.data["source"]
    assert "Czy planujecie klub?" in render(draft.data["source"], lexicon()).words
    client.get(f"/panel/teksty/pozycja/{item.id}/")


def test_a_report_is_published_in_one_step_once_readers_see_the_results(app, client):
    client.sign_in(make_user(Role.Staff))
    make_department("Raporty z badań", "raporty")
    commit()
    study = counted(app)
    desk = f"/panel/ankiety/{study}/wyniki/"

    assert "Najpierw opublikuj wyniki." in client.post(f"{desk}raport/opublikuj", {}, 409).text
    assert db.session.scalars(select(LibraryItem)).all() == []
    client.post(f"{desk}opublikuj", {}, 303)
    assert "Opublikuj raport w bibliotece" in client.words(desk)
    client.post(f"{desk}raport/opublikuj", {}, 303)
    client.post(f"{desk}raport/opublikuj", {}, 303)

    item = db.session.scalars(select(LibraryItem)).one()
    assert (item.state, item.version, item.licence) == ("published", 1, "cc-by-4.0")
    read = client.words(f"/publikacje/pozycja/{item.slug}/")
    assert "Raport: Badanie klubów" in read
    assert "SHA-256 zbioru" in client.get(f"/publikacje/pozycja/{item.slug}/czytaj/").text + read


def test_without_a_department_nothing_is_begun(app, client):
    client.sign_in(make_user(Role.Staff))
    commit()
    study = counted(app)

    client.post(f"/panel/ankiety/{study}/wyniki/raport", {}, 409)

    assert db.session.scalars(select(LibraryItem)).all() == []


def test_published_results_are_found_and_cite_what_the_study_cites(app, client):
    study = counted(app)
    make_provision("art-1")
    law.cite("study", study, 1, [law.place("art-1")], None)
    assert not every_result()

    results.publish(study, 1)
    commit()

    item = next(iter(every_result()))
    assert (item.title, item.place) == ("Wyniki: Badanie klubów", {"slug": "badanie"})
    document = result_documents([study])[0]
    assert document.stamp == result_stamps(None)[study]
    assert "Czy planujecie klub?" in document.words
    assert "Tajn" not in document.words
    assert [one.key for one in provisions_of_text("result", study)] == ["art-1"]
    amend_provision("art-1")
    assert "Przepisy zmieniły się po napisaniu tego tekstu" in client.words("/badania/wyniki/badanie/")
    results.withdraw(study, 1)
    commit()
    assert not result_stamps(None)
    assert not provisions_of_text("result", study)

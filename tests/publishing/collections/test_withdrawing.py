"""Withdrawn words leave every collection at once, its old file says so, a new number comes out without them.

The promise holds before any job has run: pages and files ask at each reading whether every source is public.
"""

import pytest

from akademia.advisory.questions.services.withdrawing import withdraw
from akademia.core.db import commit, db
from akademia.publishing.collections.models import Edition, EditionPassage
from akademia.publishing.collections.services import issuing, sets
from akademia.storage.models import StoredFile
from tests.publishing.collections.making import SAID, answer, collection, issued, staff, work

HOME = "/publikacje/interpretacje/premia-i-swiadczenie/"
PDF = f"{HOME}1/informator.pdf"


@pytest.fixture
def number_one(app, texts):
    made = answer()
    issued(app, "answer", "lesson")
    return made


def _withdraw(made):
    withdraw(db.session.merge(made), "staff", None)
    commit()


def test_from_the_moment_of_withdrawal_nobody_gets_the_words_though_no_job_has_run(client, number_one):
    assert SAID in client.words(HOME)
    assert client.get(PDF).data.startswith(b"%PDF")
    assert client.get(f"{HOME}1/informator.epub").data.startswith(b"PK")

    _withdraw(number_one)

    page = client.words(HOME)
    assert SAID not in page
    assert "Część tego numeru usunięto" in page
    for gone in (PDF, f"{HOME}1/informator.epub"):
        assert "Tego numeru już nie ma" in client.get(gone, 410).text


def test_a_new_number_says_why_it_is_there_and_the_words_and_files_are_gone_for_good(app, client, number_one):
    ref, files = number_one.id, set(db.session.scalars(db.select(StoredFile.key)))
    _withdraw(number_one)

    work(app)

    page = client.words(HOME)
    assert "Informator nr 2" in page.replace("\u00a0", " ")
    assert "Zastępuje numer 1." in page.replace("\u00a0", " ")
    assert f"odpowiedź nr {ref}" in page.replace("\u00a0", " ")
    assert SAID not in page
    assert client.get(f"{HOME}2/informator.pdf").data.startswith(b"%PDF")
    old = client.get(f"{HOME}1/", 410).text
    assert "Zastąpił go numer 2" in old.replace("\u00a0", " ")
    assert client.get(PDF, 410)
    assert db.session.scalars(db.select(EditionPassage).where(EditionPassage.kind == "answer")).all() == []
    assert files & set(db.session.scalars(db.select(StoredFile.key))) == set()


def test_a_collection_of_nothing_else_has_no_number_left(app, client, texts):
    made = answer()
    issued(app, "answer")
    _withdraw(made)

    assert "Tego numeru już nie ma" in client.get(HOME, 410).text
    work(app)

    assert db.session.scalar(db.select(db.func.count(Edition.id))) == 1
    assert "Tego numeru już nie ma" in client.get(HOME, 410).text
    assert "Premia i świadczenie" not in client.words("/publikacje/interpretacje/")


def test_files_that_were_being_made_while_a_source_was_withdrawn_are_not_given_out(app, client, texts):
    made = answer()
    issuing.issue(collection("answer", "lesson"), "", None)
    commit()
    _withdraw(made)

    work(app, "collections.make")

    assert client.get(PDF, 410)
    assert SAID not in client.words(HOME)


def test_a_readers_own_file_goes_too(app, client, texts):
    made = answer()
    token = sets.ask_for_book([f"answer.{made.id}."]).token
    commit()
    work(app)
    address = f"/publikacje/interpretacje/moj-zbior/pliki/{token}/"
    assert client.get(f"{address}moj-zbior.pdf").data.startswith(b"%PDF")

    _withdraw(made)

    assert client.get(f"{address}moj-zbior.pdf", 410)
    work(app)
    assert client.get(f"{address}moj-zbior.epub", 410)
    assert "nie jest już publiczny" in client.get(address, 410).text


def test_staff_are_told_of_what_changed_and_a_new_number_takes_it_up(app, client, number_one):
    client.sign_in(staff())
    answer("Dni wolne nie zmniejszają premii.", title="Czy dni wolne zmniejszają premię")
    work(app)

    assert "źródło zmieniło się: 1 nowy fragment" in client.words("/panel/").replace("\u00a0", " ")

"""The library that a new academy opens with: renewed where no person edited, left alone and listed where one did."""

from pathlib import Path

import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.law.models import Citation
from akademia.publishing.library.models import Department, LibraryItem, Record
from akademia.publishing.library.services.starting import keep_library
from akademia.texts.services.rendering import lexicon
from tests.factories import make_provision
from tests.publishing.making import publish

DEPARTMENTS = "- {slug: publikacje-akademii, title: Publikacje Akademii, summary: Nasze.}\n"
RECORD = """- slug: dawny
  title: Dawny poradnik
  kind: guide
  summary: O czym był.
  licence: record
  available_at: u wydawcy
  year: 2017
"""
GUIDE = """---
slug: nowy-klub
title: Nowy klub
subtitle: Krok po kroku
summary: Jak zarejestrować klub.
kind: guide
audience: Organizacje.
keywords: [klub, rejestr]
legal_state_on: 2022-09-22
---
## Zgłoszenie

Mówi o tym [art. 15 ust. 4](uzs:art-15-ust-4).
"""


@pytest.fixture
def folder(app, tmp_path):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")
    (tmp_path / "guides").mkdir()
    _lay(tmp_path)
    return tmp_path


def _lay(folder: Path, departments: str = DEPARTMENTS, records: str = RECORD, guide: str = GUIDE) -> None:
    (folder / "departments.yaml").write_text(departments, "utf-8")
    (folder / "records.yaml").write_text(records, "utf-8")
    (folder / "guides" / "nowy-klub.md").write_text(guide, "utf-8")


def _cited(page: str) -> str:
    """Return what a page says below its heading of citing."""
    return page.replace("\u00a0", " ").partition("Jak cytować ")[2]


def _keep(folder: Path):
    kept = keep_library(folder / "departments.yaml", folder / "records.yaml", folder / "guides", lexicon())
    commit()
    return kept.added, kept.renewed, kept.left_alone


def test_records_and_guides_are_kept_once_and_shown(folder, client):
    assert _keep(folder) == (["Publikacje Akademii", "Dawny poradnik", "Nowy klub"], [], [])
    assert _keep(folder) == ([], [], [])

    record = client.words("/publikacje/pozycja/dawny/")
    assert "tylko opis bibliograficzny" in record
    assert "Dostępne: u wydawcy" in record
    assert _cited(record).startswith("Dawny poradnik . 2017. Opis"), "it is not to be read at our address"
    assert _cited(client.words("/publikacje/pozycja/nowy-klub/")).startswith("Nowy klub: Krok po kroku [online]")
    for form in ("bib", "ris", "json"):
        assert "localhost" not in client.get(f"/publikacje/pozycja/dawny.{form}").text
    client.get("/publikacje/pozycja/dawny/czytaj/", 404)
    assert "CC BY 4.0" in client.words("/publikacje/pozycja/nowy-klub/")
    assert "Zgłoszenie" in client.words("/publikacje/pozycja/nowy-klub/czytaj/")
    assert db.session.scalars(select(Citation.kind)).all() == ["guide"]


def test_a_record_that_an_older_house_wrote_is_told_anew_though_its_file_is_the_same(folder):
    _keep(folder)
    record = db.session.scalars(select(Record).where(Record.name == "dawny")).one()
    record.data = {name: value for name, value in record.data.items() if name != "is_elsewhere"}
    commit()

    assert _keep(folder) == ([], [], [])

    assert record.data["is_elsewhere"]


def test_what_no_person_edited_is_renewed_and_the_rest_is_left_alone_and_listed(folder):
    _keep(folder)
    item = db.session.scalars(select(LibraryItem).where(LibraryItem.slug == "nowy-klub")).one()
    publish(item.id, 1, title="Klub od nowa", slug="klub-od-nowa")
    department = db.session.scalars(select(Department)).one()
    department.origin, department.title = "person", "Nasze wydawnictwa"
    commit()

    _lay(folder, DEPARTMENTS.replace("Nasze.", "Inne."), RECORD.replace("był", "jest"), GUIDE.replace("Jak", "Po co"))

    assert _keep(folder) == ([], ["Dawny poradnik"], ["dział „Publikacje Akademii”", "Nowy klub"])
    assert db.session.scalars(select(LibraryItem.title).order_by(LibraryItem.id)).all() == [
        "Dawny poradnik",
        "Klub od nowa",
    ]
    assert department.title == "Nasze wydawnictwa"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"guide": GUIDE.replace("kind: guide", "kind: powieść")}, "nowy-klub.kind: "),
        ({"guide": GUIDE.replace("audience", "adience")}, "nieznany klucz"),
        ({"guide": GUIDE.replace("art-15-ust-4", "art-99")}, "art-99"),
        ({"records": RECORD.replace("  available_at: u wydawcy\n", "")}, "gdzie czytelnik znajdzie"),
        ({"records": RECORD + "  department: nie-ma\n"}, "dawny.department: "),
        ({"departments": "nic"}, "ma być listą"),
    ],
)
def test_a_broken_file_is_refused_by_its_name_and_key(folder, files, said):
    _lay(folder, **files)

    with pytest.raises(BrokenSource) as refused:
        _keep(folder)

    assert said in "\n".join(refused.value.problems)

"""The register from the command line: reading acts and texts, entering amendments, checking."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from akademia.core.db import db
from akademia.law import queries
from akademia.law.formats.official import read_html, read_markdown
from akademia.law.formats.register import ActRow, ProvisionRow
from akademia.law.models import Provision, ProvisionReference, ProvisionText
from akademia.law.services import Place, cite, keep_act
from tests.factories import make_course
from tests.law.test_history import LAW, register

__all__ = ["register"]
AMENDMENT = {
    "akt": "uzs",
    "amendments": [
        {
            "id": "du-2026-1500", "title": "Ustawa z dnia 1 października 2026 r. o próbie", "eli": "DU/2026/1500",
            "display_address": "Dz.U. 2026 poz. 1500", "date": "2026-10-01", "promulgated": "2026-10-20",
            "amending_unit": "art. 1", "in_force": [{"date": "2027-01-01", "provisions": "pozostale"}],
            "changes": [
                {"provision": "art-15-ust-4", "kind": "zmiana", "what": "Zmieniono.", "unit": "art. 1 pkt 1"},
                {"provision": "art-15-ust-9", "kind": "dodanie", "what": "Dodano.", "unit": "art. 1 pkt 2",
                 "summary": "Nowy ustęp."},
            ],
        }
    ],
}  # fmt: skip
MARKDOWN = """# Ustawa
wstęp bez znaczenia
## Rozdział 5
### Zasady
**Art. 15.** 1. Pierwsze słowa <b>ustępu</b>.

2\\. Drugie słowa
które idą dalej.

99. Czego nie ma.

Art. 2. Ilekroć mowa:
- 1) dotacja; oznacza dotację,
- 1a) absolwent:
  - a) jeden,
"""
HTML = """<html><head><title>Ustawa</title><style>p{}</style></head><body><script>alert(1)</script>
<div class="unit_arti"><h3>Art. 15.</h3><div class="unit_pass"><h3>1.</h3><div>Pierwsze&nbsp;słowa<sup>1)</sup>
<i>ustępu</i>.</div></div><div><h3>2.</h3><div>Drugie.</div></div></div>
<div><h3>Art. 18<sup>2</sup>.</h3><div>Raz.</div></div></body></html>"""


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()

    def invoke(*args, code=0):
        db.session.rollback()
        done = runner.invoke(args=["law", *map(str, args)])
        assert done.exit_code == code, done.output
        db.session.rollback()
        db.session.expire_all()
        return done.output.replace("\u00a0", " ")

    return invoke


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
    return path


def test_an_act_its_history_and_names_are_read_from_their_files(app, run):
    assert "Wczytano: Ustawa z dnia 13 czerwca 2003 r." in run("import", LAW / "ustawa.yaml")
    run("import", LAW / "nowelizacje.yaml")
    assert "28 aktów z nazwy" in run("import", LAW / "inne-akty.yaml")

    assert len(queries.shape_of("uzs").amendments) == 19
    assert run("check") == "Rejestr jest spójny.\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "x: 1", "to nie jest rejestr"), ("a.yaml", "[", "a.yaml"), ("a.yaml", "- 1", "to nie jest rejestr"),
        ("a.json", '{"chapters": []}', "brak klucza"), ("a.yaml", "zakres: {do: '2022-01-01'}", "Rejestr nie ma aktu"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_in_a_sentence(app, run, tmp_path, name, text, said):
    assert said in run("import", written(tmp_path, name, text), code=1)


def test_an_amendment_is_entered_from_a_file_and_again_without_doubling(register, run, tmp_path):
    path = written(tmp_path, "n.json", AMENDMENT)

    assert run("amend", path) == "Wpisano: Dz.U. 2026 poz. 1500 (2 przepisy).\n"
    assert run("amend", path) == "Zmieniono: Dz.U. 2026 poz. 1500 (2 przepisy).\n"

    shape = queries.shape_of("uzs")
    assert (len(shape.amendments), shape.by_key["art-15-ust-9"].summary) == (20, "Nowy ustęp.")


def test_an_amending_act_of_two_acts_is_entered_from_one_file_and_has_one_page(register, run, client, tmp_path):
    row = ProvisionRow("art-7", "art. 7", "art", "in_force", None, "O czym innym.", None)
    keep_act(ActRow("inna", "Ustawa o czym innym", "ustawa o czym innym", "ustawa", "o czym innym", provisions=(row,)))
    db.session.commit()
    entry = AMENDMENT["amendments"][0] | {"changes": [
        {"provision": "art-7", "kind": "zmiana", "what": "Skreślono zdanie.", "unit": "art. 2 pkt 1"},
    ], "amending_unit": "art. 2"}  # fmt: skip
    second = {"akt": "inna", "amendments": [entry]}
    path = written(tmp_path, "n.yaml", "---\n".join(json.dumps(one) + "\n" for one in (AMENDMENT, second)))

    said = run("amend", path)
    words = client.words("/prawo/zmiany/du-2026-1500/")

    assert said.count("Wpisano: Dz.U. 2026 poz. 1500") == 2
    assert "Zmiany: ustawa o zatrudnieniu socjalnym 2 zmiany" in words
    assert "Zmiany: ustawa o czym innym 1 zmiana" in words
    assert "Zmieniono." in words
    assert "Skreślono zdanie." in words
    assert client.get("/sitemap.xml").text.count("/prawo/zmiany/du-2026-1500/") == 1
    assert client.words("/prawo/zmiany/").count("o próbie") == 2
    assert "Zmiany: " not in client.words("/prawo/zmiany/du-2022-218/")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"akt": "nic"}, "Rejestr nie ma aktu"), ({"amendments": [{}]}, "brak klucza"),
        ({"amendments": 7}, "to nie jest"),
        ({"amendments": [AMENDMENT["amendments"][0] | {"date": "wczoraj"}]}, "to nie jest plik nowelizacji"),
        ({"amendments": [AMENDMENT["amendments"][0] | {"in_force": []}]}, "to nie jest plik nowelizacji"),
        ({"amendments": [AMENDMENT["amendments"][0] | {"changes": [{"provision": "art-99", "kind": "zmiana",
          "what": "x", "unit": "y"}]}]}, "nie zna przepisu art-99"),
    ],
)  # fmt: skip
def test_a_broken_amendment_is_refused_and_nothing_is_kept(register, run, tmp_path, broken, said):
    assert said in run("amend", written(tmp_path, "n.json", AMENDMENT | broken), code=1)
    assert len(queries.shape_of("uzs").amendments) == 19


def test_markdown_is_read_into_units(app):
    found = {unit.key: unit.lines for unit in read_markdown(MARKDOWN)}

    assert found["art-15-ust-1"] == ("Pierwsze słowa <b>ustępu</b>.",)
    assert found["art-15-ust-2"] == ("Drugie słowa", "które idą dalej.")
    assert found["art-2"] == ("Ilekroć mowa:",)
    assert found["art-2-pkt-1a-lit-a"] == ("jeden,",)
    assert "wstęp bez znaczenia" not in str(found)


def test_html_of_eli_is_read_into_units_without_scripts_and_footnotes():
    found = {unit.key: unit.lines for unit in read_html(HTML)}

    assert found == {
        "art-15": (), "art-15-ust-1": ("Pierwsze słowa ustępu.",), "art-15-ust-2": ("Drugie.",), "art-18^2": ("Raz.",),
    }  # fmt: skip


def test_an_official_text_stands_at_its_provisions_cleaned_and_dated(register, run, client, tmp_path):
    path = written(tmp_path, "tekst.md", MARKDOWN)
    said = run("import", path, "--source", "Dz.U. 2022 poz. 2241", "--on", "2022-09-22")

    assert "Przypięto tekst do 5 przepisów." in said
    assert "Nie ma w rejestrze: art. 15 ust. 99: Czego nie ma." in said
    assert "Bez tekstu urzędowego: art. 3 ust. 1b" in said
    html = client.get("/prawo/uzs/art-15-ust-1/").text
    assert "&lt;b&gt;ustępu&lt;/b&gt;" in html
    assert "Dz.U. 2022 poz. 2241, stan prawny na dzień 22 września 2022 r." in client.words("/prawo/uzs/art-15-ust-1/")
    assert "Tekst urzędowy: art. 15 ust. 2" in client.words("/prawo/uzs/art-15/")

    run("import", path, "--source", "Dz.U. 2025 poz. 83", "--on", "2025-01-10")
    texts = db.session.scalars(select(ProvisionText)).all()
    assert {(text.source, text.legal_state_on) for text in texts} == {("Dz.U. 2025 poz. 83", date(2025, 1, 10))}


def test_a_text_without_its_source_or_units_is_refused(register, run, tmp_path):
    assert "--source" in run("import", written(tmp_path, "a.md", "Art. 1. Tak."), code=2)
    empty = written(tmp_path, "b.html", "<p>Nic.</p>")
    assert "ani jednej jednostki" in run("import", empty, "--source", "x", "--on", "2022-09-22", code=1)
    binary = tmp_path / "c.md"
    binary.write_bytes(b"Art. 1. \xff\xfe")
    assert "UTF-8" in run("import", binary, "--source", "x", "--on", "2022-09-22", code=1)


def test_the_check_tells_what_is_wrong_in_words(register, run):
    keys = {p.key: p for p in db.session.scalars(select(Provision))}
    keys["art-15-ust-4"].parent_key = "art-99"
    keys["art-3"].status = "repealed"
    keys["art-17"].status = "in_force"
    db.session.add(ProvisionReference(provision_id=keys["art-1"].id, target_id=keys["art-3"].id, position=9))
    lesson = make_course(lessons=1).lessons[0]
    cite("lesson", lesson.id, 1, [Place("art-1")], None)
    cite("lesson", lesson.id + 1000, 1, [Place("art-1")], None)
    cite("unknown", 1, 1, [Place("art-1")], None)
    db.session.commit()

    said = run("check", code=1)

    assert "Przepisy powołuje 1 tekst, których już nie ma (rodzaj: lesson)." in said
    assert "(rodzaj: unknown)" in said
    assert "art. 15 ust. 4 (uzs): leży w art-99, a takiego przepisu nie ma." in said
    assert "art. 1 (uzs): odsyła do art. 3, a ten jest uchylony." in said
    assert "art. 17 (uzs): z historii wynika, że uchylony, a rejestr mówi inaczej." in said

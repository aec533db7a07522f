"""A register comes in: read behind the fence, tried dry, carried over whole, each thing that is not carried named."""

import io
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.errors import RuleBroken
from akademia.jobs.queries import job_for
from akademia.jobs.worker import run_due
from akademia.promotion.directory.formats import sheet
from akademia.promotion.directory.models import Entity, RegisterSheet
from akademia.promotion.directory.queries.matching import country, known_entities
from akademia.promotion.directory.rules.planning import Wish, plan
from akademia.promotion.directory.services import importing
from tests.factories import make_user
from tests.promotion.directory.making import make_country, make_entity

IMPORT = "/panel/katalog/import/"
# The columns follow what a voivode reports of a centre; two of them mean nothing to the directory.
HEADS = ("Lp.", "Nazwa", "Adres", "Telefon", "E-mail", "Data rozpoczęcia", "REGON", "NIP", "Nr w rejestrze", "Gmina",
         "Powiat", "Instytucja tworząca", "Uwagi")  # fmt: skip
ROWS = (
    ("1", "CIS Nowe", "ul. A 1", "81 1", "nowe@example.org", "2019-05-01", "", "526-025-02-74", "PS/2",
     "Janów Lubelski", "janowski", "Fundacja Nowa", "x"),
    ("2", "CIS Znane pod inną nazwą", "ul. B 2", "82 2", "", "1.06.2018", "", "", "PS/1", "", "", "", ""),
    ("3", "CIS Z Błędami", "", "", "nie-adres", "kiedyś", "123", "", "PS/3", "Bełżyce", "", "", ""),
    ("4", "CIS Nowe", "", "", "", "", "", "", "PS/2", "", "", "", ""),
    ("5", "", "ul. C 3", "", "", "", "", "", "PS/5", "", "", "", ""),
)  # fmt: skip


def csv_file(encoding="utf-8-sig"):
    return "\r\n".join(";".join(row) for row in (HEADS, *ROWS)).encode(encoding)


def workbook():
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS):
        book.active.append([int(cell) if cell == "526" else cell for cell in row])
    book.active["F2"] = date(2019, 5, 1)
    book.create_sheet("Drugi").append(["nie czytamy"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client, data, name):
    answer = client.post(IMPORT, {"file": (io.BytesIO(data), name)}, 303)
    return answer.location


def mapping(**more):
    names = ("", "name", "address", "phone", "contact_email", "registered_on", "regon", "nip", "register_number",
             "commune", "county", "founder", "")  # fmt: skip
    told = {f"kolumna-{n}": name for n, name in enumerate(names)}
    return {**told, "default_kind": "cis", "default_voivodeship": "06", "as_of": "2026-01-31", **more}


@pytest.mark.parametrize("make", [csv_file, workbook, lambda: csv_file("cp1250")], ids=["csv", "xlsx", "cp1250"])
def test_a_register_is_tried_dry_then_carried_over_with_a_report_of_all_that_is_not(app, client, make):
    make_country()
    make_entity("CIS Dawne", register_number="PS/1", phone="81 9", place="Lublin")
    client.sign_in(make_user(Role.Staff))
    commit()

    place = send(client, make(), "rejestr.xlsx" if make is workbook else "rejestr.csv")
    opened = client.get(place).text
    assert opened.count("selected>– pomiń –") == 2  # Lp. and Uwagi; the other heads are known
    tried = client.post(place, mapping(krok="sprawdz"), 200).text
    assert "Nic się jeszcze nie zmieniło" in tried
    assert "podgląd szkicu" not in tried
    for said in ("wiersz 5, CIS Nowe: powtarza wiersz 2", "wiersz 6, bez nazwy: brak nazwy", "kolumna „Uwagi”",
                 "Adres e-mail: „nie-adres”", "REGON: „123”", "to nie jest data", "pasuje do kilku gmin"):  # fmt: skip
        assert said in tried, said
    assert db.session.query(Entity).count() == 1

    client.post(place, mapping(krok="wczytaj"), 303)
    assert db.session.query(Entity).count() == 1
    waiting = client.get(place).text
    assert "Wczytujemy" in waiting
    client.post(f"{place}usun/", {}, 303)
    assert run_due(app, importing.CARRY) == 1
    known, new, third = db.session.query(Entity).order_by(Entity.register_number).all()
    assert (known.name, known.phone, known.place, known.registered_on, known.origin) == (
        "CIS Znane pod inną nazwą", "82 2", "Lublin", date(2018, 6, 1), "import",
    )  # fmt: skip
    assert (new.commune_code, new.nip, new.founder, new.registered_on, new.confirmed_on) == (
        "0605043", "5260250274", "Fundacja Nowa", date(2019, 5, 1), date(2026, 1, 31),
    )  # fmt: skip
    assert (third.name, third.regon, third.commune_code) == ("CIS Z Błędami", "", None)
    report = client.get(place).text
    assert "Wczytano: nowych 2, zmienionych 1" in report
    assert "wiersz 6, bez nazwy: brak nazwy" in report
    assert ("arkusz „Drugi”" in report) == (make is workbook)

    again = send(client, make(), "rejestr.xlsx" if make is workbook else "rejestr.csv")
    client.post(again, mapping(krok="wczytaj"), 303)
    run_due(app, importing.CARRY)
    assert db.session.get(RegisterSheet, int(again.split("/")[-2])).report["same"] == 3


def test_a_worker_that_dies_leaves_the_rest_to_the_next_one_and_the_report_stays(app, monkeypatch, stop_clock):
    make_country()
    heads, cells = ["Nazwa", "Nr"], [[f"CIS {n}", f"PS/{n}"] for n in range(250)]
    file = importing.keep_sheet({"heads": heads, "cells": cells, "unread": []}, "rejestr.csv", 1)
    wish = Wish({0: "name", 1: "register_number"}, "cis", "06")
    importing.begin_carrying(file.id, wish, importing.tried(file.id, wish), 1)
    commit()
    whole, parts = importing.carry_some, []

    def dying(rows):
        parts.append(len(rows))
        if len(parts) == 2:
            raise MemoryError
        whole(rows)

    monkeypatch.setattr(importing, "carry_some", dying)
    run_due(app, importing.CARRY)
    job = job_for(importing.CARRY, str(file.id))
    assert (job.done_at, job.progress_done, job.progress_total) == (None, 100, 250)
    assert db.session.query(Entity).count() == 100

    stop_clock(job.run_at)
    commit()
    assert run_due(app, importing.CARRY) == 1
    assert parts == [100, 100, 100, 50]
    assert db.session.query(Entity).count() == 250
    assert (file.report["new"], file.report["same"], file.done_at is None, file.cells) == (250, 0, False, [])


def test_a_register_as_of_an_earlier_day_does_not_make_data_older(app):
    make_country()
    make_entity("CIS Świeże", register_number="PS/1", confirmed_on=date(2026, 3, 1), phone="81 1")
    wish = Wish({0: "name", 1: "register_number", 2: "phone"}, "cis", "06", date(2025, 12, 31))

    (row,) = plan(["Nazwa", "Nr", "Telefon"], [["CIS Świeże", "PS/1", "81 2"]], wish, country(), known_entities()).rows

    assert row.changed == ["phone"]


@pytest.mark.parametrize(
    ("cells", "placed", "lost"),
    [
        (("Janów Lubelski", "", ""), "0605043", 0),
        (("gmina Będzin", "powiat będziński", ""), "2401011", 0),
        (("Bełżyce", "", ""), "0609", 1),  # two communes of this name, in one county
        (("Atlantyda", "atlantydzki", "atlantyckie"), "24", 3),
        (("", "", "lubelskie"), "06", 0),
    ],
)
def test_what_a_row_says_of_its_place_goes_before_what_is_usual_in_the_file(app, cells, placed, lost):
    make_country()
    wish = Wish({0: "name", 1: "commune", 2: "county", 3: "voivodeship"}, "cis", "24")

    row = plan(("N", "G", "P", "W"), [("CIS A", *cells)], wish, country(), ()).rows[0]

    told = [row.values.get(name) for name in ("commune_code", "county_code", "voivodeship_code")]
    assert (next(filter(None, told)), len(row.lost)) == (placed, lost)
    assert row.values["voivodeship_code"] == placed[:2]


def test_without_a_column_of_names_nothing_is_carried_and_what_was_chosen_stays(client):
    make_country()
    client.sign_in(make_user(Role.Staff))
    commit()
    place = send(client, csv_file(), "r.csv")

    told = client.post(place, mapping(**{"kolumna-1": "founder", "kolumna-11": "", "krok": "wczytaj"}), 422).text

    assert "Wskaż kolumnę z nazwą" in told
    assert '<option value="founder" selected>' in told
    assert db.session.query(Entity).count() == 0
    assert "jeszcze nie nadszedł" in client.post(place, mapping(as_of="2999-01-01"), 422).text
    client.post(f"{place}usun/", {}, 303)
    assert db.session.query(RegisterSheet).count() == 0


def test_two_entities_that_a_row_fits_are_never_guessed_between(client):
    make_country()
    for _ in range(2):
        make_entity("CIS Nowe", nip="5260250274")
    client.sign_in(make_user(Role.Staff))
    commit()
    place = send(client, csv_file(), "r.csv")

    assert "pasuje do kilku podmiotów" in client.post(place, mapping(krok="sprawdz"), 200).text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"Nazwa\n", "pusty.csv", "nie ma wierszy z danymi"),
        (b"MZ\0\0", "program.csv", "Nie umiemy"),
        (b"PK\x03\x04 broken", "zepsuty.xlsx", "Nie umiemy"),
        (b"x", "skan.exe", "Wybierz plik CSV albo XLSX"),
        (b"", "pusty.csv", "nie ma wierszy z danymi"),
    ],
)
def test_what_is_no_register_is_refused_in_a_sentence(tmp_path, data, name, said):
    path = tmp_path / "file"
    path.write_bytes(data)

    with pytest.raises(RuleBroken) as refused:
        importing.read_out(path, name)

    assert said in refused.value.message


def test_a_workbook_that_swells_is_stopped_by_the_fence(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with ZipFile(path, "w", compression=8) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 400_000_000)

    with pytest.raises(RuleBroken):
        importing.read_out(path, "bomb.xlsx")


def test_cells_too_long_and_too_many_rows_are_told(tmp_path, monkeypatch):
    path = tmp_path / "long.csv"
    path.write_text(f"Nazwa;Opis\nCIS;{'x' * 3_000}\n", "utf-8")

    read = sheet.work(str(path), "long.csv")
    assert read["unread"] == ["wiersz 2: komórka ma 3000 znaków, czytamy pierwsze 2000"]
    monkeypatch.setattr(sheet, "MOST_ROWS", 0)
    with pytest.raises(RuleBroken, match="więcej niż 0 wierszy"):
        sheet.work(str(path), "long.csv")

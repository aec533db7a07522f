"""The desk of the register: forms that keep what was typed, refuse in words, and see each other's saves."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import db
from akademia.law import queries
from akademia.law.models import Act, Amendment, Provision
from akademia.law.queries import desk as rows
from akademia.law.services import Place, cite
from tests.factories import make_course, make_user
from tests.law.test_history import register

__all__ = ["register"]
NEW = "/panel/prawo/uzs/zmiany/nowa/"
FORM = {
    "version": "0", "title": "Ustawa z dnia 1 października 2026 r. o próbie", "display_address": "Dz.U. 2026 poz. 1500",
    "passed_on": "2026-10-01", "promulgated_on": "2026-10-20", "in_force_on": "2027-01-01", "unit": "art. 1",
    "note": "", "changes-0-locator": "art. 15 ust. 4", "changes-0-kind": "changed",
    "changes-0-what": "Podniesiono świadczenie.", "changes-0-unit": "art. 1 pkt 1", "changes-0-in_force_on": "",
    "changes-0-works_from": "", "changes-0-summary": "",
}  # fmt: skip


@pytest.fixture
def desk(register, client, noon):
    client.sign_in(make_user(Role.Staff))
    return client


def saved():
    wanted = select(Amendment).where(Amendment.key == "du-2026-1500")
    return db.session.scalars(wanted).one_or_none()


def words_of(response):
    return response.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "address",
    [
        "", "akty/nowy/", "uzs/", "uzs/dane/", "ups/", "ups/dane/", "uzs/przepisy/", "uzs/przepisy/?szukaj=premia",
        "uzs/przepisy/?stan=uchylone", "uzs/przepisy/nowy/", "uzs/przepisy/art-15-ust-4/", "uzs/przepisy/rozdz-5/",
        "uzs/zmiany/", "uzs/zmiany/nowa/", "uzs/zmiany/du-2022-218/", "uzs/tekst-urzedowy/",
    ],
)  # fmt: skip
def test_every_page_of_the_desk_opens(desk, address):
    desk.get(f"/panel/prawo/{address}")


@pytest.mark.parametrize(
    "address", ["nic/", "ups/zmiany/", "ups/zmiany/nowa/", "uzs/zmiany/du-1-1/", "uzs/przepisy/x/"]
)
def test_what_is_not_there_answers_so(desk, address):
    desk.get(f"/panel/prawo/{address}", 404)


def test_an_amendment_is_entered_with_its_notes_and_shown_to_readers(desk):
    notes = {"notes-0-unit": "art. 9", "notes-0-what": "Sprawy w toku.", "notes-0-locators": "art. 15 ust. 4, art. 15a"}

    desk.post(NEW, FORM | notes | {"changes-0-works_from": "2026-12-01"})

    entered = saved()
    assert (entered.eli, entered.passed_on, entered.origin) == ("DU/2026/1500", date(2026, 10, 1), "person")
    (change,) = entered.changes
    assert (change.in_force_on, change.works_from, change.kind) == (date(2027, 1, 1), date(2026, 12, 1), "changed")
    assert entered.notes[0].keys == ["art-15-ust-4", "art-15a"]
    assert "Podniesiono świadczenie." in desk.words("/prawo/uzs/art-15-ust-4/")
    assert db.session.scalars(select(AuditEntry.act)).all()[-1] == "amendment.entered"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Wpisz tytuł"),
        ({"display_address": "Monitor"}, "Wpisz adres tak: Dz.U. 2025 poz. 620"),
        ({"passed_on": "wczoraj"}, "Wpisz datę, na przykład"),
        ({"promulgated_on": "2026-09-01"}, "Ustawy nie ogłasza się przed jej uchwaleniem"),
        ({"in_force_on": ""}, "Podaj dzień tutaj albo wspólny dla całej ustawy"),
        ({"in_force_on": "2026-10-02"}, "Zmiana nie wchodzi w życie przed ogłoszeniem ustawy"),
        ({"changes-0-works_from": "2027-02-01"}, "Wstecz działa to"),
        ({"changes-0-locator": ""}, "Wpisz przepis"),
        ({"changes-0-locator": "tamten przepis"}, "Wpisz przepis tak: art. 15 ust. 4"),
        ({"changes-0-locator": "art. 15 i 16"}, "To więcej niż jeden przepis"),
        ({"changes-0-locator": "art. 15 ust. 99"}, "można go tylko dodać"),
        ({"changes-0-locator": "art. 99 ust. 1", "changes-0-kind": "added"}, "jednostki, w której miałby leżeć"),
        ({"changes-0-locator": "art. 5 ustawy o pomocy społecznej"}, "Wpisz przepis tak"),
        ({"changes-0-what": ""}, "Napisz, co się zmieniło"),
        ({"changes-0-kind": "zjedzony"}, "Wybierz jedną z podanych możliwości"),
        ({"changes-0-locator": "", "changes-0-what": "", "changes-0-unit": ""}, "Wpisz co najmniej jedną zmianę"),
        ({"notes-0-unit": "art. 9", "notes-0-what": "", "notes-0-locators": ""}, "Napisz, co wynika z tego przepisu"),
        ({"notes-0-unit": "", "notes-0-what": "Coś.", "notes-0-locators": "art. 99"}, "Rejestr nie ma tego przepisu"),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_everything_typed_is_kept(desk, changed, said):
    sent = FORM | changed

    response = desk.post(NEW, sent, 422)

    assert said in words_of(response)
    assert 'id="bledy"' in response.text
    for name, value in sent.items():
        if name not in ("changes-0-kind", "version") and value:
            assert value in response.text, name
    assert saved() is None


def test_rows_are_added_and_taken_out_without_losing_what_was_typed(desk):
    more = desk.post(NEW, FORM | {"passed_on": "wczoraj", "akcja": "zmiana"}, 200)
    assert 'name="changes-1-locator"' in more.text
    assert 'value="wczoraj"' in more.text

    two = FORM | {
        "changes-1-locator": "art. 3", "changes-1-kind": "changed", "changes-1-what": "Drugie.",
        "changes-1-in_force_on": "kiedyś",
    }  # fmt: skip
    less = desk.post(NEW, two | {"akcja": "bez-zmiany-0"}, 200)
    assert "Podniesiono" not in less.text
    assert "Drugie." in less.text
    assert 'value="kiedyś"' in less.text
    for odd in ("bez-zmiany-99", "bez-zmiany-", "bez-uwagi-0", "co-to", "bez-zmiany-0000000000"):
        assert "Podniesiono" in desk.post(NEW, FORM | {"akcja": odd}, 200).text
    assert 'name="notes-0-what"' in desk.post(NEW, FORM | {"akcja": "uwaga"}, 200).text
    assert saved() is None


def test_a_preview_tells_what_will_be_touched_and_saves_nothing(desk):
    cite("lesson", make_course(lessons=1).lessons[0].id, 1, [Place("art-15-ust-4")], None)
    db.session.commit()

    response = desk.post(NEW, FORM | {"akcja": "podglad"}, 200)

    assert "Podgląd: 1 zmiana" in words_of(response)
    assert "Powołuje go 1 tekst" in words_of(response)
    assert saved() is None
    desk.post(NEW, FORM | {"akcja": "podglad", "title": ""}, 422)


def test_an_added_provision_comes_into_the_register_with_the_amendment(desk):
    added = {
        "changes-0-locator": "art. 15 ust. 9", "changes-0-kind": "added",
        "changes-0-summary": "Mówi o nowym prawie uczestnika.",
    }  # fmt: skip
    desk.post(NEW, FORM | added)

    assert "Mówi o nowym prawie uczestnika." in desk.words("/prawo/uzs/art-15-ust-9/")


def test_the_same_amendment_cannot_be_entered_twice(desk):
    desk.post(NEW, FORM)

    assert "jest już w rejestrze" in words_of(desk.post(NEW, FORM, 422))


def test_of_two_editors_the_later_sees_that_another_saved_and_decides(desk):
    desk.post(NEW, FORM)
    address = "/panel/prawo/uzs/zmiany/du-2026-1500/"
    opened = {"version": str(saved().version)}
    desk.post(address, FORM | opened | {"title": "Ustawa pierwszej osoby"})

    refused = desk.post(address, FORM | opened | {"title": "Ustawa drugiej osoby"}, 409)

    assert "Ustawa drugiej osoby" in refused.text
    assert saved().title == "Ustawa pierwszej osoby"
    desk.post(address, FORM | {"version": str(saved().version), "title": "Ustawa drugiej osoby"})
    assert saved().title == "Ustawa drugiej osoby"


def test_an_amendment_keeps_its_address(desk):
    desk.post(NEW, FORM)
    address = "/panel/prawo/uzs/zmiany/du-2026-1500/"

    refused = desk.post(address, FORM | {"version": "1", "display_address": "Dz.U. 2026 poz. 1501"}, 422)

    assert "Adresu wpisanej nowelizacji się nie zmienia" in words_of(refused)


def test_what_is_not_in_force_can_be_withdrawn_and_what_binds_cannot(desk):
    desk.post(NEW, FORM)
    assert "Wycofaj nowelizację" in desk.get("/panel/prawo/uzs/zmiany/du-2026-1500/").text
    assert "Wycofaj nowelizację" not in desk.get("/panel/prawo/uzs/zmiany/du-2022-218/").text

    desk.post("/panel/prawo/uzs/zmiany/du-2026-1500/wycofaj")
    desk.post("/panel/prawo/uzs/zmiany/du-2022-218/wycofaj")

    assert saved() is None
    assert len(queries.shape_of("uzs").amendments) == 19
    desk.get("/prawo/zmiany/du-2026-1500/", 404)


def test_a_provision_is_described_anew_and_a_lost_edit_is_seen(desk):
    address = "/panel/prawo/uzs/przepisy/art-15-ust-4/"
    desk.post(address, {"version": "1", "heading": "", "summary": "Nowy opis."})
    refused = desk.post(address, {"version": "1", "heading": "", "summary": "Drugi opis."}, 409)

    assert "Drugi opis." in refused.text
    assert "Tamten zapis: Nowy opis." in words_of(refused)
    assert "Nowy opis." in desk.words("/prawo/uzs/art-15-ust-4/")
    assert "Opisz przepis" in desk.post(address, {"version": "2", "summary": " "}, 422).text


def test_the_status_of_what_has_a_history_is_not_typed(desk):
    form = {"version": "1", "heading": "", "summary": "Opis.", "status": "repealed"}
    desk.post("/panel/prawo/uzs/przepisy/art-15-ust-4/", form)
    desk.post("/panel/prawo/uzs/przepisy/art-1-ust-1/", form)

    rows = {p.key: p.status for p in db.session.scalars(select(Provision).where(Provision.origin == "person"))}
    assert rows == {"art-15-ust-4": "in_force", "art-1-ust-1": "repealed"}


def test_a_missing_provision_is_added_at_its_place(desk):
    address = "/panel/prawo/uzs/przepisy/nowy/"
    for locator, said in (("art. 15 ust. 4", "ma już taki przepis"), ("art. 99 ust. 1", "miałby leżeć"), ("x", "tak:")):
        refused = desk.post(address, {"version": "0", "locator": locator, "summary": "Opis."}, 422)
        assert said in words_of(refused)

    desk.post(address, {"version": "0", "locator": "art. 15 ust. 4b", "summary": "Opis."})

    keys = [unit.key for unit in queries.shape_of("uzs").units]
    assert keys[keys.index("art-15-ust-4") + 1] == "art-15-ust-4b"


def test_an_act_is_added_by_name_and_its_data_mended(desk):
    form = {
        "version": "0", "key": "uko", "title": "Ustawa z dnia 1 marca 2020 r. o próbie", "short": "ustawa o próbie",
        "name": "ustawa z 1.03.2020 o próbie", "said": "o próbie", "abbreviations": "u.o.p., uop",
        "passed_on": "2020-03-01", "display_address": "Dz.U. 2020 poz. 1",
    }  # fmt: skip
    for key, said in (("uzs", "ma już inny akt"), ("zmiany", "ma już inny akt"), ("A b", "Małe litery"), ("", "Wpisz")):
        assert said in words_of(desk.post("/panel/prawo/akty/nowy/", form | {"key": key}, 422))
    desk.post("/panel/prawo/akty/nowy/", form)
    made = db.session.scalars(select(Act).where(Act.key == "uko")).one()
    assert (made.eli, made.abbreviations) == ("DU/2020/1", ["u.o.p.", "uop"])

    desk.post("/panel/prawo/uko/dane/", form | {"version": "1", "short": "ustawa próbna"})
    desk.post("/panel/prawo/uko/dane/", form | {"version": "1", "short": "ustawa inna"}, 409)

    assert "ustawa próbna" in desk.words("/panel/prawo/uko/")


def test_an_official_text_is_attached_from_a_file_with_a_report(desk):
    address = "/panel/prawo/uzs/tekst-urzedowy/"

    def sent(name, data, **more):
        values = {"source": "Dz.U. 2022 poz. 2241", "on": "2022-09-22"} | more
        return values | {"file": (io.BytesIO(data), name)}

    assert "Wybierz plik" in desk.post(address, {"source": "x", "on": "2022-09-22"}, 422).text
    assert "To nie jest plik" in desk.post(address, sent("a.exe", b"MZ"), 422).text
    assert "To nie jest plik" in desk.post(address, sent("a.md", b"\xff\xfe"), 422).text
    assert "ani jednej jednostki" in desk.post(address, sent("a.md", b"nic"), 422).text

    done = desk.post(address, sent("a.md", "Art. 15. 4. Słowa.\n99. Inne.".encode()), 200)

    assert "Przypięto tekst do 1 przepisu" in words_of(done)
    assert "art. 15 ust. 99: Inne." in words_of(done)
    assert "Tekst urzędowy Słowa." in desk.words("/prawo/uzs/art-15-ust-4/")


def test_only_staff_and_administrators_come_to_the_register_s_desk(register, new_client, noon):
    people = [(Role.Learner, 403), (Role.Expert, 403), (Role.Staff, 200), (Role.Admin, 200)]
    users = [(make_user(role), status) for role, status in people]
    db.session.commit()

    for user, status in users:
        new_client().sign_in(user).get("/panel/prawo/", status)


def test_every_provision_is_found_by_its_label_and_what_is_half_understood_is_refused(register):
    find = rows.locator("uzs")

    assert [unit.key for unit in queries.shape_of("uzs").units if find(unit.label).key != unit.key] == []
    for words in ("art. 18 ca", "art. 15 ust. 4 i coś", "tylko art. 15", "art. 15, art. 16", "", "ust. 4", "a" * 5000):
        assert find(words).problem, words

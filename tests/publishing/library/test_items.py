"""An item's way: a draft that only staff see, a look, its readers, a tombstone."""

import re

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.law.models import Citation
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.services import states
from akademia.publishing.library.services.states import OtherState
from akademia.texts.models import Draft
from akademia.texts.services.drafts import save
from akademia.texts.services.publishing import NotReady
from tests.factories import make_provision, make_user
from tests.publishing.making import CITING, begin, described, make_department, publish, published, working
from tests.texts.editing import opened, send

WRONG = (
    ("licence", {"licence": ""}, "Wybierz licencję albo zgodę"),
    ("permission", {"licence": "permission"}, "kto i na co się zgodził"),
    ("source", {"licence": "record", "available_at": "u wydawcy"}, "nie publikujemy treści"),
    ("available_at", {"licence": "record", "source": ""}, "gdzie czytelnik znajdzie"),
    ("credits", {"credits": "Platon"}, "podaj imię i nazwisko"),
    ("isbn", {"isbn": "978-83-01-00000-0"}, "ISBN ma błędną cyfrę"),
    ("issn", {"issn": "2544-2466"}, "ISSN ma błędną cyfrę"),
    ("doi", {"doi": "doi.org"}, "DOI zaczyna się"),
    ("year", {"year": "2099"}, "zbyt daleko w przyszłości"),
    ("year", {"year": "dawno"}, "wpisz liczbę"),
    ("slug", {"slug": "kwartalnik"}, "jest zastrzeżony"),
    ("new_version_of", {"new_version_of": "nie-ma"}, "Nie ma w bibliotece"),
    ("part_of", {"part_of": "jak-zalozyc-klub"}, "samej siebie"),
    ("source", {"provisions": "coś o świadczeniu"}, "nie rozpoznajemy"),
)


@pytest.fixture
def staff(client):
    editor = make_user(Role.Staff)
    commit()
    return client.sign_in(editor)


def test_an_item_goes_from_its_desk_to_its_readers_and_leaves_a_tombstone(staff, new_client):
    said = {"title": "Jak założyć klub", "kind": "guide", "department": str(make_department().id)}
    commit()
    staff.post("/panel/biblioteka/nowa/", said, 303)
    ref = db.session.scalars(select(LibraryItem.id)).one()
    edit, address = f"/panel/teksty/pozycja/{ref}/", "/publikacje/pozycja/jak-zalozyc-klub/"
    reader = new_client()
    reader.get(address, 404)

    assert "Najpierw przekaż pozycję do sprawdzenia" in send(staff, edit, described(ref), "publish", status=422).text
    send(staff, edit, described(ref), "save", status=303)
    staff.post(f"/panel/biblioteka/{ref}/do-sprawdzenia", {}, 303)
    reader.get(address, 404)
    assert "do sprawdzenia" in staff.words("/panel/")
    send(staff, edit, described(ref), "publish", status=303)

    assert "Krok po kroku" in reader.words(address)
    assert "CC BY 4.0" in reader.words(address)
    assert "Drugi rozdział" in reader.words(f"{address}czytaj/")
    assert "Jak założyć klub" in reader.words("/publikacje/")
    assert "Jak założyć klub" in reader.words("/publikacje/publikacje-akademii/")

    staff.post(f"/panel/biblioteka/{ref}/wycofaj/", {"why": ""}, 422)
    staff.post(f"/panel/biblioteka/{ref}/wycofaj/", {"why": "Przepisy już nie obowiązują."}, 303)
    gone = reader.get(address, 410).text
    assert "Przepisy już nie obowiązują." in gone
    assert "Krok po kroku" not in gone
    assert "Jak założyć klub" not in reader.words("/publikacje/")


def test_what_few_items_need_stands_folded_and_opens_where_something_is_wrong(staff):
    item, _author = begin()
    commit()
    edit = f"/panel/teksty/pozycja/{item.id}/"
    fold = "Wydawca, rok, strony, ISBN, ISSN, DOI, projekt"

    def folds(page: str) -> dict[str, bool]:
        """Words of each fold -> whether it is open."""
        found = re.findall(r'<details class="more"( open)?><summary>([^<]+)', page.replace("\u00a0", " "))
        return {words.strip(): bool(opened) for opened, words in found}

    assert folds(staff.get(edit).text)[fold] is False
    in_sight = staff.get(edit).text.partition('<details class="more"')[0]
    assert all(f">{one}" in in_sight for one in ("Tytuł", "O czym jest", "Licencja albo zgoda"))
    assert ">DOI" not in in_sight

    refused = send(
        staff, edit, described(item.id, isbn="978-83-01-00000-0", publisher="Wydawca"), "publish", status=422
    ).text
    told = folds(refused)
    assert (told[fold], "(wypełnione: 2)" in refused) == (True, True)
    assert not told["Inne wydania, oryginał i całość, której jest częścią"]


def test_what_is_not_right_is_said_beside_its_field_and_nothing_is_published(app):
    item, author = begin()
    states.hand_over(item.id, author)
    told = {}

    for field, values, said in WRONG:
        with pytest.raises(NotReady) as refused:
            publish(item.id, author, **values)
        told[said] = refused.value.complaints.get(field, "")

    assert {said: words for said, words in told.items() if said not in words} == {}
    assert item.state == "review"


def test_everything_typed_is_shown_again_and_is_kept_as_versions(staff):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")
    item, author = begin()
    states.hand_over(item.id, author)
    typed = {
        "subtitle": "Poradnik", "credits": "Anna Nowak\nred. Jan Kowalski\ninstytucja: Fundacja Przykład",
        "publisher": "Fundacja Przykład", "place": "Lublin", "year": "2017", "pages": "40", "keywords": "klub\nrejestr",
        "isbn": "978-83-01-00000-4", "issn": "2544-2465", "doi": "10.1000/182", "provisions": "art. 15 ust. 4",
        "legal_state_on": "2022-09-22", "source": "",
    }  # fmt: skip
    made = publish(item.id, author, **typed)
    commit()

    assert {name: working(made.id).values[name] for name in typed} == typed
    assert [one.person and one.person.name for one in made.credits] == ["Anna Nowak", "Jan Kowalski", None]
    assert db.session.scalars(select(Citation.kind)).all() == ["guide"]

    send(staff, f"/panel/teksty/pozycja/{made.id}/", described(made.id, credits="Jan Kowalski"), "publish", status=303)
    staff.post(f"/panel/teksty/pozycja/{made.id}/wersje/1/przywroc", {}, 303)
    db.session.expire_all()
    assert working(made.id).values["credits"] == typed["credits"]


def test_an_old_address_leads_to_the_present_one_for_ever(client):
    item = published()
    publish(item.id, 1, slug="klub-krok-po-kroku")
    commit()

    answer = client.get("/publikacje/pozycja/jak-zalozyc-klub/czytaj/", 301)

    assert answer.headers["Location"] == "/publikacje/pozycja/klub-krok-po-kroku/czytaj/"
    states.withdraw(item.id, "Bo tak.", 1)
    commit()
    assert client.get("/publikacje/pozycja/jak-zalozyc-klub/", 301).headers["Location"].endswith("/klub-krok-po-kroku/")
    client.get("/publikacje/pozycja/klub-krok-po-kroku/", 410)


def test_a_newer_edition_is_told_on_the_older_ones_page_and_on_its_tombstone(client):
    department = make_department()
    old = published("Klub 2017", department)
    published("Klub 2026", department, new_version_of="/publikacje/pozycja/klub-2017/", year="2026")

    page = client.words("/publikacje/pozycja/klub-2017/")
    assert "Jest nowsze wydanie" in page
    assert "Klub 2026 (2026)" in page
    assert "Nowe wydanie publikacji Klub 2017" in client.words("/publikacje/pozycja/klub-2026/")
    with pytest.raises(NotReady, match="już nowszym wydaniem"):
        publish(old.id, 1, new_version_of="klub-2026")
    db.session.rollback()

    states.withdraw(old.id, "Zastąpiło ją nowe wydanie.", 1)
    commit()
    assert "Klub 2026" in client.get("/publikacje/pozycja/klub-2017/", 410).text


def test_a_withdrawn_item_comes_back_as_it_was_and_cites_again(client):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")
    item = published(source=CITING)
    draft = working(item.id)
    kept = save(draft.place, draft.draft_id, draft.opened, described(item.id), 1)
    kept.publish_at = kept.saved_at
    states.withdraw(item.id, "Na chwilę.", 1)
    assert db.session.scalars(select(Draft.publish_at)).all() == [None]
    assert not db.session.scalars(select(Citation)).all()
    with pytest.raises(NotReady, match="wycofana"):
        publish(item.id, 1)
    with pytest.raises(OtherState):
        states.withdraw(item.id, "Drugi raz.", 1)

    states.bring_back(item.id, 1)
    commit()

    assert "Krok po kroku" in client.words("/publikacje/pozycja/jak-zalozyc-klub/")
    assert len(db.session.scalars(select(Citation)).all()) == 1


def test_only_what_readers_never_saw_may_be_thrown_away(staff):
    department = make_department()
    seen, (draft, _) = published("Wydany", department), begin("Szkic", department)
    number = draft.id
    commit()

    staff.post(f"/panel/teksty/pozycja/{seen.id}/usun", {}, 409)
    staff.post(f"/panel/teksty/pozycja/{number}/usun", {}, 303)

    staff.get(f"/panel/biblioteka/{number}/", 404)
    assert "Szkic" in staff.words("/panel/kosz/")


def test_a_preview_shows_what_stands_in_the_form(staff):
    item, _ = begin()
    commit()
    address = f"/panel/teksty/pozycja/{item.id}/"
    token = opened(staff, address)

    where = staff.post(
        address, {**described(item.id, credits="Anna Nowak"), "opened": token, "act": "preview"}, 303
    ).headers["Location"]

    assert "Anna Nowak" in staff.words(where)
    assert "Drugi rozdział" in staff.words(where)

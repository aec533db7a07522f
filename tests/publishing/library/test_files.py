"""Files of items: attached at the desk, let through by the gate, given to readers under addresses that stay."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.errors import RuleBroken
from akademia.core.links import path_to
from akademia.core.tally import COUNTED
from akademia.publishing.library.models import DailyUse, FilePage, LibraryItem
from akademia.publishing.library.privacy import CARD
from akademia.publishing.library.queries import files as queries
from akademia.publishing.library.services import files as services
from akademia.publishing.library.services import states
from akademia.search.queries.finding import best
from akademia.search.services import rebuilding
from akademia.texts.services.publishing import NotReady
from tests.factories import make_user
from tests.media import films
from tests.publishing import making
from tests.publishing.library import papers
from tests.publishing.library.shelf import attach, file_at, make_item, publish, read, upload

CUBOT = "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
VTT = b"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nDzie\xc5\x84 dobry.\n"


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


def address(key):
    row = queries.desk_file(key)
    return f"/publikacje/pliki/{key}/{row.name}"


def written(tally):
    """Write what was counted, in a transaction of its own; the test's is put away first."""
    db.session.rollback()
    tally.flush()


def item(ref):
    db.session.expire_all()
    return db.session.get(LibraryItem, ref)


def test_staff_attach_a_file_and_see_what_it_lacks_and_what_it_says(app, staff):
    ref = make_item()
    commit()

    assert "pusty" in upload(staff, ref, b"", "a.pdf", 422).text
    assert "makra" in upload(staff, ref, papers.docx(**{"word/vbaProject.bin": b"x"}), "a.docx", 422).text
    assert "WebVTT" in upload(staff, ref, papers.pdf(), "a.pdf", 422, role="captions").text
    place = upload(staff, ref, papers.pdf(), "Stary skan.pdf").location
    assert "Czytamy plik" in staff.get(place).text
    read(app)

    page = staff.get(place).text
    assert "Czytelnicy jeszcze go nie zobaczą" in page
    assert "Brak znaczników" in page
    assert "Zanim opublikujesz" in staff.get(f"/panel/biblioteka/{ref}/pliki/").text
    assert "ten sam plik" in upload(staff, ref, papers.pdf(), "b.pdf", 422).text.casefold()
    assert len(queries.what_stops_publishing(ref, bool(item(ref).html))) == 1


def test_a_proposal_is_taken_into_the_draft_or_dropped_with_one_button(app, staff):
    ref = make_item(title="Bez tytułu")
    key = attach(ref, papers.good_pdf())
    read(app)
    place = f"/panel/biblioteka/pliki/{key}/"
    assert "Anna Próbna" in staff.get(place).text

    staff.post(f"{place}propozycja", {"przyjmij": "1"})

    assert item(ref).title == "Poradnik o klubach"
    assert "Anna Próbna" not in staff.get(place).text


@pytest.mark.parametrize("remedy", ["waiver", "twin", "text"])
def test_a_reason_an_accessible_twin_or_the_items_own_text_opens_the_gate(app, client, remedy):
    ref = make_item()
    key = attach(ref, papers.pdf(), "skan.pdf")
    read(app)
    publish(ref)
    client.get(address(key), 404)

    if remedy == "waiver":
        file = file_at(key)
        services.describe(file, queries.stamp_of(file), "work", "", "pl", "Prześlemy wersję dostępną na prośbę.")
    elif remedy == "twin":
        attach(ref, papers.docx(), "wersja.docx", "twin")
    else:
        item(ref).html = "<p>Cały tekst.</p>"
    commit()
    read(app)

    assert client.get(address(key)).data == papers.pdf()
    assert queries.what_stops_publishing(ref, bool(item(ref).html)) == []


def test_a_film_waits_for_its_captions(app, client):
    ref = make_item()
    film, captions = films.film(ends=True), attach(ref, VTT, "napisy.vtt", "captions")
    services.remove(file_at(captions))
    key = attach(ref, film, "film.mp4")
    publish(ref)
    client.get(address(key), 404)

    captions = attach(ref, VTT, "napisy.vtt", "captions")

    assert client.get(address(key)).mimetype == "video/mp4"
    assert client.get(address(captions)).mimetype == "text/vtt"


def test_a_file_is_sent_whole_in_parts_and_not_again(app, client):
    ref = make_item()
    key = attach(ref, papers.good_pdf(), "Poradnik Ść.pdf")
    read(app)
    publish(ref)
    place, data = address(key), papers.good_pdf()

    whole = client.get(place)
    assert place.endswith("/poradnik-sc.pdf")
    assert whole.data == data
    assert whole.headers["Content-Disposition"].startswith('inline; filename="poradnik-sc.pdf"')
    assert "immutable" in whole.headers["Cache-Control"]
    assert {type(piece) for piece in client.inner.get(place).iter_encoded()} == {bytes}
    assert "sandbox" not in whole.headers["Content-Security-Policy"]
    assert COUNTED not in whole.headers
    assert client.get(f"{place}?pobierz=1").headers["Content-Disposition"].startswith("attachment")
    part = client.get(place, 206, headers={"Range": "bytes=10-19"})
    assert (part.data, part.headers["Content-Range"]) == (data[10:20], f"bytes 10-19/{len(data)}")
    client.get(place, 304, headers={"If-None-Match": whole.headers["ETag"]})
    client.get(place, 416, headers={"Range": f"bytes={len(data)}-"})
    assert client.get(f"/publikacje/pliki/{key}/inna.pdf", 301).location.endswith(place)
    assert client.get(f"/publikacje/pliki/{key}/okladka.webp").mimetype == "image/webp"


def test_a_proxy_may_send_the_bytes(app, client, monkeypatch):
    ref = make_item()
    key = attach(ref, papers.good_pdf())
    read(app)
    publish(ref)
    place, stored = address(key), file_at(key).file.key
    house = app.extensions["akademia"]
    monkeypatch.setitem(
        app.extensions, "akademia", replace(house, settings=replace(house.settings, accel="/wewnetrzne"))
    )

    answer = client.get(place)

    assert answer.headers["X-Accel-Redirect"] == f"/wewnetrzne/{stored}"
    assert answer.data == b""
    assert "inline" in answer.headers["Content-Disposition"]


def test_drafts_are_for_staff_and_what_was_withdrawn_is_gone(app, client, new_client):
    staff = make_user(Role.Staff)
    ref = make_item()
    key = attach(ref, papers.good_pdf())
    read(app)
    place, desk = address(key), new_client().sign_in(staff)

    client.get(place, 404)
    assert desk.get(place).headers["Cache-Control"] == "private, no-store"
    publish(ref)
    client.get(place)
    one = item(ref)
    one.state, one.withdrawn_at = "withdrawn", one.published_at
    commit()
    client.get(place, 410)
    desk.get(place)
    item(ref).removed = True
    commit()
    client.get(place, 404)


def test_a_newer_file_takes_the_place_when_it_is_ready_and_the_old_address_lives_on(app, client, staff, new_client):
    ref = make_item()
    old = attach(ref, papers.good_pdf(), "wydanie.pdf", label="Wydanie pierwsze")
    read(app)
    publish(ref)
    upload(staff, ref, papers.good_pdf(pages=2), "nowe.pdf", query=f"?zamiast={old}")
    assert [row.key for row in queries.files_of(ref)] == [old]

    read(app)

    (row,) = queries.files_of(ref)
    assert (row.pages, [key for key, _, _ in row.older]) == (2, [old])
    visitor = new_client()
    assert visitor.get(address(old)).headers["Link"] == f'<{address(row.key)}>; rel="successor-version"'
    assert "Jest nowszy plik" in staff.get(f"/panel/biblioteka/pliki/{old}/").text
    staff.post(f"/panel/biblioteka/pliki/{old}/usun")
    visitor.get(address(old))
    assert "jest nowszy plik" in staff.get(f"/panel/biblioteka/{ref}/pliki/").text


def test_files_change_places_and_two_editors_do_not_overwrite_each_other(app, staff):
    ref = make_item()
    one, two = attach(ref, papers.docx(), "a.docx"), attach(ref, papers.odt(), "b.odt")
    place = f"/panel/biblioteka/pliki/{two}/"
    form = {"seen": queries.stamp_of(file_at(two)), "role": "extra", "label": "Wzór", "language": "uk", "waiver": ""}

    staff.post(f"{place}przesun", {"wyzej": "1"})
    assert [row.file.key for row in queries.desk_files(ref)] == [two, one]
    staff.post(place, form)
    assert "Ktoś zmienił" in staff.post(place, {**form, "label": "Inny"}, 422).text
    assert (file_at(two).label, file_at(two).language) == ("Wzór", "uk")
    assert '<option selected value="uk">ukraiński' in staff.get(place).text
    staff.post(place, {**form, "seen": queries.stamp_of(file_at(two)), "language": "klingoński"}, 422)
    staff.post(f"{place}usun")
    assert [row.file.key for row in queries.desk_files(ref)] == [one]


def test_uses_are_counted_without_robots_double_clicks_or_further_parts(app, client, new_client):
    tally = app.extensions["pagecache"].tally
    written(tally)  # what earlier tests left
    ref = make_item()
    key = attach(ref, papers.good_pdf())
    read(app)
    publish(ref)
    place = address(key)

    for headers in (READER, READER, {"User-Agent": "Googlebot/2.1"}, {"User-Agent": "curl/8"}, {"User-Agent": ""},
                    {"User-Agent": "Mozilla/5.0"},
                    {**READER, "Range": "bytes=100-200"}, {**READER, "Sec-Purpose": "prefetch"}):  # fmt: skip
        new_client().get(place, 206 if "Range" in headers else 200, headers=headers)
    new_client().get(place, headers={"User-Agent": READER["User-Agent"].replace("140", "141")})
    written(tally)

    assert [(use.what, use.count) for use in db.session.scalars(select(DailyUse))] == [("download", 2)]
    tally.tell(f"library reading {ref}", {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": CUBOT}, "200 OK")
    tally.tell("library reading 999999", {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": CUBOT}, "200 OK")
    written(tally)
    assert queries.uses_of(ref) == (1, 2)


def test_a_phrase_inside_a_pdf_is_found_in_another_form_and_leads_to_its_page(app):
    ref = make_item(title="Warsztaty w klubie")
    key = attach(ref, papers.good_pdf(), "poradnik.pdf")
    other = attach(make_item("drugi"), papers.good_pdf(pages=2), "szkic.pdf")
    read(app)
    publish(ref)

    for _ in rebuilding():
        commit()

    (found,) = best("podnośników pneumatycznych", 5)
    assert (found.title, found.path) == ("Warsztaty w klubie, s. 3", ["Warsztaty w klubie"])
    with app.test_request_context():
        assert path_to(found.endpoint, found.place) == f"{address(key)}#page=3"
    one = item(ref)
    one.state, one.withdrawn_at = "withdrawn", one.published_at
    commit()
    assert best("podnośników pneumatycznych", 5) == []
    assert db.session.scalar(select(FilePage.id).where(FilePage.item_file_id == file_at(other).id)) is not None


def test_the_desk_asks_as_much_for_many_files_as_for_one(app, staff, count_queries):
    ref = make_item()
    attach(ref, papers.docx(), "a.docx")
    few = count_queries(lambda: staff.get(f"/panel/biblioteka/{ref}/pliki/"))

    for number in range(4):
        attach(ref, papers.docx(f"tekst {number}"), f"{number}.docx")

    assert count_queries(lambda: staff.get(f"/panel/biblioteka/{ref}/pliki/")) == few


def test_a_person_who_leaves_takes_the_number_from_the_files(app):
    key = attach(make_item(), papers.docx(), "a.docx")

    assert CARD.export(7)["pliki publikacji"][0]["publikacja"] == "Poradnik o klubach"
    CARD.erase(7)
    commit()
    assert file_at(key).made_by_number is None


def test_a_role_must_fit_the_kind(app):
    with pytest.raises(RuleBroken, match="dodatkiem"):
        attach(make_item(), papers.zipped({"a.txt": "x"}), "a.zip")


def test_an_item_whose_file_is_not_for_everybody_cannot_be_published_by_its_editor(app):
    """The complaint stands beside the text: writing it there is one of the ways to make up for the file."""
    one, author = making.begin("Skan bez wersji dostępnej")
    key = attach(one.id, papers.pdf(), "skan.pdf")
    states.hand_over(one.id, author)
    commit()
    read(app)
    with pytest.raises(NotReady) as refused:
        making.publish(one.id, author, source="")
    assert "Brak znaczników" in refused.value.complaints["source"]

    file = file_at(key)
    services.describe(file, queries.stamp_of(file), "work", "", "pl", "Prześlemy wersję dostępną na prośbę.")
    commit()
    making.publish(one.id, author, source="")
    commit()

    assert [row.key for row in queries.files_of(one.id)] == [key]


def test_a_visit_to_an_items_page_is_a_reading_also_when_the_page_is_kept(app, client):
    one = making.published("Pozycja do czytania", source="Cały tekst.")
    ref, place, tally = one.id, f"/publikacje/pozycja/{one.slug}/", app.extensions["pagecache"].tally
    written(tally)

    for browser in ("Firefox/140.0", "Safari/620", "Safari/620", "bingbot/2.0"):
        assert COUNTED not in client.get(place, headers={"User-Agent": f"Mozilla/5.0 {browser}"}).headers
    written(tally)

    assert queries.uses_of(ref) == (2, 0)

"""Staff make a collection: provisions as lawyers write them, a tick list in the order of the act, numbers."""

from akademia.core.db import commit, db
from akademia.education.courses.models import Lesson
from akademia.publishing.books.formats.book import epub, pdf
from akademia.publishing.collections.models import Collection, Edition
from akademia.publishing.collections.queries.gathering import gathered, subjects_in
from akademia.publishing.collections.services.files import edition_book
from akademia.publishing.collections.services.issuing import issue
from akademia.publishing.library.models import Department, LibraryItem
from tests.publishing.collections.making import SAID, answer, collection, issued, staff, work
from tests.publishing.making import make_department, published

DESK = "/panel/zbiory-interpretacji/"
HOME = "/publikacje/interpretacje/premia-i-swiadczenie/"
SENT = {"version": "0", "title": "Premia i świadczenie", "summary": "Co o nich mówimy.",
        "provisions": "art. 15\nart. 15a", "source": "Wstęp, a w nim art. 15 ust. 4."}  # fmt: skip


def _only():
    return db.session.scalars(db.select(Collection)).one()


def test_provisions_are_read_as_they_are_written(texts):
    assert subjects_in("rozdział 5\nart. 15 ust. 4-6\n\nbzdura") == (
        ["uzs:rozdz-5", "uzs:art-15-ust-4", "uzs:art-15-ust-5", "uzs:art-15-ust-6"], ["bzdura"],
    )  # fmt: skip


def test_staff_make_a_collection_choose_its_parts_and_issue_it(app, client, texts):
    answer()
    client.sign_in(staff())

    place = client.post(f"{DESK}nowy/", SENT).location
    page = client.get(place).text
    assert page.index("Potrącenia") < page.index("Czy w chorobie"), "the order is the act's"
    spots = _only().chosen
    chosen = client.post(place, {"version": str(_only().version), "parts": spots})
    client.post(chosen.location, {})
    work(app)

    found = client.words(HOME).replace("\u00a0", " ")
    assert "Informator nr 1" in found
    assert "Stan prawny na dzień 22 września 2022 r." in found
    assert SAID in found
    for part in ("Spis treści", "Skorowidz przepisów", "Źródła", "Suma kontrolna"):
        assert part in found
    assert 'href="/prawo/uzs/art-15-ust-4/"' in client.get(HOME).text
    assert "Premia i świadczenie" in client.words("/publikacje/interpretacje/")


def test_bad_input_is_told_beside_its_field_and_kept(client, texts):
    client.sign_in(staff())

    page = client.post(f"{DESK}nowy/", {**SENT, "provisions": "art. 999"}, 422).text
    assert "Nie znamy przepisu „art. 999”" in page
    assert "Wstęp, a w nim" in page
    assert "Wprowadzenie" in client.post(f"{DESK}nowy/", {**SENT, "source": "[x](uzs:art-999)"}, 422).text


def test_the_later_of_two_saves_is_told_of_the_earlier(client, texts):
    made = collection()
    number, opened = made.id, made.version
    client.sign_in(staff())
    client.post(f"{DESK}{number}/", {**SENT, "version": str(opened), "title": "Pierwszy"})

    page = client.post(f"{DESK}{number}/", {**SENT, "version": str(opened), "title": "Drugi"}, 422).text

    assert "ktoś inny zapisał" in page
    assert "Drugi" in page
    assert _only().title == "Pierwszy"


def test_a_part_for_learners_only_is_public_only_where_staff_ticked_it(client, texts):
    lesson = db.session.scalars(db.select(Lesson)).one()
    lesson.preview = False
    commit()

    made = collection()

    assert made.chosen == []
    assert list(made.seen) == [f"lesson.{lesson.id}.potracenia"]
    client.sign_in(staff())
    assert "tylko dla uczestników kursu" in client.words(f"{DESK}{made.id}/fragmenty/")
    assert "Nic publicznego" in client.words("/publikacje/interpretacje/moj-zbior/wybierz/?przepis=art.+15")


def test_a_number_that_would_say_the_same_again_is_refused_and_one_without_a_reason_too(app, client, texts):
    number = issued(app).id
    client.sign_in(staff())
    address = f"{DESK}{number}/numer/"

    assert "Napisz czytelnikom" in client.post(address, {"reason": ""}, 422).text
    assert "taki sam jak poprzedni" in client.post(address, {"reason": "Bo tak."}, 422).text


def test_parts_are_gathered_only_of_guides_whose_licence_lets_them_be_printed_anew(app, client, texts):
    department = make_department()
    said = {
        "source": "## Premia\n\nPremia z cudzego poradnika, art. 15a ust. 1.",
        "permission": "Autorka na bibliotekę.",
    }
    for licence in ("cc0", "permission", "cc-by-sa-4.0"):
        published(f"Poradnik {licence}", department, licence=licence, **said)
    issued(app)

    page = client.words(HOME)

    assert [one in page for one in ("Poradnik cc0", "Poradnik permission", "Poradnik cc-by-sa-4.0")] == [
        True, False, False,
    ]  # fmt: skip
    assert "CC BY 4.0. Wolno kopiować" in page.replace("\u00a0", " ")


def test_the_same_number_gives_the_same_bytes(app, texts):
    answer()
    collection_number = issued(app).id
    edition = db.session.scalars(db.select(Edition).where(Edition.collection_id == collection_number)).one()
    edition.pdf_id = edition.epub_id = None
    db.session.flush()

    first, second = edition_book(edition.id), edition_book(edition.id)

    assert pdf(first) == pdf(second)
    assert epub(first) == epub(second)
    assert (first.checksum, first.licence[:9]) == (edition.checksum, "CC BY 4.0")


def test_reading_a_number_costs_the_same_however_much_stands_in_it(app, client, texts, count_queries):
    answer()
    issued(app)
    client.get(HOME)
    few = count_queries(lambda: client.get(f"{HOME}?a=1"))
    for place in range(3):
        answer(title=f"Pytanie {place}")
    made = _only()
    made.chosen = [one.spot for one in gathered(made.subjects)]
    issue(made, "Więcej.", None)
    commit()
    work(app)
    client.get(HOME)

    assert count_queries(lambda: client.get(f"{HOME}?a=2")) == few


def test_a_number_stands_in_the_library_as_an_informer_that_holds_none_of_its_words(app, client, texts):
    db.session.add(Department(slug="publikacje-akademii", title="Publikacje Akademii", position=0))
    answer()
    made = issued(app)

    item = made.item

    assert (item.kind, item.subtitle, item.state) == ("informer", "Informator nr 1", "published")
    assert SAID not in item.html
    assert HOME in client.get(f"/publikacje/pozycja/{item.slug}/czytaj/").text
    made.chosen, made.subjects = made.chosen[:1], ["uzs:rozdz-5"]
    issue(made, "Bez odpowiedzi.", None)
    commit()
    work(app)
    again = db.session.get_one(LibraryItem, item.id)
    assert (again.subtitle, again.version) == ("Informator nr 2", 2)

"""What the rest of the house sees of items: the search, the register, the desk, the sitemap; never what is hidden."""

from akademia.accounts.roles import Role
from akademia.core.db import commit
from akademia.publishing.library.queries import house
from akademia.publishing.library.services import states
from akademia.search.services import refreshing
from tests.factories import make_provision, make_user
from tests.publishing.making import CITING, begin, make_department, published


def index() -> None:
    for _ in refreshing():
        commit()


def test_a_published_item_is_found_and_listed_everywhere_until_it_is_withdrawn(client, new_client):
    make_provision("art-15-ust-4", "Ile wynosi świadczenie.")
    department = make_department()
    item = published("Zakładanie klubów", department, credits="Anna Nowak", keywords="rejestracja", source=CITING)
    begin("Tajny szkic o klubach", department)
    commit()
    index()
    reader, staff = new_client(), client.sign_in(make_user(Role.Staff))
    commit()
    places = ("/szukaj/?q=zakładaniu+klubu", "/szukaj/?q=rejestracji", "/prawo/uzs/art-15-ust-4/", "/sitemap.xml", "/")
    address = "/publikacje/pozycja/zakladanie-klubow/"

    for place in places:
        assert address in reader.get(place).text, place
        assert "tajny" not in reader.get(place).text
    assert "Tajny szkic o klubach" in staff.words("/panel/?szukaj=tajny")
    assert house.living_items([item.id, 99]) == {item.id}

    states.withdraw(item.id, "Bo tak.", 1)
    commit()
    index()
    for place in places:
        assert address not in reader.get(place).text, place
    assert house.item_desk([item.id])[item.id].facts == ("wycofana",)


def test_documents_of_many_items_cost_as_much_as_of_one(app, count_queries):
    department = make_department()
    refs = [published(f"Poradnik {n}", department, credits="Anna Nowak").id for n in range(3)]

    assert count_queries(lambda: house.item_documents(refs[:1])) == count_queries(lambda: house.item_documents(refs))
    assert {one.ref: one.stamp for one in house.item_documents(refs)} == house.item_stamps(None)
    assert "Anna Nowak" in house.item_documents(refs)[0].words


def test_the_desks_list_says_in_words_what_each_work_is(client):
    published("Klub krok po kroku", make_department())
    staff = client.sign_in(make_user(Role.Staff))

    told = staff.words("/panel/biblioteka/")

    assert "Klub krok po kroku poradnik" in told
    assert "guide" not in told

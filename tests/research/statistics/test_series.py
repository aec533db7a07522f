"""Series from the desk to their readers: sources beside each other, nothing lost, nothing shown that was withdrawn."""

import io
import json
from pathlib import Path

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.research.statistics.models import Figure, Series
from akademia.research.statistics.queries import house
from akademia.research.statistics.services.starting import keep_statistics
from akademia.search.services import refreshing
from akademia.texts.services.rendering import lexicon
from tests.factories import make_provision, make_user
from tests.research.statistics.making import figure, make_series

STARTER = Path("akademia/starter/research/statistics.yaml")
ADDRESS = "/badania/statystyki/kluby/"


def index() -> None:
    for _ in refreshing():
        commit()


def typed(**changes: str) -> dict[str, str]:
    return {"year": "2017", "territory": "", "mark": "", "number": "219", "source": "GUS", "url": "", "how": "stated",
            "note": "", "version": "0", **changes}  # fmt: skip


def test_two_sources_of_one_year_are_both_shown_and_the_desk_says_that_they_differ(client, new_client):
    ref = make_series("Aktywne kluby", "kluby", figure(2017, 219)).id
    client.sign_in(make_user(Role.Staff))
    commit()
    desk = f"/panel/statystyki/{ref}/"

    refused = client.post(f"{desk}liczba/", typed(number="240"), 422)
    assert "To źródło ma już liczbę" in refused.text
    assert 'value="240"' in refused.text, "what was typed is kept"
    assert "Wpisz liczbę, na przykład" in client.post(f"{desk}liczba/", typed(number="dużo"), 422).text

    client.post(f"{desk}liczba/", typed(number="240", mark="about", source="Kwartalnik"))
    assert "Inne źródło podaje inną liczbę: 219 – GUS" in client.words(desk)
    seen = new_client().words(ADDRESS)
    assert "2017 r.: 219 klubów (GUS) i ok. 240 klubów (Kwartalnik)" in seen
    assert "Nie uśredniamy" in seen
    assert "229" not in seen


def test_an_edit_of_a_figure_that_was_changed_meanwhile_sees_what_is_stored(client):
    make_series("Aktywne kluby", "kluby", figure(2017, 219))
    client.sign_in(make_user(Role.Staff))
    commit()
    number = db.session.query(Figure).one().id

    client.post(f"/panel/statystyki/liczby/{number}/", typed(number="220", version="1"))
    late = client.post(f"/panel/statystyki/liczby/{number}/", typed(number="500", version="1"), 409)

    assert "Ktoś zmienił tę liczbę" in late.text
    assert "220" in late.text
    assert 'value="500"' in late.text
    assert db.session.query(Figure).one().thousandths == 220_000
    client.post(f"/panel/statystyki/liczby/{number}/usun/")
    assert db.session.query(Figure).count() == 0


def test_a_sheet_is_shown_row_by_row_before_it_is_saved_and_wrong_rows_are_not_lost_from_sight(client):
    ref = make_series().id
    client.sign_in(make_user(Role.Staff))
    commit()
    place = f"/panel/statystyki/{ref}/arkusz/"
    sheet = "rok;liczba;źródło\n2016;217;GUS\n2017;sporo;GUS\n".encode("cp1250")

    checked = client.post(place, {"sheet": "", "file": (io.BytesIO(sheet), "a.csv"), "act": "check"}, 200)
    assert "Nic jeszcze nie zapisano" in checked.text
    assert "Liczba: wpisz na przykład" in checked.text
    assert "źródło" in checked.text
    assert db.session.query(Figure).count() == 0
    assert client.post(place, {"sheet": "", "act": "check"}, 422)
    assert "Nie znamy kolumny" in client.post(place, {"sheet": "rok;liczba;źródło;smak\n", "act": "check"}, 422).text
    program = client.post(place, {"file": (io.BytesIO(b"MZ\x00\x01\x02"), "a.csv"), "act": "check"}, 422)
    assert "To nie jest plik CSV" in program.text

    client.post(place, {"sheet": sheet.decode("cp1250"), "act": "save"})
    assert "Dodano 1 liczbę. Nie dodano 1 błędnego wiersza" in client.words(f"/panel/statystyki/{ref}/")
    assert [one.year for one in db.session.query(Figure)] == [2016]


def test_a_series_is_found_and_cited_until_it_is_withdrawn_and_again_when_it_comes_back(client, new_client):
    make_provision("art-18a", "Rejestr klubów.")
    ref = make_series(source="Rejestr opisuje [art. 18a](uzs:art-18a).", title="Kluby w rejestrze").id
    index()
    reader, staff = new_client(), client.sign_in(make_user(Role.Staff))
    commit()
    places = ("/szukaj/?q=kluby+rejestrze", "/prawo/uzs/art-18a/", "/badania/", "/badania/statystyki/", "/sitemap.xml")
    for place in places:
        assert ADDRESS in reader.get(place).text, place

    assert staff.post(f"/panel/statystyki/{ref}/wycofaj/", {"why": ""}, 422)
    staff.post(f"/panel/statystyki/{ref}/wycofaj/", {"why": "Źle policzone."})
    index()
    for place in places:
        assert ADDRESS not in reader.get(place).text, place
    assert "Źle policzone." in reader.get(ADDRESS, 410).text
    assert reader.get(f"{ADDRESS[:-1]}.csv", 404)

    staff.post(f"/panel/statystyki/{ref}/przywroc")
    index()
    for place in places:
        assert ADDRESS in reader.get(place).text, place


def test_a_series_goes_out_as_csv_and_json_without_zeros_for_what_is_not_known(client):
    make_series("Aktywne kluby", "kluby", figure(2015, 253), figure(2017, 11.5, "=Źródło", mark="about"))

    sheet = client.get("/badania/statystyki/kluby.csv").data.decode("utf-8-sig").splitlines()
    told = json.loads(client.get("/badania/statystyki/kluby.json").data)

    assert sheet[2] == "2017;11,5;ok.;Polska;'=Źródło;;podana;;Aktywne kluby;klub, kluby, klubów"
    assert [(one["year"], one["value"]) for one in told["figures"]] == [(2015, 253.0), (2017, 11.5)]


def test_voivodeships_are_on_a_map_where_there_are_figures_and_nowhere_else(client):
    make_series("Kluby regionów", "kluby", *(figure(2020, n, territory=code) for n, code in ((3, "06"), (7, "26"))))

    seen = client.words(ADDRESS)

    assert "świętokrzyskie 7 klubów" in seen
    assert "mazowieckie brak danych" in seen
    make_series("Bez regionów", "bez", figure(2020, 3))
    assert "mazowieckie" not in client.words("/badania/statystyki/bez/")


def test_chosen_series_are_compared_by_a_plain_address(client):
    make_series("Kluby", "kluby", figure(2015, 2), figure(2016, 3))
    make_series("Centra", "centra", figure(2015, 5), figure(2016, 8), short="CIS")

    seen = client.get("/badania/statystyki/porownanie/?szereg=kluby&szereg=centra&szereg=nie-ma").text

    assert seen.count('<svg class="chart ') == 1
    assert "Centra: w" in seen
    assert "Nic jeszcze nie wybrano" in client.words("/badania/statystyki/porownanie/?szereg=%00")


def test_a_page_costs_the_same_with_few_figures_and_with_many(app, client, count_queries):
    make_series("Kluby", "kluby", figure(2015, 2))
    make_series("Centra", "centra", *(figure(1950 + n, n) for n in range(60)))
    make_series("Zakłady", "zaklady")

    few = count_queries(lambda: client.get("/badania/statystyki/kluby/"))
    many = count_queries(lambda: client.get("/badania/statystyki/centra/"))
    assert few >= many, "the list of all series is kept from the first page"


def test_the_starter_keeps_its_series_and_leaves_alone_what_a_person_changed(app, client):
    for key in ("art-5", "art-18a", "art-1-ust-2", "art-3-ust-2"):
        make_provision(key, "O czym mówi.")

    first = keep_statistics(STARTER, lexicon())
    commit()
    again = keep_statistics(STARTER, lexicon())
    series = db.session.query(Series).filter_by(slug="aktywne-centra-integracji-spolecznej").one()
    series.origin, series.digest = "person", "inny"
    commit()

    assert len(first.added) == db.session.query(Series).count()
    assert again.added + again.renewed + again.left_alone == []
    assert keep_statistics(STARTER, lexicon()).left_alone == [series.title]
    assert {one.ref: one.stamp for one in house.documents([series.id])} == house.stamps([series.id])
    seen = client.words("/badania/statystyki/aktywne-centra-integracji-spolecznej/")
    assert "2017 r.: 166 centrów (GUS" in seen
    assert "ponad 150 centrów (Kwartalnik" in seen
    for slug in [one.slug for one in db.session.query(Series)]:
        client.get(f"/badania/statystyki/{slug}/")

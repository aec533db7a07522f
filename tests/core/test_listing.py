import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.core import listing
from akademia.core.listing import FARTHEST_PAGE, Asked, LongList, list_page
from akademia.core.web import asked
from tests.factories import make_user


def ask(app, address: str) -> Asked:
    with app.test_request_context(address):
        return asked({"nazwa", "data"}, "-data", {"stan": {"otwarte", "zamkniete"}})


def test_what_the_address_says_is_what_the_list_is_asked_for(app):
    said = ask(app, "/?strona=3&sort=nazwa&szukaj=%20%20Jan%20%20%20Żak&stan=otwarte")

    assert said == Asked(3, "nazwa", False, "Jan Żak", {"stan": "otwarte"})


@pytest.mark.parametrize(
    "address",
    ["/", "/?strona=0&sort=haslo&stan=wszystko", "/?strona=-1&sort=--data", "/?strona=²&szukaj=%00", "/?strona=1e9"],
)
def test_what_cannot_be_meant_is_taken_as_not_said(app, address):
    assert ask(app, address) == Asked(1, "data", True)


def test_a_number_of_a_page_longer_than_any_is_the_farthest_page(app):
    assert ask(app, f"/?strona={'9' * 5000}").number == FARTHEST_PAGE


@pytest.mark.parametrize(("number", "shown", "here"), [(1, 2, 1), (3, 1, 3), (99, 1, 3)])
def test_a_page_past_the_end_is_the_last_one(app, number, shown, here):
    for _ in range(5):
        make_user()

    page = list_page(select(User).order_by(User.id), Asked(number), lambda user: user.email, size=2)

    assert (len(page.rows), page.number, page.last, page.total) == (shown, here, 3, 5)


def test_an_empty_list_has_one_empty_page(app):
    page = list_page(select(User).order_by(User.id), Asked(7), lambda user: user.email)

    assert (page.rows, page.number, page.last) == ([], 1, 1)


def test_one_page_costs_two_statements_however_long_the_list(app, count_queries):
    for _ in range(30):
        make_user()
    query = select(User.email).order_by(User.id)

    assert count_queries(lambda: list_page(query, Asked(), str, size=3)) == 2


@pytest.mark.parametrize(
    ("number", "rows", "total", "more"), [(1, 2, 4, True), (3, 2, 7, False), (4, 1, 7, False), (9, 1, 7, False)]
)
def test_a_long_list_is_counted_only_some_way_past_its_page(app, monkeypatch, number, rows, total, more):
    monkeypatch.setattr(listing, "MOST_AHEAD", 4)
    for _ in range(7):
        make_user()

    page = LongList(select(User.id).order_by(User.id)).page(number, size=2)

    assert (len(page.rows), page.number, page.total, page.more) == (rows, min(number, 4), total, more)

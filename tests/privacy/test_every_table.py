"""A person who has a row in every table that may have one of theirs: each card tells of it, and erasing takes it away.

The rows make themselves from the tables (`tests/every_table.py`), so a table made tomorrow is asked the same today's
questions; what of a person outlives the account stands here, and in the words of a card.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, select

from akademia.core.area import privacy_cards
from akademia.core.db import Model, db
from akademia.privacy import services
from tests.every_table import Who, fill_every_table, leads_to_people
from tests.privacy.persons import ADDRESS, NAME, make_full_person

# What stays under the number of an account that is empty: what was learnt, agreed to and done, and who wrote a text.
NAMELESS = {
    "attempts", "audit_entries", "certificates", "citations", "collection_editions", "consents",
    "consultation_keepers", "course_parcels", "enrolment_lists", "entity_corrections", "erasures", "questions",
    "register_sheets", "reviews", "revisions",
}  # fmt: skip
# Whose words stay, of what cards name: what the academy published, what was said of a page, the last letter.
WORDS_STAY = {"answer_corrections.words", "letters.to_address", "remarks.place", "remarks.words"} | {
    f"published_answers.{name}" for name in ("html", "question", "summary", "title")
}
NO_WORDS = ("key", "digest", "number", "hash", "sha256", "slug")


@pytest.fixture
def everyone(app):
    """A full person, whose address is written with a capital letter at times: by them and by others."""
    user, _ = make_full_person(ADDRESS.capitalize())
    fill_every_table(Who(user.id, NAME, ADDRESS.capitalize()))
    db.session.commit()
    return user.id


def held(number: int) -> Iterator[tuple[Column, set[str]]]:
    """Give each column with what of the person it holds: `number`, `name`, `address`."""
    for table in Model.metadata.sorted_tables:
        rows = db.session.execute(select(table)).mappings().all()
        for column in table.columns:
            said = [str(row[column.name]) for row in rows]
            found = {"number"} if leads_to_people(column) and str(number) in said else set()
            found |= {"name"} if any(NAME in one for one in said) else set()
            found |= {"address"} if any(ADDRESS in one.lower() for one in said) else set()
            yield column, found


def test_every_table_that_leads_to_a_person_is_filled_and_each_card_tells_of_it(everyone):
    silent = [card.package for card in privacy_cards() if not card.tally(everyone) or not card.export(everyone)]

    assert silent == [], "the desk would say „teraz nic”, and the receipt „niczego tu nie było”"
    could = {table.name for table in Model.metadata.sorted_tables if any(map(leads_to_people, table.columns))}
    does = {column.table.name for column, found in held(everyone) if "number" in found}
    assert could - does == {"erasures", "remarks"}, "a receipt comes with erasing; a remark is signed when it is done"


def test_after_erasing_nothing_leads_to_the_person_but_what_the_cards_say(everyone):
    services.erase_person(everyone, {"certificates": "withdraw"})
    db.session.commit()
    db.session.expire_all()

    carded = {table for card in privacy_cards() for table in card.tables}
    left = [(column, found) for column, found in held(everyone) if found]
    assert {column.table.name for column, found in left if "number" in found} == NAMELESS
    assert {str(column) for column, found in left if "address" in found} == {
        "letters.to_address",  # the last letter, which goes with its body
        "entities.contact_email",  # of an organisation, whoever wrote it
    }
    words = {str(c) for c, found in left if found & {"name", "address"} and c.table.name in carded}
    assert {one for one in words if not one.endswith(NO_WORDS)} == WORDS_STAY

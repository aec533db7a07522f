"""Privacy cards: whatever leads to a person is named by exactly one card, which can give it out and take it away.

A table that no card names would be left out of what a person takes with them, and would outlive their account
unseen. A table leads to a person by its own foreign key, or by the key of a table that does (answers of an attempt).
"""

import json
from collections import Counter

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from akademia.core.db import Model, db
from tests.factories import make_user

PEOPLE = "users"
NAMES_OF_A_PERSON = {"user_id", "holder_id", "actor_number", "author_id", "learner_id", "owner_id", "email"}


def leading_to_people(metadata: MetaData) -> set[str]:
    """Return the tables from which foreign keys lead to a person, in any number of steps; people themselves too."""
    found = {PEOPLE}
    while True:
        more = {t.name for t in metadata.sorted_tables if {k.column.table.name for k in t.foreign_keys} & found}
        if more <= found:
            return found
        found |= more


def cards(app):
    return app.extensions["akademia"].privacy_cards


def test_every_table_that_leads_to_a_person_is_named_by_exactly_one_card(app):
    named = Counter(table for card in cards(app) for table in card.tables)

    assert {table: named[table] for table in leading_to_people(Model.metadata) if named[table] != 1} == {}


def test_a_card_names_only_tables_that_are_there(app):
    assert {table for card in cards(app) for table in card.tables} <= set(Model.metadata.tables)


def test_a_column_that_holds_a_person_stands_in_a_table_that_a_card_names(app):
    holding = {t.name for t in Model.metadata.sorted_tables if NAMES_OF_A_PERSON & set(t.columns.keys())}

    assert holding - {table for card in cards(app) for table in card.tables} == set()


def test_every_card_says_in_plain_words_what_for_by_what_right_how_long_and_what_erasing_does(app):
    """A card with an empty word would show a person an empty line where the law wants an answer (RODO, art. 13)."""
    said = ("purpose", "basis", "kept", "removes")
    silent = {(card.package, name) for card in cards(app) for name in said if not getattr(card, name).endswith(".")}

    assert silent == set()
    options = [option for card in cards(app) if card.choice for option in card.choice.options]
    assert [option.value for option in options if not (option.note and (option.removes or option.keeps))] == []


def test_every_card_leads_to_pages_that_are_there(app):
    endpoints = {endpoint for card in cards(app) for _, endpoint in card.correct}

    assert endpoints <= set(app.view_functions)


def test_every_card_tells_how_much_there_is(app):
    person = make_user()
    db.session.flush()

    for card in cards(app):
        assert all(isinstance(words, str) and words for words in card.tally(person.id)), card.package


def test_each_card_gives_and_takes_for_a_person_who_has_done_nothing(app):
    for card in cards(app):
        person = make_user()
        db.session.flush()

        assert json.loads(json.dumps(card.export(person.id))) is not None, card.package
        card.erase(person.id)
        db.session.flush()


def test_all_cards_together_take_one_person_away(app):
    person = make_user()
    db.session.commit()
    number, address = person.id, person.email

    for card in reversed(cards(app)):
        card.erase(number)
    db.session.commit()
    db.session.expire_all()

    rows = [str(row) for t in Model.metadata.sorted_tables for row in db.session.execute(t.select())]
    assert [row for row in rows if address in row] == []


@pytest.mark.parametrize("target", ["users.id", "attempts.id"])
def test_the_guard_sees_a_forgotten_table(target):
    metadata = MetaData()
    Table("users", metadata, Column("id", Integer, primary_key=True))
    Table("attempts", metadata, Column("id", Integer, primary_key=True), Column("user_id", ForeignKey("users.id")))
    Table("forgotten", metadata, Column("id", Integer, primary_key=True), Column("of", ForeignKey(target)))

    assert "forgotten" in leading_to_people(metadata)

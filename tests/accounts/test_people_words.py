"""The words by which lists find people: found by an index on both databases, kept right with name and address."""

import pytest
from sqlalchemy import select, text

from akademia.accounts.models import PersonWord, User
from akademia.accounts.queries import numbers_named
from akademia.core.db import commit, db
from tests.factories import make_user


def named(words: str) -> list[str]:
    """Return the addresses of those whom words mean."""
    found = numbers_named(words)
    assert found is not None
    return list(db.session.scalars(select(User.email).where(User.id.in_(found)).order_by(User.email)))


def words_kept() -> set[str]:
    return set(db.session.scalars(select(PersonWord.word)))


@pytest.mark.parametrize("words", ["łęcka-żak", "ZAK", "zaneta lec", "lec zaneta", "zaneta@urzad", "urzad.gov.pl"])
def test_each_word_asked_for_begins_a_word_of_the_name_or_the_address(app, words):
    make_user(email="zaneta@urzad.gov.pl", name="Żaneta Łęcka-Żak")
    make_user(email="jan@example.org", name="Jan Kowalski")
    commit()

    assert named(words) == ["zaneta@urzad.gov.pl"]


@pytest.mark.parametrize("words", ["ecka", "zaneta kowalski", "lecka nikt"])
def test_the_middle_of_a_word_or_words_of_two_people_find_nobody(app, words):
    make_user(email="zaneta@example.org", name="Żaneta Łęcka")
    make_user(email="jan@example.org", name="Jan Kowalski")
    commit()

    assert named(words) == []


def test_signs_alone_ask_for_nothing(app):
    assert numbers_named(" @ . _ % ") is None


def test_a_very_long_word_is_found_by_all_of_it(app):
    make_user(email=f"{'a' * 60}@example.org")
    commit()

    assert named("a" * 60) == [f"{'a' * 60}@example.org"]


def test_words_follow_a_changed_address_and_go_with_the_name(app):
    anna = make_user(email="anna@example.org", name="Anna Nowak")
    commit()
    anna.email, anna.certificate_name = "nowa@example.org", None
    commit()

    assert words_kept() == {"nowa", "example", "org"}


def test_nothing_by_which_to_find_a_person_stays_after_erasure(app):
    anna = make_user(email="anna@example.org", name="Anna Nowak")
    commit()
    for card in app.extensions["akademia"].privacy_cards:
        card.erase(anna.id)
    commit()

    assert words_kept() == set()


def test_an_index_finds_people_on_either_database(app):
    """A collation that the index does not have, or a comparison it cannot use, would read everybody's words."""
    make_user(email="anna@example.org")
    query = numbers_named("anna nowak")
    assert query is not None
    engine = db.session.get_bind()
    sql = str(query.compile(engine, compile_kwargs={"literal_binds": True})).replace("%%", "%")
    if engine.dialect.name == "sqlite":
        plan = [row[-1] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
        assert [step for step in plan if step.startswith("SCAN")] == []
        assert any("word>?" in step for step in plan)
    else:
        for way in ("seqscan", "bitmapscan"):
            db.session.execute(text(f"SET LOCAL enable_{way} = off"))
        plan = [row[0].strip() for row in db.session.execute(text(f"EXPLAIN {sql}"))]
        assert [step for step in plan if "Seq Scan" in step] == []
        assert any(step.startswith("Index Cond") and ">= 'nowak'" in step for step in plan)

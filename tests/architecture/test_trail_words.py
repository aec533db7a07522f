"""Every act that the code writes in the trail has Polish words, so that nobody reads „role.given” in the journal."""

import ast

from akademia.administration.rules import DETAILS
from akademia.core.area import TrailCard
from akademia.jobs.services import WORKS
from tests.architecture.source import Module, modules


def acts_written(module: Module) -> set[str]:
    """Return the acts that a module records; either branch of a choice counts."""
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    acts = [c.args[0] for c in calls if c.args and getattr(c.func, "attr", getattr(c.func, "id", "")) == "record"]
    return {leaf.value for act in acts for leaf in ast.walk(act) if isinstance(leaf, ast.Constant)
            and isinstance(leaf.value, str)}  # fmt: skip


def things_named(module: Module) -> set[str]:
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    things = [c.args[1] for c in calls if len(c.args) > 1 and getattr(c.func, "id", "") == "record"]
    return {thing.value for thing in things if isinstance(thing, ast.Constant)}


def details_written(module: Module) -> set[str]:
    """Return the names of details that a module records; those handed in as a whole are listed by who tells them."""
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    kept = [c for c in calls if getattr(c.func, "attr", getattr(c.func, "id", "")) == "record"]
    return {word.arg for c in kept for word in c.keywords if word.arg} - {"actor"}


def cards(app) -> tuple[TrailCard, ...]:
    return app.extensions["akademia"].trail_cards


def test_every_act_written_has_words(app):
    told = {act for card in cards(app) for act in card.acts}

    assert {m.place: lost for m in modules() if (lost := acts_written(m) - told)} == {}


def test_every_thing_that_acts_are_done_to_has_a_name(app):
    named = {kind for card in cards(app) for kind in card.things}

    assert {m.place: lost for m in modules() if (lost := things_named(m) - named)} == {}


def test_every_detail_of_an_act_has_words():
    assert {m.place: lost for m in modules() if (lost := details_written(m) - set(DETAILS))} == {}


def test_no_words_are_left_over_and_none_are_given_twice(app):
    told = [act for card in cards(app) for act in card.acts]

    assert set(told) == set().union(*(acts_written(m) for m in modules()))
    assert len(told) == len(set(told))


def test_every_kind_of_work_in_the_background_has_a_name(app):
    assert [
        kind for kind, work in WORKS.items() if not work.label and "." in kind and not kind.startswith("test")
    ] == []


def test_the_guard_sees_both_branches_of_a_choice():
    module = Module("mail/views.py", 'record("a.taken" if x else "a.given", "user", 1)')

    assert acts_written(module) == {"a.taken", "a.given"}


def test_the_guard_sees_the_names_of_details():
    assert details_written(Module("mail/views.py", 'record("a.given", "user", 1, actor=2, role="x")')) == {"role"}

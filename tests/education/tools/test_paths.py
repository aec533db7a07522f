"""„CIS czy KIS?”, the application, the self-assessment: what answers come to."""

import pytest
from hypothesis import given as always
from hypothesis import strategies as some

from akademia.education.tools.queries import walks
from akademia.education.tools.rules import TOOLS, application, choice, standard

WAYS = {"czas": "pelny", "pieniadze": "tak", "renta": "nie", "zawod": "tak", "zaplecze": "duzo"}
CLUB_WAYS = {"czas": "mniej", "pieniadze": "nie", "renta": "tak", "zawod": "nie", "zaplecze": "malo"}


def verdict(**said):
    return walks.choice_of(said).verdict


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"kto": "ngo", **WAYS}, choice.CIS),
        ({"kto": "ngo", **CLUB_WAYS}, choice.KIS),
        ({"kto": "samorzad", **CLUB_WAYS}, choice.CIS),
        ({"kto": "inny"}, choice.NEITHER),
        ({"kto": "gmina", **WAYS, "renta": "tak", "zawod": "nie", "zaplecze": "czesc", "pieniadze": "nie-wiem"}, "kis"),
        ({"kto": "gmina", **WAYS, "renta": "nie", "zawod": "nie", "zaplecze": "czesc", "pieniadze": "nie-wiem"}, "oba"),
    ],
)
def test_the_answers_lead_to_what_they_speak_for(said, kind):
    assert verdict(**said).kind == kind


def test_an_answer_that_is_not_known_is_asked_again_and_all_after_it(app):
    walk = walks.choice_of({"kto": "ngo", "czas": "wcale", "pieniadze": "tak"})

    assert walk.question is choice.QUESTIONS[1]
    assert walk.said == {"kto": "ngo"}
    assert not walk.missed


def test_one_can_come_back_to_every_question():
    walk = walks.choice_of({"kto": "ngo", **WAYS})

    for place, past in enumerate(walk.past):
        assert walks.choice_of(past.before).question is choice.QUESTIONS[place]


@always(some.fixed_dictionaries({q.key: some.sampled_from([a.key for a in q.answers]) for q in choice.QUESTIONS}))
def test_every_way_ends_with_reasons_that_cite_declared_provisions(said):
    walk = walks.choice_of(said)

    assert walk.question is None
    assert walk.verdict.reasons
    assert bool(walk.verdict.tasks) == (walk.verdict.kind != choice.NEITHER)
    assert walk.cited <= set(choice.TOOL.provisions)


def test_the_seventeen_points_are_those_of_the_act():
    numbers = [point.number for point in application.POINTS]

    assert numbers == ["1", "2", "2a", "3", "4", "5", "6", "6a", *map(str, range(7, 16))]


@pytest.mark.parametrize(("applicant", "without"), [("inny", {"15"}), ("samorzad", set()), ("powiat", {"14"})])
def test_two_documents_depend_on_who_applies(applicant, without):
    needed = {point.number for point in application.progress(applicant, ()).needed}

    assert {point.number for point in application.POINTS} - needed == without


def test_ticks_that_do_not_concern_the_applicant_do_not_count():
    state = walks.application_of(walks.application_answers("powiat", ["1", "14", "99"]))

    assert state.have == {"1"}
    assert len(state.missing) == 15


def test_the_self_assessment_asks_as_many_as_its_front_page_says():
    assert [len(standard.checks_of(kind)) for kind in standard.KINDS] == [18, 12]
    assert all([field.title for field in fields] == ["Kadra", "Minimum zajęć", "Zaplecze i organizacja", "Partnerzy"]
               for fields in standard.FIELDS.values())  # fmt: skip


def test_what_is_missing_is_told_before_what_is_partly_there_and_what_is_not_ours_is_left_out():
    said = {check.key: "tak" for check in standard.checks_of("kis")}
    said |= {"k-kontrakt": "czesciowo", "k-zaswiadczenie": "nie", "k-wola": "nd"}

    activities = standard.assess("kis", said)[1]

    assert [(check.key, answer) for check, answer in activities.to_mend] == [
        ("k-zaswiadczenie", "nie"),
        ("k-kontrakt", "czesciowo"),
    ]
    assert (activities.met, activities.total) == (1, 3)


def test_answers_that_nobody_offered_are_not_kept():
    said = {"rodzaj": "kis", "k-kontrakt": "moze", "k-wola": "tak", "c-bhp": "tak", "obce": "x"}

    assert walks.standard_answers(said) == {"rodzaj": "kis", "k-wola": "tak"}
    assert walks.standard_answers({"rodzaj": "zaz"}) == {}


def test_a_provision_stands_once_and_every_tool_has_some():
    for tool in TOOLS:
        assert tool.provisions
        assert len(set(tool.provisions)) == len(tool.provisions)

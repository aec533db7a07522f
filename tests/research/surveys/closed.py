"""Closed studies with answers at their place, as `moving` leaves them."""

import random
from typing import Any

from flask import Flask

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.text import sort_key
from akademia.jobs.worker import run_due
from akademia.organisations.models import Territory
from akademia.research.surveys.models import Study, SurveyAnswer, SurveyGroup
from akademia.research.surveys.rules.questionnaire import (
    Branch,
    Option,
    Page,
    Question,
    Questionnaire,
    digest_of,
    to_data,
)


def options(*words: str) -> tuple[Option, ...]:
    return tuple(Option(word.lower()[:6], word) for word in words)


QUESTIONS = Questionnaire((
    Page("o-was", "O was", "", (
        Question("plan", "single", "Czy planujecie klub?", required=True, options=options("Tak", "Nie", "Może")),
        Question("region", "region", "Z jakiego województwa?"),
        Question("potrzeby", "multiple", "Czego potrzebujecie?", options=options("Lokal", "Kadra", "Wiedza"), most=2),
    ), (Branch("plan", ("nie",), "koniec"),)),
    Page("plany", "Plany", "", (
        Question("ocena", "scale", "Jak oceniacie warunki?", low=1, high=5, low_words="źle", high_words="dobrze"),
        Question("tezy", "matrix", "Co sądzicie?", rows=options("Gmina pomaga", "Urząd pomaga"), low=1, high=3),
        Question("osoby", "number", "Ile osób zatrudniacie?", low=0),
        Question("kiedy", "date", "Kiedy powstaliście?"),
        Question("jacy", "organisation", "Kim jesteście?"),
        Question("uwagi", "long", "Co jeszcze powiecie?"),
    )),
))  # fmt: skip
REGIONS = ("06", "14", "18")


def answer(drawn: random.Random) -> dict[str, Any]:
    plan = drawn.choices(("tak", "nie", "może"), (6, 3, 1))[0]
    found: dict[str, Any] = {"plan": plan, "region": drawn.choice(REGIONS)}
    found["potrzeby"] = sorted(drawn.sample(("lokal", "kadra", "wiedza"), drawn.choice((1, 2))))
    if plan == "nie":
        return found
    return found | {
        "ocena": drawn.randint(1, 5), "tezy": {"gmina ": drawn.randint(1, 3), "urząd ": drawn.randint(1, 3)},
        "osoby": drawn.randint(0, 40), "kiedy": f"20{drawn.randint(15, 20)}-05-01",
        "jacy": {"kind": drawn.choice(("ngo", "cis")), "name": "Fundacja Tajna"},
        "uwagi": drawn.choice(("Brakuje pieniędzy u Jana Tajnego", "Brakuje ludzi", "=HYPERLINK(1)")),
    }  # fmt: skip


def make_closed(people: int = 120, slug: str = "badanie", seed: int = 1, whole: Questionnaire = QUESTIONS) -> int:
    """Make a closed study of one group, „organizacje”, with answers drawn by a seed. Committed."""
    for code, name in (("06", "lubelskie"), ("14", "mazowieckie"), ("18", "podkarpackie")):
        if db.session.get(Territory, code) is None:
            db.session.add(Territory(code=code, level="voivodeship", name=name, name_key=sort_key(name), kind=""))
    now = clock.now()
    study = Study(
        slug=slug, title="Badanie klubów", title_key="badanie", summary="O co pytaliśmy kluby.", team="Zespół Próby",
        state="closed", opened_at=now, closed_at=now, closes_at=now, frozen_digest="f", html="<p>Opis</p>", version=1,
    )  # fmt: skip
    group = SurveyGroup(key="organizacje", name="Organizacje", body=to_data(whole), frozen_digest=digest_of(whole))
    study.groups.append(group)
    db.session.add(study)
    db.session.flush()
    drawn = random.Random(seed)
    db.session.add_all(SurveyAnswer(key=f"{drawn.getrandbits(128):032x}", group_id=group.id, body=answer(drawn))
                       for _ in range(people))  # fmt: skip
    commit()
    return study.id


def work(app: Flask) -> None:
    """Let the worker do what waits."""
    db.session.rollback()
    run_due(app)
    db.session.expire_all()

"""The law as the starter files have it, without a database, for what only reads."""

import pytest

from akademia.law.formats.register import read_act, read_amendments, read_names
from akademia.law.rules import ROLES, ActName, AmendingAct, Law, Register, Shelf, publication
from akademia.starter.services.loading import STARTER


@pytest.fixture(scope="session")
def starter_law() -> Law:
    folder = STARTER / "law"
    act = read_act(folder / "ustawa.yaml")
    acts = tuple(
        ActName(
            row.key, row.name, row.said, row.passed_on, row.abbreviations,
            tuple((publication(text.eli), ROLES[text.role]) for text in row.texts),
        )
        for row in (act, *read_names(folder / "inne-akty.yaml"))
    )  # fmt: skip
    amending = tuple(
        AmendingAct(row.key, act.key, row.passed_on, publication(row.eli))
        for row in read_amendments(folder / "nowelizacje.yaml").amendments
    )
    return Law(Shelf(acts, amending), {act.key: Register({row.key: row.parent_key for row in act.provisions})})

"""The starter's register of the law, kept for tests."""

from akademia.law.formats.register import read_act, read_amendments, read_names
from akademia.law.models import Act
from akademia.law.services import keep_act, keep_amendments
from akademia.starter.services.loading import STARTER

LAW = STARTER / "law"


def keep_starter_act() -> Act:
    return keep_act(read_act(LAW / "ustawa.yaml"))


def keep_starter_register() -> None:
    act = keep_starter_act()
    keep_amendments(act, read_amendments(LAW / "nowelizacje.yaml"))
    for row in read_names(LAW / "inne-akty.yaml"):
        keep_act(row)

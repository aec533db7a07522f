"""Behind the fence a file may do its worst; the server and the worker live on."""

import subprocess
import sys

import pytest

from akademia.core.errors import RuleBroken
from akademia.storage import fence

CHILD = "tests.storage.fenced"


def test_what_the_child_returns_comes_back_as_plain_data():
    assert fence.run(CHILD, "echo", "zażółć") == {"words": "zażółć"}


def test_a_refusal_of_the_child_comes_back_in_its_words():
    with pytest.raises(RuleBroken, match="Nie da się tego otworzyć"):
        fence.run(CHILD, "refuse")


@pytest.mark.parametrize("act", ["crash", "memory", "write", "die"])
def test_a_child_that_breaks_or_meets_a_limit_is_a_refusal(act, tmp_path):
    with pytest.raises(fence.FenceBroken):
        fence.run(CHILD, act, str(tmp_path / "out"))


def test_a_child_that_computes_for_ever_is_stopped_by_its_share_of_cpu():
    with pytest.raises(fence.FenceBroken):
        fence.run(CHILD, "spin", cpu_seconds=1)


def test_a_child_that_sleeps_for_ever_is_stopped_by_the_clock():
    with pytest.raises(fence.FenceBroken):
        fence.run(CHILD, "sleep", seconds=1)


def test_the_child_knows_no_secret_of_the_house(monkeypatch):
    monkeypatch.setenv("AKADEMIA_SECRET_KEY", "tajne")

    assert "AKADEMIA_SECRET_KEY" not in fence.run(CHILD, "environment")["names"]


def test_the_opener_of_pictures_imports_neither_the_web_nor_the_database():
    code = "import akademia.media.formats.pictures, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert {"flask", "sqlalchemy", "akademia.core.db"} & set(loaded) == set()

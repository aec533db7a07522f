"""Topics of the starter: loaded once, renewed by the file, left alone where a person changed them."""

import pytest
from sqlalchemy import select

from akademia.advisory.questions.formats.topics import read_topics
from akademia.advisory.questions.models import Topic
from akademia.advisory.questions.services.topics import load_topics
from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.starter.services.loading import STARTER

FILE = STARTER / "advisory" / "topics.yaml"


def test_the_starters_topics_come_once_and_a_persons_changes_stay(app, tmp_path):
    assert load_topics(FILE) == []
    db.session.flush()
    topics = db.session.scalars(select(Topic).order_by(Topic.position)).all()
    assert len(topics) == 9
    assert load_topics(FILE) == []

    topics[0].name, topics[0].origin = "Zmieniony przez człowieka", "person"
    changed = tmp_path / "topics.yaml"
    changed.write_text(FILE.read_text("utf-8").replace("promise_days: 10", "promise_days: 12"), "utf-8")

    assert load_topics(changed) == ["temat „Zmieniony przez człowieka”"]
    db.session.flush()
    assert (topics[0].promise_days, topics[1].promise_days) == (10, 12)
    assert db.session.query(Topic).count() == 9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- key: a\n", "temat 1: ma mieć"), ("key: a\n", "ma być lista"),
        ("- {key: a, name: Ab, summary: s, promise_days: 61}\n", "od 1 do 60"),
        ("- {key: a, name: Ab, summary: s, promise_days: '5'}\n", "promise_days: zła wartość"),
        ("- {key: a, name: Ab, summary: s, promise_days: 5}\n" * 2, "klucz „a” stoi dwa razy"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_by_topic(tmp_path, text, said):
    path = tmp_path / "topics.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(BrokenSource, match=said):
        read_topics(path)

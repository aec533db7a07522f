"""The guides of this house: they cite the register, bear the day of the law, and the easy one is easy."""

import re
from datetime import date
from pathlib import Path

import pytest

from akademia.law.formats.register import read_act
from akademia.law.services import keep_act
from akademia.starter.services.loading import STARTER
from akademia.texts.formats.source import read_source
from akademia.texts.services.rendering import lexicon, render

GUIDES = sorted((STARTER / "publishing" / "guides").glob("*.md"))
EASY = STARTER / "publishing" / "guides" / "slownik-latwy-do-czytania.md"
HEAD = {"slug", "title", "subtitle", "summary", "kind", "publisher", "year", "audience", "keywords", "legal_state_on"}
LONGEST_EASY_SENTENCE = 13  # words; the guard of the other easy texts is their reader, this one counts


@pytest.fixture
def words(app):
    keep_act(read_act(STARTER / "law" / "ustawa.yaml"))
    return lexicon()


def test_every_guide_renders_cites_and_says_of_what_day_its_law_is(words):
    for path in GUIDES:
        guide = read_source(path)
        made = render(guide.body, words, path.name, guide.first_line)

        assert set(guide.meta) == HEAD
        assert guide.meta["slug"] == path.stem
        assert guide.meta["legal_state_on"] == date(2022, 9, 22)
        assert len(made.cited) >= 15
        assert "Dz.U. 2022 poz. 2241" in made.words
        assert "Dz.U. 2025 poz. 83" in made.words
        assert 1_200 <= len(made.words.split()) <= 2_500
    assert len(GUIDES) == 3


def test_the_easy_glossary_keeps_one_short_thought_to_a_sentence():
    body = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", read_source(Path(EASY)).body)
    told = [line for line in body.splitlines() if line and not line.startswith(("#", "Gdzie to jest", "- "))]
    sentences = [one for line in told for one in re.split(r"(?<=[.?!])\s+(?=[A-ZŁŚŻ])", line)]

    long = [one for one in sentences if len(one.split()) > LONGEST_EASY_SENTENCE]

    assert long == []

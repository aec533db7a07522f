"""The migrations of media, and of drafts and the bin, with rows in the tables that they make, rebuild or endanger."""

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import insert

from akademia.core import db as database
from akademia.core.db import db
from tests.migrations.conftest import Stand
from tests.migrations.test_desk_rows import ROWS, counts, row_of, tables
from tests.migrations.test_versions import MIGRATIONS

NOW = datetime(2026, 11, 25, 3, tzinfo=timezone.utc)
BEFORE_MEDIA, MEDIA = "3c1f7be04d92", "475e38886706"
BEFORE_BIN, BIN = "cb40d872a849", "5a099241fe24"
OLD: dict[str, dict[str, Any]] = {
    **ROWS,
    "questions": {**{key: value for key, value in ROWS["questions"].items() if key != "digest"}, "made_at": NOW},
    "quizzes": {**ROWS["quizzes"], "version": 1},
    "lessons": {**ROWS["lessons"], "provision_keys": []},
    "lesson_twins": {**ROWS["lesson_twins"], "provision_keys": []},
    "pages": {"key": "p", "slug": "p", "title": "P", "summary": "s", "html": "<p>", "version": 1, "digest": "d",
              "origin": "starter", "changed_at": NOW},
    "terms": {"key": "t", "name": "T", "name_key": "t", "meaning": "m", "more_html": "", "forms": [], "digest": "d",
              "origin": "starter"},
    "revisions": {"kind": "page", "ref": 1, "version": 1, "title": "P", "source": "x", "html": "<p>",
                  "published_at": NOW},
    "slugs": {"kind": "page", "scope": 0, "slug": "p", "ref": 1},
}  # fmt: skip
MADE_BY_MEDIA: dict[str, dict[str, Any]] = {
    "stored_files": {"key": "a", "sha256": "a", "size_bytes": 1, "kind": "image/webp", "name": "a.webp",
                     "made_at": NOW},
    "uploads": {"token": "u", "owner_number": 1, "length_bytes": 1, "name": "a", "created_at": NOW, "expires_at": NOW},
    "media": {"key": "m", "family": "picture", "state": "ready", "version": 1, "title": "M", "title_key": "m",
              "search_words": "m", "alt": "opis", "decorative": False, "caption": "", "author": "", "licence": "",
              "transcript": "", "captions": "", "file_id": 1, "made_at": NOW, "changed_at": NOW},
    "media_uses": {"media_id": 1, "kind": "page", "ref": 1, "title": "P", "version": 1},
    "media_variants": {"media_id": 1, "file_id": 1, "kind": "image/avif", "width": 1, "height": 1},
}  # fmt: skip
MADE_BY_BIN: dict[str, dict[str, Any]] = {
    "drafts": {"kind": "page", "ref": 1, "parent": 0, "title": "P", "data": {"title": "P"}, "version": 1,
               "base_version": 1, "is_open": True, "saved_at": NOW},
    "bin_items": {"kind": "page", "ref": 1, "key": "p", "title": "P", "removed_at": NOW, "until": NOW},
}  # fmt: skip
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning"
)


@pytest.fixture
def house(stand: Stand) -> Iterator[Flask]:
    """An academy as it was before the media, with rows in its tables."""
    with stand("before_media", _fill) as app:
        yield app


def _fill() -> None:
    upgrade(MIGRATIONS, revision=BEFORE_MEDIA)
    write(OLD)


def write(rows: dict[str, dict[str, Any]]) -> None:
    known = tables()
    with database.writing(), db.engine.begin() as connection:
        for name, row in rows.items():
            connection.execute(insert(known[name]).values(**row))


def test_media_come_and_go_and_take_no_row_of_what_was_there(house: Flask):
    before = counts(OLD)

    upgrade(MIGRATIONS, revision=MEDIA)
    write(MADE_BY_MEDIA)
    assert counts(OLD) == before
    assert set(counts(MADE_BY_MEDIA).values()) == {1}
    downgrade(MIGRATIONS, revision=BEFORE_MEDIA)

    assert counts(OLD) == before
    assert not set(MADE_BY_MEDIA) & set(tables())
    upgrade(MIGRATIONS, revision=MEDIA)
    assert set(counts(MADE_BY_MEDIA).values()) == {0}


def test_the_bin_comes_with_nothing_in_it_and_goes_without_taking_texts_or_progress(house: Flask):
    """The tables of courses, lessons, pages, terms and versions are rebuilt on SQLite; what hangs on them must stay."""
    upgrade(MIGRATIONS, revision=BEFORE_BIN)
    write(MADE_BY_MEDIA)
    everything = OLD | MADE_BY_MEDIA
    before = counts(everything)

    upgrade(MIGRATIONS, revision=BIN)
    assert counts(everything) == before
    assert {bool(row_of(name)["removed"]) for name in ("courses", "lessons", "pages", "terms")} == {False}
    assert row_of("revisions")["fields"] == {}
    write(MADE_BY_BIN)
    downgrade(MIGRATIONS, revision=BEFORE_BIN)

    assert counts(everything) == before
    assert not set(MADE_BY_BIN) & set(tables())
    assert row_of("revisions")["source"] == "x"


def test_rows_of_every_table_survive_the_way_to_the_head_and_back(house: Flask):
    upgrade(MIGRATIONS, revision=BIN)
    write(MADE_BY_MEDIA | MADE_BY_BIN)
    everything = OLD | MADE_BY_MEDIA | MADE_BY_BIN
    before = counts(everything)

    upgrade(MIGRATIONS)
    assert counts(everything) == before
    downgrade(MIGRATIONS, revision=BIN)

    assert counts(everything) == before

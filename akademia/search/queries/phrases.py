"""Phrases in quotes: the words must stand side by side, in any of their forms."""

import re
from collections.abc import Sequence

from sqlalchemy import select

from akademia.core.db import rows
from akademia.search.models import IndexedDocument
from akademia.search.queries.hits import Hit
from akademia.search.queries.terms import Group

_BETWEEN = r"[\W_]+"


def holding(found: Sequence[Hit], phrases: Sequence[tuple[str, ...]], groups: Sequence[Group]) -> list[Hit]:
    """Return those documents that hold every phrase, in their order. One query."""
    ways = {group.asked: set(group.forms) for group in groups}
    wanted = [_pattern(phrase, ways) for phrase in phrases]
    query = select(IndexedDocument.id, IndexedDocument.title, IndexedDocument.summary, IndexedDocument.words).where(
        IndexedDocument.id.in_([hit.document_id for hit in found])
    )
    texts = {number: " | ".join(parts).lower() for number, *parts in rows(query)} if found else {}
    good = {number for number, text in texts.items() if all(one.search(text) for one in wanted)}
    return [hit for hit in found if hit.document_id in good]


def _pattern(phrase: Sequence[str], ways: dict[str, set[str]]) -> re.Pattern[str]:
    words = ["|".join(sorted(re.escape(form) for form in {word, *ways.get(word, ())})) for word in phrase]
    return re.compile(r"(?<![^\W_])" + _BETWEEN.join(f"(?:{word})" for word in words) + r"(?![^\W_])")

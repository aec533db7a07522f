"""The collection that a new academy opens with: chapter 5 of the act, generated from what is published.

It is made once, when there is something to gather; from then on it follows its sources, and people issue its numbers.
"""

from pathlib import Path

from sqlalchemy import select

from akademia.core.db import db
from akademia.publishing.collections.models import Collection
from akademia.publishing.collections.services import editing, issuing
from akademia.texts.formats.source import read_source


def load_collection(path: Path) -> list[str]:
    """Make a collection and its first number from a file, unless it is there. Returns what was left alone: nothing.

    :raises BrokenSource: the file cannot be used.
    """
    file = read_source(path)
    said = file.meta
    if db.session.scalar(select(Collection.id).where(Collection.slug == said["slug"])) is not None:
        return []
    values = editing.Values(said["title"], said["summary"], "\n".join(said["provisions"]), file.body)
    made = editing.begin(values, editing.rendered(values.source), None, origin="starter", slug=said["slug"])
    if made.chosen:
        issuing.issue(made, "", None)
    return []

"""The collections that a new academy opens with, generated from what is published: chapter 5 of the act.

Each is made once, with its first number; from then on it follows its sources and people issue its numbers. Its words
follow the file until a person has edited it.
"""

from pathlib import Path

from sqlalchemy import select

from akademia.core.db import db
from akademia.publishing.collections.models import Collection
from akademia.publishing.collections.services import editing, issuing
from akademia.texts.formats.source import read_source


def load_collection(path: Path) -> list[str]:
    """Keep a collection of the starter. Returns the titles of what a person has edited and was left alone.

    :raises BrokenSource: the file cannot be used.
    """
    file = read_source(path)
    said = file.meta
    values = editing.Values(said["title"], said["summary"], "\n".join(said["provisions"]), file.body)
    made = editing.rendered(values.source)
    known = db.session.scalar(select(Collection).where(Collection.slug == said["slug"]))
    if known is None:
        known = editing.begin(values, made, None, origin="starter", slug=said["slug"])
        if known.chosen:
            issuing.issue(known, "", None)
        return []
    if known.origin != "starter":
        return [known.title]
    known.title, known.summary, known.source, known.html = values.title, values.summary, values.source, str(made.html)
    return []

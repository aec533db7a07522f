"""Bringing an article in from DOCX: read behind the fence, kept as a draft, with all that could not be carried."""

from dataclasses import dataclass
from pathlib import Path

from akademia.audit.services import record
from akademia.core.text import slugify
from akademia.publishing.journal.services.articles import ARTICLE, NAMES, issue_row
from akademia.storage import fence
from akademia.storage.rules import MB, Use
from akademia.storage.services.keeping import judge
from akademia.texts.models import Draft
from akademia.texts.services import drafts
from akademia.texts.services.kinds import Place

DOCX = Use({"docx": 20 * MB})


@dataclass(frozen=True)
class Brought:
    """What was read out of a file. `left`: what of it could not be carried, in whole sentences."""

    title: str
    source: str
    left: tuple[str, ...]


def read(path: Path, name: str) -> Brought:
    """Read an article out of a DOCX file. Call before the writing transaction begins.

    :raises RuleBroken: it is none, too large, or cannot be opened safely.
    """
    judge(path, name, DOCX)
    told = fence.run("akademia.publishing.journal.formats.docx", str(path))
    return Brought(told["title"], told["source"], tuple(told["left"]))


def begin_article(issue_id: int, brought: Brought, actor: int) -> Draft:
    """Keep what was read as a draft of a new article of a number."""
    issue = issue_row(issue_id)
    values = dict.fromkeys(NAMES, "") | {
        "title": brought.title[:300],
        "slug": slugify(brought.title)[:80].strip("-"),
        "source": brought.source,
        "legal_state_on": issue.legal_state_on.isoformat() if issue.legal_state_on else "",
    }
    draft = drafts.save(Place(ARTICLE, parent=issue_id), None, "0.0", values, actor)
    record("article.brought", "issue", issue_id, actor=actor, draft=draft.id, left=len(brought.left))
    return draft

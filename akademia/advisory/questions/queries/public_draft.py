"""What of a case would become public, or is, as its asker sees it before deciding."""

from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import select

from akademia.advisory.questions.models import PublishedAnswer
from akademia.core.db import db
from akademia.texts.models import Draft

ANSWER = "answer"  # the kind of text in which public answers are written


@dataclass(frozen=True)
class Public:
    """A text for everybody. `html` is of a published one; of a draft there is its `source` alone."""

    title: str
    summary: str
    question: str
    source: str = ""
    html: Markup | None = None


def public_of(case_id: int) -> Public | None:
    """Return what readers see of a case, else what the open draft says; None where there is neither."""
    row = db.session.scalar(select(PublishedAnswer).where(PublishedAnswer.case_id == case_id))
    if row is not None and row.withdrawn_at is None:
        return Public(row.title, row.summary, row.question, html=Markup(row.html))  # noqa: S704 - cleaned when saved
    own = Draft.parent == case_id if row is None else Draft.ref == row.id
    draft = db.session.scalar(select(Draft).where(Draft.kind == ANSWER, Draft.is_open, own).limit(1))
    if draft is None:
        return None
    said = [str(draft.data.get(name) or "") for name in ("title", "summary", "question", "source")]
    title, summary, question, source = said
    return Public(title, summary, question, source)

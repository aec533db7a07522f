"""What goes when an issue was sent long ago: rows of its letters, of which counts stay, and their files."""

from datetime import datetime

from sqlalchemy import delete, select

from akademia.core.db import db
from akademia.mail.services import post_office
from akademia.promotion.newsletter.models import NewsletterLetter, NewsletterRun
from akademia.promotion.newsletter.queries.progress import tallies
from akademia.promotion.newsletter.rules import file_start

_R = NewsletterRun


def forget_letters(before: datetime) -> int:
    """Remove who got the issues whose sending ended before a moment; how many letters ended how stays. Returns how
    many issues."""
    old = db.session.scalars(select(_R).where(_R.ended_at < before, _R.tally.is_(None))).all()
    counted = tallies([run.issue_id for run in old])
    for run in old:
        run.tally = counted[run.issue_id].as_kept()
        db.session.execute(delete(NewsletterLetter).where(NewsletterLetter.issue_id == run.issue_id))
    return len(old)


def remove_files(before: datetime) -> int:
    """Remove the files of letters of issues whose sending ended before a moment. Returns of how many issues."""
    old = db.session.scalars(select(_R).where(_R.ended_at < before, _R.files_gone.is_(False))).all()
    for run in old:
        post_office().remove_begun(file_start(run.issue_id))
        run.files_gone = True
    return len(old)

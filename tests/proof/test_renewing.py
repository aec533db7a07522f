"""A worker killed in the middle of renewing texts: readers see the old words until all are new, then only the new."""

import time
from typing import Any

import pytest
from sqlalchemy import select, update

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.models import PublicGeneration
from akademia.education.courses.models import Lesson
from akademia.jobs.models import Job
from akademia.texts.models import Revision
from akademia.texts.services import lexicon, renewing
from tests.factories import make_course
from tests.proof.academy import Academy
from tests.texts.test_renewing import keep_term, published

pytestmark = pytest.mark.proof
LESSONS = 120
PATIENCE_SECONDS = 180
OLD, NEW = "Umowa o drodze do pracy.", "Umowa o tym, jak dojść do pracy."
SOURCE = "\n\n".join(f"Akapit {number}: podpisuje się **kontrakt socjalny** z ośrodkiem." for number in range(60))


def publish_texts() -> list[int]:
    course = make_course(lessons=LESSONS)
    keep_term()
    return [published(lesson, SOURCE) for lesson in course.lessons]


def renewal(academy: Academy) -> Any:
    with academy.app.app_context():
        newest = select(Job.progress_done, Job.progress_total, Job.done_at, Job.attempts)
        return db.session.execute(newest.where(Job.kind == "texts.renew").order_by(Job.id.desc()).limit(1)).one()


def wait_for(academy: Academy, come: Any) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while not come(found := renewal(academy)):
        assert time.monotonic() < until, (found, academy.log.read_text()[-2_000:])
        time.sleep(0.01)
    return found


def shown(numbers: list[int]) -> list[str]:
    """Return what readers see of each lesson, and that its newest version keeps the same."""
    found = dict(db.session.execute(select(Lesson.id, Lesson.html).where(Lesson.id.in_(numbers))).all())
    kept = select(Revision.ref, Revision.html).where(Revision.kind == "lesson", Revision.ref.in_(numbers))
    newest = dict(db.session.execute(kept.order_by(Revision.version)).all())
    assert newest == found
    return [found[number].replace("\u00a0", " ") for number in numbers]


def test_texts_are_all_renewed_as_without_the_kill(academy: Academy):
    with academy.inside():
        numbers = publish_texts()
        # A new academy has other work, and what it prints readers see at once: it would raise the generation too.
        db.session.execute(update(Job).values(done_at=clock.now()))
        keep_term(db.session.scalars(select(Revision.ref).where(Revision.kind == "term")).all()[-1], meaning=NEW)
        assert [OLD in html for html in shown(numbers)] == [True] * LESSONS
        generation = db.session.scalars(select(PublicGeneration.number)).one()

    academy.start()
    at_kill = wait_for(academy, lambda job: job.progress_done > 0)
    academy.kill_all()

    assert at_kill.progress_done < at_kill.progress_total
    assert at_kill.done_at is None
    with academy.inside():
        assert [OLD in html for html in shown(numbers)] == [True] * LESSONS  # none is new alone
        assert db.session.scalars(select(PublicGeneration.number)).one() == generation
        passed = clock.now()  # as if the lease of the dead worker had run out
        db.session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=passed))
        commit()
    academy.start()
    job = wait_for(academy, lambda job: job.done_at is not None)

    assert job.attempts == 2
    with academy.inside():
        words = lexicon()
        for number, html in zip(numbers, shown(numbers), strict=True):
            made = renewing.render_anew("lesson", number, words)
            assert made is not None
            assert html == str(made.made.html).replace("\u00a0", " ")
            assert (NEW in html, OLD in html) == (True, False)

"""A study's way: checked, opened and frozen, kept open longer, closed; by hand or by the clock."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.research.surveys.models import Study
from akademia.research.surveys.queries.checks import what_stops
from akademia.research.surveys.queries.rows import STUDY_KIND, questionnaire_of, study_row
from akademia.research.surveys.rules.questionnaire import digest_of
from akademia.research.surveys.services import moving
from akademia.research.surveys.services.describing import PLAIN, held_draft


class NotReady(RuleBroken):
    message = "Badania nie można jeszcze otworzyć. Popraw to, co wymieniamy na stronie badania."


class OtherState(RuleBroken):
    message = "Stan tego badania w międzyczasie się zmienił. Otwórz jego stronę jeszcze raz."


class BadEnd(RuleBroken):
    message = "Koniec musi być w przyszłości i później niż dotychczasowy."


class EditLost(RuleBroken):
    message = "Ktoś w międzyczasie zmienił to samo. Otwórz stronę jeszcze raz: zobaczysz nowsze ustawienia."


@dataclass(frozen=True)
class Plan:
    """How and when a study takes answers. Moments in UTC; None: not planned."""

    mode: str
    opens_at: datetime | None
    closes_at: datetime | None


def plan(ref: int, opened: int, wanted: Plan, actor: int) -> None:
    """Keep how and when a study takes answers.

    :param opened: the number of changes that the form was opened with.
    :raises StudyFrozen: it has been opened.
    :raises EditLost: somebody has changed it since.
    """
    study = held_draft(ref)
    if study.changes != opened:
        raise EditLost
    study.mode, study.opens_at, study.closes_at = wanted.mode, wanted.opens_at, wanted.closes_at
    study.changes += 1
    study.origin = "person"
    record("study.planned", STUDY_KIND, ref, actor=actor)


def open_study(ref: int, actor: int | None = None) -> None:
    """Open a study: from now on its words, consent and questionnaires are frozen.

    :raises StudyFrozen: it has been opened before.
    :raises NotReady: something in it is not right.
    """
    study = held_draft(ref)
    if what_stops(study):
        raise NotReady
    study.frozen_digest = freeze(study)
    study.state, study.opened_at, study.opens_at, study.changed_at = "open", clock.now(), None, clock.now()
    study.origin = "person"
    record("study.opened", STUDY_KIND, ref, actor=actor, frozen=study.frozen_digest)
    ask_for_letters(ref)


def freeze(study: Study) -> str:
    """Write each questionnaire's hash beside it and return the hash of all that respondents will see."""
    for group in study.groups:
        group.frozen_digest = digest_of(questionnaire_of(group))
    whole = {
        **{name: getattr(study, name) for name in PLAIN},
        "html": study.html,
        "version": study.version,
        "groups": [[group.key, group.name, group.summary, group.frozen_digest] for group in study.groups],
    }
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def ask_for_letters(ref: int) -> None:
    """Have the letters written to those who were invited and have none yet."""
    enqueue("surveys.letters", {"study": ref})


def extend(ref: int, closes_at: datetime, actor: int) -> None:
    """Keep an open study open longer.

    :raises OtherState: it is not open.
    :raises BadEnd: the new end is not later than the old one.
    """
    study = _held(ref, "open")
    assert study.closes_at is not None
    if closes_at <= max(study.closes_at, clock.now()):
        raise BadEnd
    study.closes_at, study.changed_at = closes_at, clock.now()
    record("study.extended", STUDY_KIND, ref, actor=actor, until=closes_at.isoformat())


def close_study(ref: int, actor: int | None = None) -> None:
    """Close a study for good: all answers move to their final table, drafts and unused passes go.

    :raises OtherState: it is not open.
    """
    study = _held(ref, "open")
    moving.end(study)
    study.state, study.closed_at, study.changed_at = "closed", clock.now(), clock.now()
    record("study.closed", STUDY_KIND, ref, actor=actor)


def _held(ref: int, state: str) -> Study:
    study = study_row(ref, lock=True)
    if study.state != state:
        raise OtherState
    return study


def open_due() -> int:
    """Open what is planned for now; what is not ready loses its plan, as the trail says. Returns how many opened."""
    due = select(Study.id).where(Study.state == "draft", Study.opens_at <= clock.now()).order_by(Study.id)
    return sum(_open_planned(ref) for ref in db.session.scalars(due).all())


def _open_planned(ref: int) -> bool:
    try:
        open_study(ref)
    except NotReady:
        study_row(ref).opens_at = None
        record("study.not_opened", STUDY_KIND, ref)
        return False
    return True


def close_due() -> int:
    """Close what is over. Returns how many."""
    due = select(Study.id).where(Study.state == "open", Study.closes_at <= clock.now()).order_by(Study.id)
    refs = db.session.scalars(due).all()
    for ref in refs:
        close_study(ref)
    return len(refs)

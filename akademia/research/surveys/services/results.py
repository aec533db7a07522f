"""Counting the results of a closed study, publishing them, taking them back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, insert_new, row_of
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.law import services as law
from akademia.law.queries.cited import provisions_of_text
from akademia.research.surveys.formats.dataset import GroupAnswers, canonical_lines, digest_of
from akademia.research.surveys.models import ResultPart, StudyResults, SurveyGroup
from akademia.research.surveys.queries.answers import GroupData, answers_wait, data_of
from akademia.research.surveys.queries.rows import STUDY_KIND, study_row
from akademia.research.surveys.rules import results
from akademia.research.surveys.rules.disclosure import weight
from akademia.research.surveys.rules.tables import asked_of, codes_variable, stands, variables_of

COUNT = "surveys.count"
RESULT_KIND = "result"


class NotClosed(RuleBroken):
    message = "Wyniki policzymy, gdy badanie będzie zamknięte."


class AnswersOnTheirWay(RuleBroken):
    message = "Odpowiedzi są jeszcze przenoszone do zbioru. Policz wyniki, gdy wszystkie się w nim znajdą."


class NothingCounted(RuleBroken):
    message = "Najpierw policz wyniki."


class TooFewAnswers(RuleBroken):
    message = (
        f"W żadnej grupie nie ma {results.LEAST_PEOPLE} odpowiedzi. Tak małych wyników nie publikujemy, "
        "bo dałoby się z nich odczytać pojedyncze osoby."
    )


def results_row(study_id: int) -> StudyResults:
    """Return the row of a study's results, made when there is none.

    :raises Missing: there is no such study.
    """
    study_row(study_id)
    insert_new(StudyResults, study_id=study_id, secret=secrets.token_hex(32))
    return row_of(StudyResults, study_id, lock=True)


def ask_to_count(study_id: int, actor: int) -> None:
    """Have the results counted; who asks again while they are being counted asks for the same.

    :raises NotClosed: the study still takes answers.
    :raises AnswersOnTheirWay: not all answers lie at their place.
    """
    study = study_row(study_id)
    if study.state != "closed":
        raise NotClosed
    if answers_wait(study_id):
        raise AnswersOnTheirWay
    kept = results_row(study_id)
    if not kept.is_counting:
        kept.is_counting = True
        enqueue(COUNT, {"study": study_id})
    record("results.asked", STUDY_KIND, study_id, actor=actor)


@dataclass(frozen=True)
class Counted:
    """The results of a study before they are kept. `parts`: (group id, key, body) as `ResultPart` has them."""

    digest: str
    parts: tuple[tuple[int, str, dict[str, Any]], ...]


def count(slug: str, secret: str, groups: Sequence[GroupData]) -> Counted:
    """Count the results. Takes seconds for many answers; the database is not asked."""
    whole: list[GroupAnswers] = [(one.key, one.digest, one.answers) for one in groups]
    parts = [(one.id, key, body) for one in groups for key, body in _parts(one, secret.encode()).items()]
    return Counted(digest_of(canonical_lines(slug, secret, whole)), tuple(parts))


def _parts(group: GroupData, secret: bytes) -> dict[str, dict[str, Any]]:
    if not results.enough(len(group.answers)):
        return {"": {"people": None, "told": [], "quotations": {}}}
    questionnaire = group.questionnaire
    coded = [
        codes_variable(questionnaire.by_key[key], key not in group.asked_of_all, codes)
        for key, codes in group.codes.items()
    ]
    variables = [*variables_of(questionnaire, group.answers, group.regions), *coded]
    seen = [asked_of(questionnaire, one) for one in group.answers]
    columns = [stands(variable, group.coded_answers, seen) for variable in variables]
    weights = [weight(secret, key) for key in group.keys]
    told = [
        results.told_of(variable, column, weights, secret) for variable, column in zip(variables, columns, strict=True)
    ]
    body = {
        "people": len(group.answers),
        "told": [results.to_data(one) for one in told],
        "quotations": {key: list(words) for key, words in group.quotations.items()},
    }
    return {"": body, **results.crossings(told, columns, weights, secret)}


def count_study(study_id: int) -> tuple[str, str, list[GroupData]]:
    """Return what `count` wants of a study: its slug, secret and groups with their answers."""
    study, kept = study_row(study_id), row_of(StudyResults, study_id)
    return study.slug, kept.secret, data_of(study_id)


def keep(study_id: int, counted: Counted) -> None:
    """Keep counted results in the place of older ones. Published results change at once."""
    kept = results_row(study_id)
    groups = select(SurveyGroup.id).where(SurveyGroup.study_id == study_id)
    db.session.execute(delete(ResultPart).where(ResultPart.group_id.in_(groups)))
    db.session.add_all(ResultPart(group_id=group, key=key, body=body) for group, key, body in counted.parts)
    kept.data_digest, kept.counted_at, kept.is_counting = counted.digest, clock.now(), False
    kept.version += 1


def publish(study_id: int, actor: int) -> None:
    """Show results to readers; they cite what the study's description cites.

    :raises NothingCounted: there are none.
    :raises TooFewAnswers: no group is large enough.
    """
    study, kept = study_row(study_id), results_row(study_id)
    if kept.version == 0:
        raise NothingCounted
    if not _any_told(study_id):
        raise TooFewAnswers
    kept.published_at = kept.published_at or clock.now()
    places = [law.place(one.ref) for one in provisions_of_text(STUDY_KIND, study_id)]
    law.cite(RESULT_KIND, study_id, max(study.version, 1), places, study.legal_state_on, actor)
    record("results.published", STUDY_KIND, study_id, actor=actor)


def _any_told(study_id: int) -> bool:
    bodies = db.session.scalars(
        select(ResultPart.body)
        .join(SurveyGroup, SurveyGroup.id == ResultPart.group_id)
        .where(SurveyGroup.study_id == study_id, ResultPart.key == "")
    )
    return any(body["people"] for body in bodies)


def withdraw(study_id: int, actor: int) -> None:
    """Take results back from readers."""
    results_row(study_id).published_at = None
    law.cite(RESULT_KIND, study_id, 1, [], None, actor)
    record("results.withdrawn", STUDY_KIND, study_id, actor=actor)


def note_taken(study_id: int, what: str, actor: int) -> None:
    """Write down that someone took single answers away; `what`: a group's key, or the whole set."""
    record("results.answers_taken", STUDY_KIND, study_id, actor=actor, what=what)

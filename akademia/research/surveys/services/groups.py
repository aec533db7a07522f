"""Groups of a study, and every change of their questionnaires. Nothing of this is done once the study has opened."""

from collections.abc import Callable
from typing import Any

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.research.surveys.models import Study, SurveyGroup
from akademia.research.surveys.queries.rows import STUDY_KIND, group_row, questionnaire_of
from akademia.research.surveys.rules.editing import MOST_PAGES, MOST_QUESTIONS
from akademia.research.surveys.rules.questionnaire import Page, Questionnaire, to_data
from akademia.research.surveys.services.describing import held_draft
from akademia.research.surveys.services.opening import EditLost
from akademia.texts.services.house_texts import free_key

MOST_GROUPS = 12


class TooMuch(RuleBroken):
    message = f"Ankieta może mieć najwyżej {MOST_PAGES} stron i {MOST_QUESTIONS} pytań."


class TooManyGroups(RuleBroken):
    message = f"Badanie może mieć najwyżej {MOST_GROUPS} grup."


class LastGroup(RuleBroken):
    message = "Badanie potrzebuje co najmniej jednej grupy."


def add_group(ref: int, name: str, summary: str, actor: int) -> SurveyGroup:
    """Add a group with one empty page.

    :raises StudyFrozen: the study has been opened.
    :raises TooManyGroups: there are so many already.
    """
    study = held_draft(ref)
    if len(study.groups) >= MOST_GROUPS:
        raise TooManyGroups
    whole = Questionnaire((Page("s1", "Pytania"),))
    group = put_group(study, name, summary, whole)
    record("study.group_added", STUDY_KIND, ref, actor=actor, group=group.id)
    return group


def put_group(study: Study, name: str, summary: str, whole: Questionnaire, key: str = "") -> SurveyGroup:
    """Put a group with its questionnaire at the end of a study. Nothing is checked."""
    group = SurveyGroup(
        key=key or free_key({one.key for one in study.groups}, name), name=name, summary=summary,
        position=len(study.groups), body=to_data(whole),
    )  # fmt: skip
    study.groups.append(group)
    db.session.flush()
    return group


def describe_group(group_id: int, opened: int, name: str, summary: str, actor: int) -> None:
    """Change a group's name and the line under it.

    :raises StudyFrozen: the study has been opened.
    :raises EditLost: somebody has changed the group since.
    """
    group = _held(group_id, opened)
    group.name, group.summary = name, summary
    group.version += 1
    record("study.group_changed", STUDY_KIND, group.study_id, actor=actor, group=group_id)


def remove_group(group_id: int, actor: int) -> int:
    """Remove a group with its questionnaire and invitations. Returns the number of its study.

    :raises StudyFrozen: the study has been opened.
    :raises LastGroup: there is no other.
    """
    study = held_draft(group_row(group_id).study_id)
    if len(study.groups) == 1:
        raise LastGroup
    study.groups.remove(group_row(group_id))
    for place, group in enumerate(study.groups):
        group.position = place
    study.origin = "person"
    record("study.group_removed", STUDY_KIND, study.id, actor=actor, group=group_id)
    return study.id


def change(group_id: int, opened: int, made: Callable[[Questionnaire], Questionnaire], actor: int) -> Questionnaire:
    """Change a group's questionnaire and return it.

    :param opened: the group's version that the form was opened with.
    :raises StudyFrozen: the study has been opened.
    :raises EditLost: somebody has changed the group since.
    :raises TooMuch: it would be longer than anybody fills in.
    """
    group = _held(group_id, opened)
    whole = made(questionnaire_of(group))
    if len(whole.pages) > MOST_PAGES or len(whole.questions) > MOST_QUESTIONS:
        raise TooMuch
    data: dict[str, Any] = to_data(whole)
    if data != group.body:
        group.body = data
        group.version += 1
        record("study.questions_changed", STUDY_KIND, group.study_id, actor=actor, group=group_id)
    return whole


def _held(group_id: int, opened: int) -> SurveyGroup:
    group = group_row(group_id, lock=True)
    held_draft(group.study_id).origin = "person"
    if group.version != opened:
        raise EditLost
    return group

"""Rows of studies and groups, whatever their state."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from akademia.core.db import WITH_BIN, db, row_of
from akademia.core.errors import Missing
from akademia.organisations.queries.territories import voivodeships
from akademia.research.surveys.models import Study, SurveyGroup
from akademia.research.surveys.rules.questionnaire import Questionnaire, from_data

STUDY_KIND = "study"
# Asked for by each page of an answer; it comes with its study.
_GROUP_AT = (
    select(SurveyGroup)
    .join(SurveyGroup.study)
    .options(contains_eager(SurveyGroup.study))
    .where(
        Study.slug == bindparam("slug"), Study.state != "draft", Study.removed.is_(False),
        SurveyGroup.key == bindparam("key"),
    ).execution_options(**WITH_BIN)
)  # fmt: skip


def study_row(ref: int, with_bin: bool = False, lock: bool = False) -> Study:
    """Return a study in any state.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    return row_of(Study, ref, lock, with_bin)


def group_row(ref: int, lock: bool = False) -> SurveyGroup:
    """Return a group of a study that does not lie in the bin.

    :raises Missing: there is none.
    """
    group = row_of(SurveyGroup, ref, lock)
    study_row(group.study_id)
    return group


def group_at(slug: str, key: str) -> SurveyGroup:
    """Return a group of a study that readers see, by its address.

    :raises Missing: there is none.
    """
    found = db.session.scalar(_GROUP_AT, {"slug": slug, "key": key})
    if found is None:
        raise Missing
    return found


def questionnaire_of(group: SurveyGroup) -> Questionnaire:
    return from_data(group.body)


def region_names() -> Mapping[str, str]:
    """Return voivodeships in the order of the alphabet: code -> name."""
    return {one.code: one.name for one in voivodeships()}

"""The results of a study as its keepers see them."""

from dataclasses import dataclass
from datetime import datetime

from akademia.research.surveys.queries.answers import answers_wait
from akademia.research.surveys.queries.coding import OpenQuestion, open_questions_of
from akademia.research.surveys.queries.results import results_state
from akademia.research.surveys.queries.rows import study_row


@dataclass(frozen=True)
class DeskResults:
    """Where a study's results stand. `version` 0: never counted; `waits`: answers are still on their way."""

    id: int
    slug: str
    title: str
    is_closed: bool
    waits: bool
    is_counting: bool
    version: int
    counted_at: datetime | None
    published_at: datetime | None
    digest: str
    groups: tuple[tuple[str, str], ...]
    questions: tuple[OpenQuestion, ...]


def desk_results(study_id: int) -> DeskResults:
    """Return where a study's results stand.

    :raises Missing: there is no such study.
    """
    study, kept = study_row(study_id), results_state(study_id)
    groups = tuple((group.key, group.name) for group in study.groups)
    return DeskResults(
        study.id, study.slug, study.title, study.state == "closed", answers_wait(study_id),
        kept is not None and kept.is_counting, kept.version if kept else 0, kept.counted_at if kept else None,
        kept.published_at if kept else None, kept.data_digest if kept else "", groups,
        tuple(open_questions_of(study_id)),
    )  # fmt: skip

"""Published results for the rest of the house: lists, the search, the register of provisions, the desk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.clock import WARSAW
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.text import counted
from akademia.research.surveys.models import ResultPart, Study, StudyResults, SurveyGroup
from akademia.research.surveys.queries.results import RESULT_KIND
from akademia.texts.formats.reading import reading

_REFS: Any = bindparam("refs", expanding=True)
_PUBLIC: Any = (
    select(Study.id, Study.slug, Study.title, Study.summary, Study.html, Study.period, Study.region, Study.team,
           Study.legal_state_on, Study.changed_at, StudyResults.version, StudyResults.counted_at,
           StudyResults.published_at)
    .join(StudyResults, StudyResults.study_id == Study.id)
    .where(Study.removed.is_(False), StudyResults.published_at.is_not(None))
    .order_by(StudyResults.published_at.desc(), Study.id.desc())
)  # fmt: skip
_SOME: Any = _PUBLIC.where(Study.id.in_(_REFS))
_WORDS: Any = (
    select(SurveyGroup.study_id, SurveyGroup.name, ResultPart.body)
    .join(ResultPart, ResultPart.group_id == SurveyGroup.id)
    .where(SurveyGroup.study_id.in_(_REFS), ResultPart.key == "").order_by(SurveyGroup.position, SurveyGroup.id)
)  # fmt: skip


def every_result() -> Iterable[Item]:
    """Return all published results, the newest first."""
    return [_item(row) for row in rows(_PUBLIC)]


def public_results(refs: Collection[int]) -> Iterable[Item]:
    """Return the published results among some numbers of studies."""
    return [_item(row) for row in rows(_SOME, refs=list(refs))]


def results_between(first: date, last: date) -> Iterable[Item]:
    """Return the results published in some days, the oldest first."""
    begun = datetime.combine(first, time(), WARSAW), datetime.combine(last + timedelta(days=1), time(), WARSAW)
    asked = _PUBLIC.where(StudyResults.published_at >= begun[0], StudyResults.published_at < begun[1])
    return [_item(row) for row in reversed(db.session.execute(asked).all())]


def _item(row: Any) -> Item:
    return Item(RESULT_KIND, row.id, f"Wyniki: {row.title}", row.summary, {"slug": row.slug}, row.legal_state_on,
                row.counted_at, tuple(filter(None, ("wyniki badania", row.region))))  # fmt: skip


def living_results(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are studies with results, published or not."""
    found = select(StudyResults.study_id).where(StudyResults.study_id.in_(refs)).execution_options(**WITH_BIN)
    return set(db.session.scalars(found))


def result_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where the results of studies among some numbers are kept."""
    found = db.session.execute(select(Study.id, Study.title).where(Study.id.in_(refs)))
    return {ref: Found(f"Wyniki: {title}", "results_desk.show_results", {"ref": ref}) for ref, title in found}


def result_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of published results."""
    found = rows(_PUBLIC) if refs is None else rows(_SOME, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def _stamp(row: Any) -> str:
    return f"{row.version} {row.slug} {row.changed_at} {row.counted_at}"


def result_documents(refs: Collection[int]) -> Sequence[Document]:
    """Return published results as the search reads them: the description and the questions, never an answer's text."""
    asked: dict[int, list[str]] = {}
    people: dict[int, int] = {}
    for study, name, body in rows(_WORDS, refs=list(refs)):
        asked.setdefault(study, []).extend([name, *(_question(one["variable"]) for one in body["told"])])
        people[study] = people.get(study, 0) + (body["people"] or 0)
    return [_document(row, asked.get(row.id, []), people.get(row.id, 0)) for row in rows(_SOME, refs=list(refs))]


def _question(variable: Mapping[str, Any]) -> str:
    return " ".join([variable["about"], variable["words"], *(words for _key, words in variable["options"])])


def _document(row: Any, asked: Sequence[str], people: int) -> Document:
    text = reading(row.html)
    beside = (row.period, row.region, row.team, counted(people, "ankieta", "ankiety", "ankiet"))
    return Document(
        ref=row.id, stamp=_stamp(row), title=f"Wyniki: {row.title}", summary=row.summary, place={"slug": row.slug},
        words=" ".join([*filter(None, beside), *asked, text.words]), headings=text.headings,
        path=("Wyniki badań",), legal_state_on=row.legal_state_on,
    )  # fmt: skip

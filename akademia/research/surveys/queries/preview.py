"""A study as its readers would see what stands in its form."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from akademia.research.surveys.queries.reading import SurveyPage, page_of
from akademia.research.surveys.queries.rows import study_row

WORDS = ("slug", "summary", "purpose", "period", "region", "team", "thanks")


def preview_study(ref: int, values: Mapping[str, str], html: str) -> SurveyPage:
    """Return the page of a study, whatever is wrong with its values; what cannot be read is left out."""
    return page_of(
        study_row(ref), **{name: values[name].strip() for name in WORDS},
        title=values["title"].strip() or "Bez tytułu", legal_state_on=_day(values["legal_state_on"]),
        html=Markup(html),  # noqa: S704 - cleaned by its renderer
    )  # fmt: skip


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

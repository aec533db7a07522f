"""Where a respondent stands in a survey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akademia.core.kept import same_for_all
from akademia.research.surveys.models import SurveyGroup
from akademia.research.surveys.queries.rows import questionnaire_of, region_names
from akademia.research.surveys.rules.answers import shown, values
from akademia.research.surveys.rules.paths import reached, way
from akademia.research.surveys.rules.questionnaire import END, Page, Questionnaire

__all__ = ["END", "Step", "Survey", "survey_of"]
Said = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Step:
    """One page on the way, or the last look. `number` counts from 1; `page` None: all answers are looked over."""

    page: Page | None
    number: int
    place: str


@dataclass(frozen=True)
class Survey:
    """A questionnaire with the names of voivodeships it may ask for: all that reading answers takes."""

    whole: Questionnaire
    regions: Mapping[str, str]

    def steps(self, said: Said) -> list[Step]:
        """Return the way of what was typed, the last look at its end."""
        pages = list(way(self.whole, values(self.whole, said, self.regions)))
        found = [Step(page, number, page.key) for number, page in enumerate(pages, start=1)]
        return [*found, Step(None, len(pages) + 1, END)]

    def step(self, place: str, said: Said) -> Step:
        """Return the step at a place; at the first page where the way does not come to it."""
        steps = self.steps(said)
        return next((one for one in steps if one.place == place), steps[0])

    def after(self, place: str, said: Said) -> Step:
        steps = self.steps(said)
        here = self.step(place, said)
        return steps[min(here.number, len(steps) - 1)]

    def before(self, place: str, said: Said) -> Step:
        steps = self.steps(said)
        return steps[max(self.step(place, said).number - 2, 0)]

    def answers(self, said: Said) -> dict[str, object]:
        """Return the answers to be kept; those of pages that the way passes by are dropped."""
        return reached(self.whole, values(self.whole, said, self.regions))

    def told(self, said: Said) -> list[tuple[str, str]]:
        """Return (question, answer) in words, for the last look."""
        answers = self.answers(said)
        return [
            pair for question in self.whole.questions for pair in shown(question, answers.get(question.key),
                                                                        self.regions)
        ]  # fmt: skip


def survey_of(group: SurveyGroup) -> Survey:
    """Return a group's survey, ready to read answers."""
    return Survey(questionnaire_of(group), same_for_all("survey regions", lambda: dict(region_names())))

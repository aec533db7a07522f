"""What keeps a study from being opened, each thing at its place."""

from dataclasses import dataclass

from akademia.core import clock
from akademia.research.surveys.models import Study, SurveyGroup
from akademia.research.surveys.queries.rows import questionnaire_of
from akademia.research.surveys.rules.paths import problems


@dataclass(frozen=True)
class Stop:
    """One thing to mend. `group_id`: the group it lies in, None for the study's own; `anchor`: where on its page."""

    words: str
    where: str
    group_id: int | None = None
    anchor: str = ""


def what_stops(study: Study) -> list[Stop]:
    """Return all that keeps a study from being opened; nothing when it is ready."""
    told: list[Stop] = []
    if not study.version:
        told.append(Stop("Słowa badania nie są jeszcze zatwierdzone.", "Opis i zgoda", anchor="slowa"))
    if study.closes_at is None or study.closes_at <= clock.now():
        told.append(Stop("Podaj, kiedy badanie się kończy: dzień w przyszłości.", "Ustawienia", anchor="ustawienia"))
    if not study.groups:
        told.append(Stop("Badanie nie ma żadnej grupy.", "Grupy", anchor="grupy"))
    return told + [stop for group in study.groups for stop in stops_of_group(group)]


def stops_of_group(group: SurveyGroup) -> list[Stop]:
    """Return what is wrong with a group's questionnaire, each with the page and question it lies at."""
    whole = questionnaire_of(group)
    told = []
    for problem in problems(whole):
        page = whole.page(problem.page)
        question = whole.by_key.get(problem.question)
        places = [group.name, f"strona „{page.title}”" if page else "",
                  f"pytanie „{question.words}”" if question else ""]  # fmt: skip
        anchor = problem.question or problem.page
        told.append(Stop(problem.words, ", ".join(filter(None, places)), group.id, anchor))
    return told

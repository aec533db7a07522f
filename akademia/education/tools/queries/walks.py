"""What people answered in a tool, read from an address or a saved sheet, and what the page shows for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akademia.education.tools.rules import application, choice, club, standard

TICK = "mam"


@dataclass(frozen=True)
class Past:
    """An answered question of the choice. `before`: what was answered earlier, to come back to the question."""

    question: choice.Question
    answer: choice.Answer
    before: Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """Where a person stands on the path: the question asked now, or the verdict. `missed`: sent without an answer."""

    past: Sequence[Past]
    question: choice.Question | None
    verdict: choice.Verdict | None
    missed: bool

    @property
    def said(self) -> dict[str, str]:
        return {one.question.key: one.answer.key for one in self.past}

    @property
    def cited(self) -> set[str]:
        """The provisions that the reasons so far, and the tasks of the verdict, stand on."""
        keys = {key for one in self.past for reason in one.answer.reasons for key in reason.provisions}
        tasks = [task for _, tasks in self.verdict.tasks for task in tasks] if self.verdict else []
        return keys | {key for task in tasks for key in task.provisions}

    @property
    def number(self) -> int:
        return len(self.past) + 1

    @property
    def total(self) -> int:
        return len(choice.QUESTIONS)


def choice_of(said: Mapping[str, str]) -> Choice:
    """Return where the answers lead; an unknown one, and all after it, count as not given."""
    path = choice.answered(said)
    asked = choice.next_question(path)
    keys = [(question.key, answer.key) for question, answer in path]
    past = [Past(question, answer, dict(keys[:place])) for place, (question, answer) in enumerate(path)]
    missed = asked is not None and said.get("pytanie") == asked.key
    return Choice(past, asked, None if asked else choice.verdict(path), missed)


def application_answers(applicant: str, ticked: Iterable[str]) -> dict[str, str]:
    """Return an application as it is kept: who applies, and a word at each point that is ticked. Strange ones go."""
    known = {point.number for point in application.POINTS}
    first = next(iter(application.APPLICANTS))
    kept = {"kto": applicant if applicant in application.APPLICANTS else first}
    return kept | {number: TICK for number in ticked if number in known}


def application_of(answers: Mapping[str, str]) -> application.Progress:
    ticked = [number for number, word in answers.items() if word == TICK]
    return application.progress(application_answers(answers.get("kto", ""), ())["kto"], ticked)


def standard_answers(said: Mapping[str, str]) -> dict[str, str]:
    """Return a self-assessment as it is kept; nothing where the kind is not known."""
    kind = said.get("rodzaj", "")
    if kind not in standard.KINDS:
        return {}
    checks = standard.checks_of(kind)
    return {"rodzaj": kind} | {one.key: said[one.key] for one in checks if said.get(one.key) in standard.ANSWERS}


@dataclass(frozen=True)
class Assessment:
    """A self-assessment. `missing`: checks without an answer; `results`: empty until all are answered."""

    kind: str
    label: str
    fields: Sequence[standard.Field]
    said: Mapping[str, str]
    missing: Sequence[standard.Check]
    results: Sequence[standard.FieldResult]

    @property
    def cited(self) -> set[str]:
        return {key for check in standard.checks_of(self.kind) for key in check.provisions}


def assessment_of(answers: Mapping[str, str]) -> Assessment | None:
    """Return the assessment that answers make; None while the kind is not chosen."""
    kind = answers.get("rodzaj", "")
    if kind not in standard.KINDS:
        return None
    missing = standard.unanswered(kind, answers)
    results = [] if missing else standard.assess(kind, answers)
    return Assessment(kind, standard.KINDS[kind], standard.FIELDS[kind], answers, missing, results)


def club_steps() -> dict[str, Any]:
    """Return what to do to register a club, and what follows."""
    return {"steps": club.STEPS, "after": club.AFTER}


def application_lists() -> dict[str, Any]:
    """Return the points of an application by group, and who may apply."""
    return {"groups": application.GROUPS, "applicants": application.APPLICANTS}

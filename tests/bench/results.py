"""Results of a study of 20,000 answers to 30 questions: counting them, and their page beside a course's.

Both pages are asked past the page cache, as a reader who is signed in asks; the first view, which draws the charts,
is not among them.
"""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, writing
from akademia.education.courses.models import Course
from akademia.research.surveys.models import Study, SurveyAnswer, SurveyGroup
from akademia.research.surveys.rules.questionnaire import Option, Page, Question, Questionnaire, digest_of, to_data
from akademia.research.surveys.services import results
from tests.bench.search.cost import asking, medians

ANSWERS, QUESTIONS, TIMES, MOST_TIMES = 20_000, 30, 40, 5
SLUG = "badanie-do-pomiaru"


@dataclass(frozen=True)
class Cost:
    """Seconds of counting; milliseconds of the page of results and of a course's."""

    counting_s: float
    page_ms: float
    course_ms: float

    def told(self, database: str) -> str:
        return (
            f"results of {ANSWERS} answers to {QUESTIONS} questions, {database}: counted in {self.counting_s:.1f} s; "
            f"a page {self.page_ms:.2f} ms, a course's {self.course_ms:.2f} ms, ratio "
            f"{self.page_ms / self.course_ms:.2f} (at most {MOST_TIMES})"
        )


def measure(environ: Mapping[str, str]) -> Cost:
    """Write the study, count and publish it, ask for both pages in turn, and take the study out again."""
    app = create_app(environ)
    with app.app_context(), writing():
        study = _write()
        begun = time.process_time()
        results.keep(study, results.count(*results.count_study(study)))
        spent = time.process_time() - begun
        results.publish(study, 1)
        commit()
        course = db.session.scalars(select(Course.slug).order_by(Course.id).limit(1)).one()
    ways = {"page": f"/badania/wyniki/{SLUG}/", "course": f"/edukacja/kursy/{course}/"}
    told = medians({name: asking(app, {}, way) for name, way in ways.items()}, TIMES)
    with app.app_context(), writing():
        results.withdraw(study, 1)
        db.session.execute(delete(Study).where(Study.id == study))
        commit()
    return Cost(spent, told["page"], told["course"])


def _write() -> int:
    kinds = ("single", "multiple", "scale")
    options = tuple(Option(f"o{number}", f"Odpowiedź {number}") for number in range(5))
    questions = tuple(
        Question(f"p{number}", kinds[number % 3], f"Pytanie {number}?", options=options, low=1, high=5)
        for number in range(QUESTIONS)
    )
    whole, now = Questionnaire((Page("s", "Strona", "", questions),)), clock.now()
    study = Study(
        slug=SLUG, title="Badanie do pomiaru", title_key="badanie", state="closed", opened_at=now, closed_at=now,
        closes_at=now, frozen_digest="f", version=1,
    )  # fmt: skip
    group = SurveyGroup(key="wszyscy", name="Wszyscy", body=to_data(whole), frozen_digest=digest_of(whole))
    study.groups.append(group)
    db.session.add(study)
    db.session.flush()
    results.results_row(study.id)
    drawn = random.Random(30)
    rows = [{"group_id": group.id, "body": _answer(questions, drawn)} for _ in range(ANSWERS)]
    db.session.execute(insert(SurveyAnswer), rows)
    commit()
    return study.id


def _answer(questions: tuple[Question, ...], drawn: random.Random) -> dict[str, object]:
    return {
        question.key: drawn.randint(1, 5)
        if question.kind == "scale"
        else f"o{drawn.randrange(5)}"
        if question.kind == "single"
        else [f"o{drawn.randrange(5)}"]
        for question in questions
    }

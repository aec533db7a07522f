"""Fills a study of the 2017 template with answers and closes it, by the services, in the academy of the environment.

python -m tests.journeys.fill_study TITLE
"""

import os
import random
import sys
from datetime import timedelta
from typing import Any

from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, writing
from akademia.research.surveys.models import Study, SurveyGroup
from akademia.research.surveys.queries.rows import questionnaire_of
from akademia.research.surveys.rules.paths import reached
from akademia.research.surveys.rules.questionnaire import Question
from akademia.research.surveys.services import answering, opening, starting
from akademia.texts.services import lexicon

TEMPLATE, PEOPLE = "gotowosc-organizacji", 120
SAID = ("Brakuje nam pieniędzy na pracownię.", "Przydałyby się szkolenia.", "Chcemy rozmawiać z gminą.")


def answer_to(question: Question, drawn: random.Random) -> Any:
    keys = [option.key for option in question.options]
    match question.kind:
        case "single":
            return drawn.choices(keys, range(len(keys), 0, -1))[0]
        case "multiple":
            chosen = set(drawn.sample(keys, 2))
            return [key for key in keys if key in chosen]
        case "matrix":
            return {row.key: drawn.choice(question.points) for row in question.rows}
        case _:
            return drawn.choice(SAID)


def fill(group: SurveyGroup, drawn: random.Random) -> None:
    whole = questionnaire_of(group)
    for _ in range(PEOPLE):
        answers = {question.key: answer_to(question, drawn) for question in whole.questions}
        answering.send(group, reached(whole, answers))


def main(title: str) -> None:
    app, drawn = create_app(dict(os.environ)), random.Random(2017)
    with app.app_context(), writing():
        like = db.session.query(Study.id).filter_by(slug=TEMPLATE).scalar()
        study = starting.begin_study(title, like, lexicon(), 1)
        study.mode, study.closes_at = "link", clock.now() + timedelta(days=1)
        opening.open_study(study.id)
        for group in study.groups:
            fill(group, drawn)
        opening.close_study(study.id)
        commit()


if __name__ == "__main__":
    main(sys.argv[1])

"""The calling card of advisory."""

from akademia.advisory.questions.queries import answers
from akademia.advisory.questions.queries.desk import living_cases
from akademia.advisory.questions.queries.passages import answer_passages
from akademia.core.area import Area, Kind

AREA = Area(
    name="advisory",
    label="Doradztwo",
    summary="Pytania do praktyków i ich odpowiedzi.",
    endpoint="advisory.show_area",
    kinds=(
        Kind("answer", "Odpowiedzi", "answers.show_answer", answers.every_answer, answers.answer_items,
             answers.living_answers, "Odpowiedź", answers.answer_stamps, answers.answer_documents,
             desk=answers.answer_desk, passages=answer_passages, newest=answers.newest_answers,
             published_between=answers.answers_between),
        # What experts write to askers cites provisions too; it is nobody else's to see, so it has no items.
        Kind("reply", "Odpowiedzi w sprawach", "case_desk.show_queue", living=living_cases, one="Odpowiedź w sprawie"),
    ),
)  # fmt: skip

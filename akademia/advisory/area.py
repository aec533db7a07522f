"""The calling card of advisory."""

from akademia.advisory.questions.queries import answers
from akademia.core.area import Area, Kind

AREA = Area(
    name="advisory",
    label="Doradztwo",
    summary="Pytania do praktyków i ich odpowiedzi.",
    endpoint="advisory.show_area",
    kinds=(
        Kind("answer", "Odpowiedzi", "answers.show_answer", answers.every_answer, answers.answer_items,
             answers.living_answers, "Odpowiedź", answers.answer_stamps, answers.answer_documents,
             desk=answers.answer_desk),
    ),
)  # fmt: skip

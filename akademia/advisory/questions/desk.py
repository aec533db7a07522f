"""The places of the advisory window at the staff desk."""

from akademia.advisory.questions.queries.waiting import waiting_answers
from akademia.advisory.questions.queries.waiting_cases import found_cases, waiting_cases
from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (
    DeskCard("Pytania do praktyków", "case_desk.show_queue", Permission.CaseRead, "advisory", waiting=waiting_cases,
             find=found_cases),
    DeskCard("Opublikowane odpowiedzi", "answers_desk.show_published", Permission.DeskUse, "advisory",
             waiting=waiting_answers),
)  # fmt: skip

"""The places of the advisory window at the staff desk."""

from akademia.advisory.questions.queries.waiting import waiting_answers
from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (
    DeskCard("Opublikowane odpowiedzi", "answers_desk.show_published", Permission.DeskUse, "advisory",
             waiting=waiting_answers),
)  # fmt: skip

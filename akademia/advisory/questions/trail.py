"""How acts on cases and their answers are told."""

from collections.abc import Collection, Mapping

from akademia.advisory.questions.queries.answers import answer_desk
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers


def _answers(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in answer_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "case.moved": "zmiana stanu sprawy",
        "consent.asked": "pytanie o zgodę na publikację odpowiedzi",
        "consent.given": "zgoda na publikację odpowiedzi",
        "consent.refused": "odmowa zgody na publikację odpowiedzi",
        "consent.withdrawn": "wycofanie zgody na publikację odpowiedzi",
        "answer.handed_over": "przekazanie odpowiedzi drugiej osobie",
        "answer.read": "przeczytanie odpowiedzi przez drugą osobę",
        "answer.withdrawn": "wycofanie opublikowanej odpowiedzi",
    },
    things={"case": Thing("sprawa"), "answer": Thing("odpowiedź", _answers)},
)

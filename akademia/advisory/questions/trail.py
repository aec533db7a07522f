"""How acts on cases and their answers are told."""

from collections.abc import Collection, Mapping

from akademia.advisory.questions.queries.answers import answer_desk
from akademia.advisory.questions.queries.desk import case_places
from akademia.advisory.questions.rules.states import STATES
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers

_STEPS = {
    "claim": "wzięcie sprawy", "release": "oddanie sprawy", "hand_over": "przekazanie sprawy",
    "ask_back": "pytanie do pytającego", "answer": "odpowiedź", "reply": "wiadomość pytającego",
    "close": "zamknięcie sprawy", "reopen": "ponowne otwarcie sprawy",
}  # fmt: skip


def _cases(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in case_places(row_numbers(refs)).items()}


def _answers(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in answer_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "case.asked": "nowe pytanie do praktyków",
        "case.moved": "zmiana stanu sprawy",
        "case.erased": "usunięcie treści sprawy przez pytającego",
        "consent.asked": "pytanie o zgodę na publikację odpowiedzi",
        "consent.given": "zgoda pytającego na publikację odpowiedzi",
        "consent.refused": "odmowa zgody na publikację odpowiedzi",
        "consent.withdrawn": "cofnięcie zgody na publikację odpowiedzi",
        "answer.handed_over": "przekazanie odpowiedzi drugiej osobie",
        "answer.read": "przeczytanie odpowiedzi przez drugą osobę",
        "answer.withdrawn": "wycofanie opublikowanej odpowiedzi",
        "case.assigned": "przekazanie sprawy ekspertowi",
        "case.merged": "połączenie sprawy z inną",
        "case.joined": "dołączenie innej sprawy",
        "case.priority_set": "zmiana pilności sprawy",
        "case.due_set": "zmiana terminu odpowiedzi",
        "case.escalated": "prośba o pomoc redakcji w sprawie",
        "case.attachment_removed": "usunięcie załącznika sprawy",
        "absence.put_down": "wpisanie nieobecności eksperta",
        "absence.taken_back": "usunięcie nieobecności eksperta",
        "topic.saved": "zmiana tematu pytań",
    },
    things={
        "case": Thing("sprawa", _cases),
        "answer": Thing("odpowiedź", _answers),
        "topic": Thing("temat pytań"),
    },
    codes={**STATES, **_STEPS, "approved": "bez uwag", "returned": "wraca do autora"},
)

"""What the window of questions keeps about a person: as an asker, and as who answers."""

from collections.abc import Mapping
from typing import Any

from akademia.advisory.questions.queries import people
from akademia.advisory.questions.services import erasing
from akademia.advisory.questions.services import people as acts
from akademia.core.area import Merged, PrivacyCard, Retention
from akademia.core.operator import OPERATOR
from akademia.core.text import counted


def export(user_id: int) -> Mapping[str, Any]:
    return {
        "moje pytania": people.asked_by(user_id),
        "listy o nowych odpowiedziach": people.subscriptions_of(user_id),
        "moja praca z pytaniami": people.work_of(user_id),
    }


def tally(user_id: int) -> list[str]:
    asked, said = people.counts_of(user_id)
    told = (
        (asked, "pytanie do praktyków", "pytania do praktyków", "pytań do praktyków"),
        (said, "wypowiedź w sprawie", "wypowiedzi w sprawach", "wypowiedzi w sprawach"),
    )
    return [counted(count, *words) for count, *words in told if count]


def merge(second_id: int, kept_id: int) -> Merged:
    moved, left = acts.move(second_id, kept_id)
    return Merged(tuple(moved), tuple(left))


CARD = PrivacyCard(
    "advisory.questions",
    "Pytania do praktyków",
    (
        "cases", "case_messages", "case_attachments", "case_notes", "saved_parts", "expert_topics", "expert_absences",
        "answer_readings", "published_answers", "answer_corrections", "answer_opinions", "answer_subscriptions",
    ),
    export,
    acts.erase,
    purpose="Żeby praktyk mógł Ci odpowiedzieć, a jeśli odpowiadasz: żeby było wiadomo, kto prowadzi sprawę.",
    basis="Odpowiedź na Twoją prośbę (art. 6 ust. 1 lit. b RODO), a publikacja odpowiedzi: zgoda"
    " (art. 6 ust. 1 lit. a RODO).",
    kept="Treść sprawy znika w podanym czasie od jej zamknięcia albo wcześniej, gdy o to poprosisz.",
    removes="Treść Twoich pytań i rozmów, załączniki, imię i adres. Jeśli odpowiadasz: notatki pod Twoim nazwiskiem"
    " stają się bezimienne, a zapisane części odpowiedzi, tematy i nieobecności znikają.",
    keeps="Liczby ze spraw: numer, temat, województwo, przepis i daty. Odpowiedzi, których udzielasz innym, bez Twojego"
    " nazwiska, oraz odpowiedzi opublikowane za Twoją zgodą, w których nie ma danych o Tobie.",
    tally=tally,
    correct=(("Zobacz swoje pytania", "asking.list_own"),),
    retention=(
        Retention("cases", "Treść zamkniętej sprawy z okna pytań i dane pytającego usuwamy",
                  lambda: OPERATOR.cases_kept_days, erasing.anonymise_closed),
    ),
    merge=merge,
)  # fmt: skip

"""What mail keeps about a person."""

from collections.abc import Mapping
from typing import Any

from akademia.core.area import Merged, PrivacyCard, Retention
from akademia.core.operator import OPERATOR
from akademia.core.text import counted, moment_words
from akademia.mail import queries, services


def _export(user_id: int) -> Mapping[str, Any]:
    return {
        "listy": [
            {"temat": letter.subject, "adres": letter.to_address, "wysłano": moment_words(letter.queued_at)}
            for letter in queries.letters_of(user_id)
        ],
        "listy, których nie chcesz": [
            kind.label for kind in queries.letter_kinds() if kind.key in queries.refused_kinds(user_id)
        ],
    }


def _erase(user_id: int) -> None:
    services.forget_letters_of(user_id)


def _tally(user_id: int) -> list[str]:
    count = len(queries.letters_of(user_id))
    return [counted(count, "list", "listy", "listów")] if count else []


def _merge(second_id: int, kept_id: int) -> Merged:
    count = services.give_letters(second_id, kept_id)
    return Merged((counted(count, "list", "listy", "listów"),) if count else ())


CARD = PrivacyCard(
    "mail",
    "Listy wysłane do Ciebie",
    ("letters", "letter_refusals"),
    _export,
    _erase,
    purpose="Żeby doręczyć list, wyjaśnić, gdy nie dojdzie, i nie wysyłać listów, których nie chcesz.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Temat, adres i datę – do usunięcia konta. Treść krócej: są w niej odnośniki tylko dla Ciebie.",
    removes="Wszystkie listy wysłane na Twój adres, także te w plikach, oraz wybór listów.",
    keeps="Ostatni list, z potwierdzeniem usunięcia. Adres i treść znikają po doręczeniu w tym samym terminie"
    " co treść innych listów, bo wcześniej nie dałoby się go doręczyć.",
    tally=_tally,
    correct=(("Wybierz listy", "letters.show_choice"),),
    retention=(Retention("letters", "Treść listu usuwamy", lambda: OPERATOR.letters_kept_days, services.wipe_bodies),),
    merge=_merge,
)

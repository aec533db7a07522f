"""What mail keeps about a person."""

from collections.abc import Mapping
from typing import Any

from akademia.core.area import Merged, PrivacyCard
from akademia.core.text import counted, moment_words
from akademia.mail import queries, services


def _export(user_id: int) -> Mapping[str, Any]:
    return {
        "listy": [
            {"temat": letter.subject, "adres": letter.to_address, "wysłano": moment_words(letter.queued_at)}
            for letter in queries.letters_of(user_id)
        ]
    }


def _erase(user_id: int) -> None:
    services.forget_letters_of(user_id)


def _merge(second_id: int, kept_id: int) -> Merged:
    count = services.give_letters(second_id, kept_id)
    return Merged((counted(count, "list", "listy", "listów"),) if count else ())


CARD = PrivacyCard("mail", "Listy wysłane do Ciebie", ("letters",), _export, _erase, _merge)

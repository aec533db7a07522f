"""What the library keeps about a person: that they attached a file. The file itself belongs to the academy."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.core.area import PrivacyCard
from akademia.core.text import counted, moment_words
from akademia.publishing.library.queries.files import files_put_in_by, label_of


def _export(user_id: int) -> Mapping[str, Any]:
    return {
        "pliki publikacji": [
            {"plik": label_of(file), "publikacja": file.item.title, "dodano": moment_words(file.made_at)}
            for file in files_put_in_by(user_id)
        ]
    }


def _tally(user_id: int) -> Sequence[str]:
    count = len(files_put_in_by(user_id))
    return [counted(count, "plik publikacji", "pliki publikacji", "plików publikacji")] if count else []


def _erase(user_id: int) -> None:
    for file in files_put_in_by(user_id):
        file.made_by_number = None


CARD = PrivacyCard(
    "publishing.library",
    "Pliki publikacji dodane przez Ciebie",
    ("library_files",),
    _export,
    _erase,
    purpose="Żeby redakcja wiedziała, kogo zapytać o plik publikacji.",
    basis="Prawnie uzasadniony interes redakcji (art. 6 ust. 1 lit. f RODO).",
    kept="Dopóki plik jest w bibliotece.",
    removes="Twój numer przy plikach publikacji.",
    keeps="Same pliki, bez śladu, kto je dodał. Należą do Akademii i mają stałe adresy.",
    tally=_tally,
)

"""What storage keeps about a person: that they put a file in. The files themselves belong to the academy."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.core.area import PrivacyCard
from akademia.core.text import bytes_words, counted, moment_words
from akademia.storage import queries, services
from akademia.storage.rules import KINDS


def _export(user_id: int) -> Mapping[str, Any]:
    return {
        "wgrane pliki": [
            {"nazwa": file.name, "rozmiar": bytes_words(file.size_bytes), "wgrano": moment_words(file.made_at)}
            for file in queries.files_of(user_id)
        ],
        "niedokończone wgrywania": [
            {"nazwa": upload.name, "zaczęto": moment_words(upload.created_at)} for upload in queries.uploads_of(user_id)
        ],
    }


def _tally(user_id: int) -> Sequence[str]:
    files, uploads = len(queries.files_of(user_id)), len(queries.uploads_of(user_id))
    items = [counted(files, "wgrany plik", "wgrane pliki", "wgranych plików")] if files else []
    words = ("niedokończone wgrywanie", "niedokończone wgrywania", "niedokończonych wgrywań")
    return items + ([counted(uploads, *words)] if uploads else [])


def _erase(user_id: int) -> None:
    """Uploads under way go; what was published stays without the person's number and the person's name for it."""
    for upload in queries.uploads_of(user_id):
        services.drop(upload)
    for file in queries.files_of(user_id):
        file.made_by_number, file.name = None, f"plik.{KINDS[file.kind].suffix}"


CARD = PrivacyCard(
    "storage",
    "Pliki wgrane przez Ciebie",
    ("stored_files", "uploads"),
    _export,
    _erase,
    purpose="Żeby było wiadomo, kto wgrał plik, i żeby przerwane wgrywanie dało się dokończyć.",
    basis="Prawnie uzasadniony interes redakcji (art. 6 ust. 1 lit. f RODO).",
    kept="Dopóki plik jest w użyciu. Niedokończone wgrywanie znika po dobie.",
    removes="Niedokończone wgrywania i nazwy, pod którymi pliki były u Ciebie.",
    keeps="Same pliki, bez śladu, kto je wgrał. Używają ich teksty Akademii.",
    tally=_tally,
)

"""What keeps a file from being read by everybody, in plain sentences for staff, and what makes up for it."""

import re

from akademia.core.text import counted

FEWEST_SIGNS = 5  # a page with fewer has no text: a number alone is no page of words
NO_CAPTIONS = "Film nie ma napisów, więc nie skorzystają z niego osoby, które nie słyszą."
NO_TRANSCRIPT = "Nagranie nie ma tekstu, więc nie skorzystają z niego osoby, które nie słyszą."
_FILE_NAME = re.compile(r"(?:Microsoft \w+ - .*|.*\.(?:docx?|odt|pdf|indd|pptx?|rtf|xlsx?|cdr|qxd))\Z", re.IGNORECASE)


def of_pdf(pages: int, silent: int, tagged: bool, title: str, language: str) -> list[str]:
    """Return what a PDF lacks for people who read with a screen reader.

    :param silent: how many of its pages have no text layer.
    """
    found = []
    if pages and silent == pages:
        found.append("To skan bez warstwy tekstu: czytnik ekranu nie przeczyta z niego ani słowa.")
    elif silent:
        of_all = f"{counted(silent, 'strona', 'strony', 'stron')} z {pages}"
        found.append(f"Bez warstwy tekstu: {of_all}. Jeśli nie są puste, czytnik ekranu je pominie.")
    if not tagged:
        found.append("Brak znaczników: czytnik ekranu nie pozna nagłówków, list, tabel ani kolejności czytania.")
    if not title.strip():
        found.append("Brak tytułu we właściwościach pliku: przeglądarka pokaże w jego miejscu nazwę pliku.")
    elif is_file_name(title):
        found.append(f"Tytuł we właściwościach pliku to tylko nazwa pliku: „{title.strip()[:100]}”.")
    if not language:
        found.append("Plik nie mówi, w jakim jest języku: czytnik ekranu może czytać polski tekst obcą wymową.")
    return found


def of_recording(family: str) -> list[str]:
    """Return what a film or a recording lacks until other files make up for it."""
    return {"video": [NO_CAPTIONS], "audio": [NO_TRANSCRIPT]}.get(family, [])


def is_file_name(title: str) -> bool:
    """Say whether a title is only what a program or a disk calls the file."""
    return bool(_FILE_NAME.match(title.strip()))

"""A sheet that came as a file, read as words. Opened only in the fenced child (`storage.fence`)."""

from pathlib import Path

from akademia.core.errors import RuleBroken

NOT_CSV = "To nie jest plik CSV. Zapisz arkusz jako „CSV UTF-8” i wybierz go jeszcze raz."


def work(path: str) -> dict[str, str]:
    """Return {"sheet": the words of a file}; old spreadsheets write Polish letters as Windows-1250.

    :raises RuleBroken: it is no text.
    """
    data = Path(path).read_bytes()
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text):
            return {"sheet": text}
    raise RuleBroken(NOT_CSV)

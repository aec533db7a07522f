"""Opening a file of the library that somebody sent. Runs only behind the fence (`akademia.storage.fence`)."""

from typing import Any

from akademia.publishing.library.formats import containers, office, pdf

OFFICE = ("docx", "odt", "xlsx", "ods", "pptx", "odp", "epub")


def work(act: str, path: str, kind: str, folder: str = "") -> dict[str, Any]:
    """Do one act on a file: `check` that nothing in it can harm a reader, or `read` it.

    :returns: of `check` nothing; of `read`: `pages` (the words of each), `count` of pages (None: it has none),
        `findings` of the accessibility check, `proposal` (title, authors, year, language), `cover` (a name in the
        folder, empty when there is none).
    :raises RuleBroken: why the file is not taken, in a sentence.
    """
    if act == "check":
        _check(path, kind)
        return {}
    if kind == "pdf":
        return pdf.read(path, folder)
    if kind in OFFICE:
        return office.read(path, kind)
    return {"pages": [], "count": None, "findings": [], "proposal": {}, "cover": ""}


def _check(path: str, kind: str) -> None:
    if kind == "pdf":
        pdf.check(path)
    elif kind == "zip":
        containers.check_archive(path)
    elif kind in OFFICE:
        containers.check_document(path, kind)

"""What may be asked, in what words and with what files, and when two questions are one."""

import unicodedata
from datetime import timedelta
from hashlib import sha256

from markupsafe import Markup, escape

from akademia.core.text import fold
from akademia.storage.rules import MB, Use

TITLE_MOST, NAME_MOST, WORDS_MOST = 160, 80, 8_000
TITLE_LEAST, WORDS_LEAST = 8, 20
MOST_FILES = 3
ATTACHMENTS = Use({"pdf": 5 * MB, "docx": 5 * MB, "odt": 5 * MB, "jpeg": 5 * MB, "png": 5 * MB, "txt": 5 * MB})
LARGEST_QUESTION_BYTES = MOST_FILES * ATTACHMENTS.largest_bytes + 100_000
SAME_WITHIN = timedelta(hours=24)  # the same words of the same person are one question so long
ROLES = {
    "leader": "lider lokalny, animatorka albo animator",
    "resident": "mieszkanka albo mieszkaniec gminy",
    "ngo": "organizacja społeczna",
    "welfare": "ośrodek pomocy społecznej albo centrum usług społecznych",
    "labour": "urząd pracy",
    "reintegration": "centrum albo klub integracji społecznej (CIS, KIS)",
    "government": "urząd gminy, powiatu albo województwa",
    "other": "ktoś inny",
}


def plain_line(text: str) -> str:
    """Return a line without signs that do not show, blanks made one."""
    return " ".join(_shown(text).split())


def plain_words(text: str) -> str:
    """Return a text without signs that do not show or turn the line round; line ends are kept, as one sign."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(_shown(line) for line in lines).strip("\n")


def _shown(text: str) -> str:
    kept = (sign if unicodedata.category(sign)[0] != "C" else " " * sign.isspace() for sign in text)
    return unicodedata.normalize("NFC", "".join(kept))


def said_html(words: str) -> str:
    """Return plain words as HTML: blank lines part paragraphs, other line ends stay. Nothing in it is marked up."""
    paragraphs = [part.strip("\n") for part in words.split("\n\n")]
    lines = (Markup("<br>").join(escape(line) for line in part.split("\n")) for part in paragraphs if part)
    return str(Markup("").join(Markup("<p>{}</p>").format(part) for part in lines))


def digest_of(sender: str, title: str, words: str) -> str:
    """Return what is the same for the same question of the same sender, whatever its blanks, case and marks."""
    return sha256("\0".join(fold(part) for part in (sender, title, words)).encode()).hexdigest()

"""What a medium needs before readers may see it, and which words are no description."""

import re

from akademia.storage.rules import MB, Use

PICTURES = {"jpeg": 20 * MB, "png": 20 * MB, "webp": 20 * MB, "avif": 20 * MB, "gif": 20 * MB}
FILMS = {"mp4": 1_000 * MB, "webm": 1_000 * MB}
RECORDINGS = {"mp3": 200 * MB, "ogg": 200 * MB}
ANYTHING = Use({**PICTURES, **FILMS, **RECORDINGS})
OF_FAMILY = {"picture": Use(PICTURES), "video": Use(FILMS), "audio": Use(RECORDINGS)}
LOGO = Use({kind: 5 * MB for kind in PICTURES if kind != "gif"})
LARGEST_PLAIN_BYTES = 200 * MB  # of a form without JavaScript, which cannot go on after a lost connection

_KEY = re.compile(r"[a-z0-9]{1,40}")
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|gif|heic|tiff?|bmp|svg|mp4|webm|mp3|ogg)\Z", re.IGNORECASE)
_CAMERA = re.compile(r"(?:IMG|DSC[FN]?|PXL|MVIMG|P|WP|VID|Screenshot|Zrzut)[-_ ]?[\d_ -]{3,}\Z", re.IGNORECASE)


def missing_words(family: str, title: str, alt: str, decorative: bool, captions: str, transcript: str) -> list[str]:
    """Return what a medium still lacks, in the genitive („brakuje: …”)."""
    lacks = [] if title else ["tytułu"]
    if family == "picture" and not alt and not decorative:
        lacks.append("opisu dla osób, które nie widzą obrazu")
    if family == "video" and not captions:
        lacks.append("napisów")
    if family != "picture" and not transcript:
        lacks.append("tekstu nagrania")
    return lacks


def is_file_name(words: str, file_name: str) -> bool:
    """Say whether a description is only what a file or a camera calls the picture."""
    said, stem = words.strip(), file_name.rpartition(".")[0].strip()
    return bool(
        (stem and said.casefold() in (stem.casefold(), file_name.strip().casefold()))
        or (_FILE_NAME.match(said) and " " not in said)
        or _CAMERA.match(said)
    )


def is_key(words: str) -> bool:
    """Say whether a medium may be known by a word: it is a part of addresses, and `nowe` is one of the desk's own."""
    return bool(_KEY.fullmatch(words)) and words != "nowe"

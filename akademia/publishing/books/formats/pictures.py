"""The pictures of a book: which can be shown, and how large."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

SUFFIXES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
MOST_PIXELS = 40_000_000


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown; `name` is its file's in the book."""

    name: str
    content: bytes
    width: int
    height: int

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.name.rpartition(".")[2]]


def shown(sources: Iterable[str], given: Mapping[str, bytes]) -> dict[str, Picture]:
    """Return by `src` the pictures that can be shown; what is not given, broken or too large is left to its words."""
    made: dict[str, Picture] = {}
    for source in dict.fromkeys(sources):
        picture = _read(given.get(source, b""), f"obraz-{len(made) + 1}")
        if picture is not None:
            made[source] = picture
    return made


def _read(content: bytes, name: str) -> Picture | None:
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=list(SUFFIXES)) as image:
            (width, height), suffix = image.size, SUFFIXES[image.format or ""]
            if width * height > MOST_PIXELS:
                return None
            image.load()
    except (OSError, ValueError, KeyError, SyntaxError, Image.DecompressionBombError):
        return None
    return Picture(f"{name}.{suffix}", content, width, height)

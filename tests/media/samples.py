"""Real files made for tests: pictures with everything a camera puts in, broken ones, dangerous ones; small players."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

from tests.media import films

CAMERA = "Aparat Jana Kowalskiego"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nDzie\xc5\x84 dobry.\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, (200, 30, 30, 120)[: len(mode)])
    image.paste((30, 30, 200, 255)[: len(mode)], (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photograph() -> bytes:
    """A JPEG as a telephone makes it: lying on its side, with the camera's name and the place in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, CAMERA
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 13.0, 47.0)
    return picture(exif=exif, comment=b"prywatny komentarz")


def bomb() -> bytes:
    """A PNG of a few hundred bytes whose head promises 60,000 by 60,000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND", b"")
    )


def moving() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def container(**members: bytes) -> bytes:
    """A zip; `word__document_xml` names the member `word/document.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, body in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return out.getvalue()


def office(main: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(main, "<x/>")
    return out.getvalue()


def film(extra: bytes = b"") -> bytes:
    """A second of silence as MP4, with bytes that lie in its data besides."""
    return films.film(extra=extra)


def recording() -> bytes:
    return b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\x64" + bytes(413)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

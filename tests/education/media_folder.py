"""A course folder whose lessons show a picture, an ornament, a film and a recording; a test spoils one thing in it."""

import tempfile
from pathlib import Path

from akademia.media.formats import traces
from tests.education.folder import change, write_course
from tests.media import samples


def clean(data: bytes, kind: str) -> bytes:
    """Return a film or recording as the library keeps it: without its traces."""
    with tempfile.TemporaryDirectory() as folder:
        came = Path(folder) / "came"
        came.write_bytes(data)
        return (Path(folder) / traces.work(str(came), kind, folder)["name"]).read_bytes()


PICTURE, ORNAMENT, FILM, RECORDING = "kolory2", "linia3", "film4", "nagranie5"
FILES = {
    f"{PICTURE}.jpg": samples.photograph(),
    f"{PICTURE}.yaml": """\
kind: jpeg
title: Dwie połowy
alt: Obraz ma połowę czerwoną i połowę niebieską.
caption: 'Tak: „dwie” połowy'
author: Anna Nowak
licence: CC BY 4.0
""".encode(),
    f"{ORNAMENT}.png": samples.picture("PNG", size=(40, 20), mode="RGBA"),
    f"{ORNAMENT}.yaml": b"kind: png\ntitle: Linia\ndecorative: true\n",
    f"{FILM}.mp4": clean(samples.film(b"film"), "mp4"),
    f"{FILM}.yaml": """\
kind: mp4
title: Dzień w klubie
transcript: |-
  Anna: dzień dobry.

  Pan Jan macha.
""".encode(),
    f"{FILM}.vtt": "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nDzień dobry.\n".encode(),
    f"{RECORDING}.mp3": clean(samples.recording(), "mp3"),
    f"{RECORDING}.yaml": "kind: mp3\ntitle: Rozmowa\ntranscript: Dzień dobry.\n".encode(),
}
SHOWN = {
    "lessons/01-alfa.md": f"![Dwa kolory](media:{PICTURE})\n\n[Dzień w klubie](media:{FILM})",
    "lessons/01-alfa.etr.md": f"![](media:{ORNAMENT}){{role=presentation}}",
    "lessons/02-beta.md": f"![Znów kolory](media:{PICTURE})\n\n[Rozmowa w pracowni](media:{RECORDING})",
}


def write_course_with_media(folder: Path) -> Path:
    """Write the whole good folder and return it."""
    write_course(folder)
    (folder / "media").mkdir()
    for name, data in FILES.items():
        (folder / "media" / name).write_bytes(data)
    for name, text in SHOWN.items():
        line = (folder / name).read_text("utf-8").splitlines()[-1]
        change(folder, name, line, f"{line}\n\n{text}")
    return folder

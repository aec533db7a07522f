"""Taking what betrays people out of films and recordings: where, when, by whom and with what they were made.

Runs only behind the fence (`akademia.storage.fence`), in a child process, on a copy. Picture and sound are not coded
again: they are byte for byte what came.
"""

import shutil
from pathlib import Path
from typing import Any

from akademia.media.formats import boxes, ebml, ogg, tags

_IN_PLACE = {"mp4": boxes.clean, "webm": ebml.clean, "ogg": ogg.clean}


def work(path: str, kind: str, folder: str) -> dict[str, Any]:
    """Put a clean copy of a film or recording into a folder.

    :returns: `name` of the copy.
    :raises RuleBroken: it is broken, or carries what cannot be taken out.
    """
    copy = Path(folder) / "clean"
    if kind == "mp3":
        with Path(path).open("rb") as file, copy.open("wb") as out:
            tags.copy_sound(file, out)
        return {"name": copy.name}
    shutil.copyfile(path, copy)
    with copy.open("r+b") as file:
        _IN_PLACE[kind](file)
    return {"name": copy.name}

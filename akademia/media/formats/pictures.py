"""Opening a picture that somebody sent. Runs only behind the fence (`akademia.storage.fence`), in a child process.

What comes out is made from the pixels alone: position, camera, time, thumbnails and whatever else lay in the file stay
behind. The orientation is applied and the colours are turned into sRGB first, so that the picture looks as it did.
"""

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from akademia.core.errors import RuleBroken

WIDTHS = (480, 960, 1600)
LOGO_SIDES = (640, 192)  # three times as large as it stands in the head of a page
LOGO_LEAST = 48
LARGEST_SIDE = 20_000
LARGEST_PIXELS = 50_000_000
_PLUGINS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
_SAVED: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}


def work(act: str, path: str, kind: str, folder: str = "") -> dict[str, Any]:
    """Do one act on a picture: `check` it, `make` its files into a folder, or one file: `copy` it or make a `logo`.

    :returns: `width` and `height` as seen, and `sizes`: the (kind, width, height) that `make` gives of it; but for
        `check` also `files`: rows of name, kind, width, height.
    :raises RuleBroken: the picture is broken, too large, or moves; a logo is too small.
    """
    Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
    picture = _opened(path, kind)
    makers: dict[str, Callable[[Image.Image, Path], Iterator[dict[str, Any]]]] = {
        "make": _make, "logo": _logo, "copy": partial(_copy, kind=kind),
    }  # fmt: skip
    files = list(makers[act](picture, Path(folder))) if act in makers else []
    return {"width": picture.width, "height": picture.height, "sizes": sizes_of(picture), "files": files}


def _opened(path: str, kind: str) -> Image.Image:
    try:
        picture = Image.open(path, formats=[_PLUGINS[kind]])
        _check_size(picture)
        picture.load()
        return _upright(picture)
    except Image.DecompressionBombError as bomb:
        raise RuleBroken(_too_large()) from bomb
    except MemoryError as full:
        raise RuleBroken(
            "Ten obraz po rozpakowaniu nie mieści się w pamięci. Zmniejsz go i wgraj jeszcze raz."
        ) from full
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError) as broken:
        raise RuleBroken("Ten obraz jest uszkodzony albo niepełny. Zapisz go od nowa i wgraj jeszcze raz.") from broken


def _check_size(picture: Image.Image) -> None:
    """Refuse by what the file's head says, before a single pixel is unpacked."""
    if max(picture.size) > LARGEST_SIDE or picture.width * picture.height > LARGEST_PIXELS:
        raise RuleBroken(_too_large())
    if getattr(picture, "n_frames", 1) > 1:
        raise RuleBroken("To obraz ruchomy. Wgraj go jako film MP4 albo WebM, z napisami i transkrypcją.")


def _too_large() -> str:
    return (
        f"Ten obraz jest za duży: ma więcej niż {LARGEST_PIXELS // 1_000_000} megapikseli albo bok dłuższy niż "
        f"{LARGEST_SIDE} pikseli. Zmniejsz go i wgraj jeszcze raz."
    )


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture as it is meant to be seen: upright, in sRGB, with an alpha channel only where needed."""
    profile = picture.info.get("icc_profile")
    seen = ImageOps.exif_transpose(picture)
    has_alpha = "A" in seen.getbands() or "transparency" in seen.info
    seen = seen.convert("RGBA" if has_alpha else "RGB")
    if profile:
        seen = _in_srgb(seen, profile)
    if has_alpha and seen.getchannel("A").getextrema()[0] == 255:
        seen = seen.convert("RGB")
    seen.info.clear()
    return seen


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Turn colours into sRGB; a profile that does not fit the picture is left aside."""
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, source, target, outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture


def _copy(picture: Image.Image, folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    picture.save(folder / "copy", **_SAVED[kind])
    yield {"name": "copy", "kind": kind, "width": picture.width, "height": picture.height}


def _logo(picture: Image.Image, folder: Path) -> Iterator[dict[str, Any]]:
    if min(picture.size) < LOGO_LEAST:
        raise RuleBroken(f"To logo jest za małe. Wgraj obraz, którego krótszy bok ma co najmniej {LOGO_LEAST} pikseli.")
    small = picture.copy()
    small.thumbnail(LOGO_SIDES, Image.Resampling.LANCZOS)
    if min(small.size) < LOGO_LEAST // 2:
        raise RuleBroken("To logo jest za wąskie. Wgraj obraz, którego dłuższy bok jest najwyżej 13 razy dłuższy.")
    small.save(folder / "logo.png", **_SAVED["png"])
    yield {"name": "logo.png", "kind": "png", "width": small.width, "height": small.height}


def widths_of(own: int) -> list[int]:
    """Return the widths to make of a picture: the usual ones that it has, and its own where that is smaller."""
    return sorted({width for width in WIDTHS if width < own} | {min(own, WIDTHS[-1])})


def sizes_of(picture: Image.Image) -> list[tuple[str, int, int]]:
    """Return the (kind, width, height) of each file to make of a picture, the narrowest first."""
    fallback = "png" if picture.mode == "RGBA" else "jpeg"
    heights = {width: max(1, round(picture.height * width / picture.width)) for width in widths_of(picture.width)}
    return [(kind, width, height) for width, height in heights.items() for kind in ("avif", "webp", fallback)]


def _make(picture: Image.Image, folder: Path) -> Iterator[dict[str, Any]]:
    sized = picture
    for kind, width, height in sizes_of(picture):
        if sized.width != width:
            sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        name = f"{width}.{kind}"
        sized.save(folder / name, **_SAVED[kind])
        yield {"name": name, "kind": kind, "width": width, "height": height}

"""Pictures: what comes out is the picture and nothing else, in the sizes and formats that pages need."""

import io
from pathlib import Path

import pytest
from PIL import Image

from akademia.core.errors import RuleBroken
from akademia.media.formats.pictures import widths_of
from akademia.storage import fence
from tests.media import samples

OPENER = "akademia.media.formats.pictures"


def make(data: bytes, kind: str, folder: Path) -> dict:
    (folder / "original").write_bytes(data)
    return fence.run(OPENER, "make", str(folder / "original"), kind, str(folder))


def check(data: bytes, kind: str, folder: Path) -> dict:
    (folder / "original").write_bytes(data)
    return fence.run(OPENER, "check", str(folder / "original"), kind)


def test_a_photograph_is_made_in_three_formats_and_each_width_that_it_has(tmp_path):
    made = make(samples.picture(size=(1200, 800)), "jpeg", tmp_path)

    assert (made["width"], made["height"]) == (1200, 800)
    assert [(f["kind"], f["width"], f["height"]) for f in made["files"]] == [
        (kind, width, height)
        for width, height in ((480, 320), (960, 640), (1200, 800))
        for kind in ("avif", "webp", "jpeg")
    ]
    for file in made["files"]:
        with Image.open(tmp_path / file["name"]) as picture:
            assert picture.format.lower() == file["kind"]
            assert picture.size == (file["width"], file["height"])


@pytest.mark.parametrize(("own", "widths"), [(300, [300]), (480, [480]), (700, [480, 700]), (5000, [480, 960, 1600])])
def test_a_picture_is_never_made_larger_than_it_is(own, widths):
    assert widths_of(own) == widths


def test_the_camera_the_place_and_comments_stay_behind_and_the_picture_stands_upright(tmp_path):
    original = samples.photograph()
    assert samples.CAMERA.encode() in original

    made = make(original, "jpeg", tmp_path)

    assert (made["width"], made["height"]) == (800, 1200)
    for file in made["files"]:
        data = (tmp_path / file["name"]).read_bytes()
        for secret in (b"Kowalski", b"prywatny", b"Exif\0", b"<x:xmpmeta"):
            assert secret not in data
        with Image.open(io.BytesIO(data)) as picture:
            assert dict(picture.getexif()) == {}
            red, _, blue = picture.convert("RGB").getpixel((picture.width // 2, 5))
            assert red > blue  # the left half of the lying picture is the top of the standing one


def test_a_picture_with_transparency_keeps_it_and_falls_back_to_png(tmp_path):
    made = make(samples.picture("PNG", size=(600, 400), mode="RGBA"), "png", tmp_path)

    assert {file["kind"] for file in made["files"]} == {"avif", "webp", "png"}
    with Image.open(tmp_path / "480.png") as picture:
        assert picture.getpixel((5, 5))[3] == 120


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
def test_each_kind_that_is_taken_can_be_opened(kind, tmp_path):
    assert check(samples.picture(kind, size=(64, 48)), kind.lower(), tmp_path)["width"] == 64


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (samples.bomb(), "png", "za duży"),
        (samples.picture("PNG", size=(21_000, 2), mode="L"), "png", "za duży"),
        (samples.moving(), "gif", "ruchomy"),
        (samples.picture("JPEG")[:2_000], "jpeg", "uszkodzony"),
        (samples.picture("PNG")[:-100], "png", "uszkodzony"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "jpeg", "uszkodzony"),
        (samples.picture("PNG"), "jpeg", "uszkodzony"),
    ],
)
def test_a_bomb_a_broken_and_a_moving_picture_are_refused_with_the_reason(data, kind, said, tmp_path):
    with pytest.raises(RuleBroken, match=said):
        check(data, kind, tmp_path)


def test_a_small_file_that_unpacks_into_an_honest_but_enormous_picture_is_refused(tmp_path):
    out = io.BytesIO()
    Image.new("1", (15_000, 15_000)).save(out, "PNG", compress_level=9)

    assert len(out.getvalue()) < 100_000
    with pytest.raises(RuleBroken, match="za duży"):
        check(out.getvalue(), "png", tmp_path)

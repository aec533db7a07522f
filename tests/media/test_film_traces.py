"""Films in MP4: what is stored plays as what came did, and tells nothing of place, people, device and time."""

import struct

import pytest

from akademia.core.errors import RuleBroken
from tests.media import films
from tests.media.films import cleaned, tells_nothing

# --- MP4: a second reader, which follows the format from the file's start and knows nothing of the cleaner

BRANCHES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"moof", b"traf"}


def tree(data, start=0, end=None):
    end = len(data) if end is None else end
    found = []
    while start < end:
        size, name = struct.unpack(">I4s", data[start : start + 8])
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", data[start + 8 : start + 16])[0], 16
        size = size or end - start
        assert head <= size <= end - start
        inner = tree(data, start + head, start + size) if name in BRANCHES else data[start + head : start + size]
        found.append((name, inner))
        start += size
    return found


def leaf(boxes_, *path):
    for name in path:
        boxes_ = next(inner for found, inner in boxes_ if found == name)
    return boxes_


def sound_of(data):
    """Return the sound's bytes, found by the tables of the film's first track."""
    table = leaf(tree(data), b"moov", b"trak", b"mdia", b"minf", b"stbl")
    named = dict(table)
    code, body = (">Q", named[b"co64"]) if b"co64" in named else (">I", named[b"stco"])
    start = struct.unpack(code, body[8:])[0]
    count = struct.unpack(">I", named[b"stsz"][8:12])[0]
    sizes = struct.unpack(f">{count}I", named[b"stsz"][12:])
    return data[start : start + sum(sizes)]


@pytest.mark.parametrize("wide", [False, True], ids=["32-bit", "64-bit"])
@pytest.mark.parametrize("ends", [False, True], ids=["head-first", "head-last"])
def test_a_film_keeps_its_sound_and_offsets_and_loses_place_person_device_and_time(tmp_path, ends, wide):
    film = films.film(b"soun", b"vide", ends=ends, wide=wide)
    assert all(secret in film for secret in films.SECRETS)

    clean = cleaned(film, "mp4", tmp_path)

    assert tells_nothing(clean)
    assert len(clean) == len(film)
    assert sound_of(clean) == sound_of(film) == films.SILENCE * 50
    moov = dict(tree(clean))[b"moov"]
    assert {name for name, _ in moov} == {b"mvhd", b"trak", b"free"}
    assert struct.pack(">I", films.MADE_AT) not in clean
    assert b"Tele" not in clean


def test_tracks_that_are_neither_picture_nor_sound_go_with_their_data(tmp_path):
    film = films.film(b"soun", b"meta", b"text")

    clean = cleaned(film, "mp4", tmp_path)

    assert tells_nothing(clean)
    assert b"GPS5" not in clean
    assert [name for name, _ in dict(tree(clean))[b"moov"]].count(b"trak") == 1
    assert sound_of(clean) == films.SILENCE * 50


@pytest.mark.parametrize(
    "tail", [films.box(b"sefd", films.PLACE), b"SEFT" + films.PLACE, b"\xff\xff\xff\xff" + films.PERSON, b"Jan"]
)
def test_what_a_telephone_writes_behind_the_film_is_blanked(tmp_path, tail):
    clean = cleaned(films.film(tail=tail), "mp4", tmp_path)

    assert tells_nothing(clean)
    assert not clean.endswith(b"Jan")
    assert sound_of(clean[: len(clean) - (3 if len(tail) < 8 else 0)]) == films.SILENCE * 50


def test_fragments_keep_their_data_and_lose_their_notes(tmp_path):
    run = films.box(
        b"moof",
        films.full(b"mfhd", bytes(4)),
        films.box(b"traf", films.full(b"tfhd", bytes(4)), films.box(b"uuid", bytes(16), films.PLACE)),
    )
    film = films.film() + run + films.box(b"mdat", films.SILENCE)

    clean = cleaned(film, "mp4", tmp_path)

    assert tells_nothing(clean)
    assert clean.endswith(films.box(b"mdat", films.SILENCE))
    assert leaf(tree(clean), b"moof", b"traf", b"free") == bytes(16 + len(films.PLACE))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (films.film(b"meta"), "ani obrazu, ani dźwięku"),
        (films.film()[:-20], "uszkodzone lub niepełne"),
        (films.box(b"ftyp", b"isom\0\0\2\0isom") + films.box(b"mdat", films.PLACE), "ani obrazu, ani dźwięku"),
        (films.film(b"soun", b"meta").replace(b"uuid", b"mvex"), "ani obrazem, ani dźwiękiem"),
    ],
    ids=["only-positions", "cut", "no-head", "positions-in-fragments"],
)  # fmt: skip
def test_a_film_that_cannot_be_cleaned_is_refused_with_the_reason(tmp_path, data, said):
    with pytest.raises(RuleBroken, match=said):
        cleaned(data, "mp4", tmp_path)


def test_tables_that_point_to_the_same_data_many_times_are_refused_and_not_followed(tmp_path):
    """A small film could otherwise order the same gigabyte to be blanked a million times."""
    film = bytearray(films.film(b"soun", b"meta", extra=bytes(1_000_000)))
    each = film.index(b"stsz", film.index(b"gpmd")) + 8
    film[each : each + 4] = struct.pack(">I", 400_000)  # four samples of it are more than the whole film

    with pytest.raises(RuleBroken, match="uszkodzone"):
        cleaned(bytes(film), "mp4", tmp_path)

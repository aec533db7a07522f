"""Films and recordings: what is stored plays as what came did, and tells nothing of place, people, device and time."""

import importlib.util
import io
import random
import struct
import sys
from pathlib import Path

import pytest

from akademia.accounts.roles import Role
from akademia.core.db import commit
from akademia.core.errors import RuleBroken
from akademia.media import services
from akademia.media.formats import boxes, ebml, ogg, raw, tags
from akademia.storage import fence, store
from akademia.storage.formats.sniff import sniff
from tests.factories import make_user
from tests.media import films
from tests.media.films import cleaned, tells_nothing
from tests.media.library import newest, upload

# --- WebM


def elements(
    data, start=0, end=None, branches=frozenset({"18538067", "1549a966", "114d9b74", "1654ae6b", "ae", "1f43b675"})
):
    end = len(data) if end is None else end
    found = []
    while start < end:
        id_bytes = 9 - data[start].bit_length()
        name = data[start : start + id_bytes].hex()
        size_bytes = 9 - data[start + id_bytes].bit_length()
        body = start + id_bytes + size_bytes
        size = int.from_bytes(data[start + id_bytes : body]) & ((1 << 7 * size_bytes) - 1)
        if size == (1 << 7 * size_bytes) - 1:
            found.append((name, None))
            start = body
            continue
        assert body + size <= end
        found.append((name, elements(data, body, body + size) if name in branches else data[body : body + size]))
        start = body + size
    return found


def blocks(data):
    flat = elements(data)
    if flat[1][1] is not None:
        flat = flat[1][1]
    inside = next((inner for name, inner in flat if name == "1f43b675" and inner), flat)
    return [body for name, body in inside if name == "a3"]


@pytest.mark.parametrize("open_", [False, True], ids=["told-lengths", "open"])
def test_a_webm_keeps_its_sound_and_positions_and_loses_tags_titles_names_and_leftovers(tmp_path, open_):
    film = films.webm(open_)
    assert all(secret in film for secret in films.SECRETS)

    clean = cleaned(film, "webm", tmp_path)

    assert tells_nothing(clean)
    assert len(clean) == len(film)
    assert clean.index(b"\x1f\x43\xb6\x75") == film.index(b"\x1f\x43\xb6\x75")
    assert len(blocks(clean)) == 50
    assert blocks(clean) == blocks(film)


def test_a_webm_with_a_track_of_notes_is_refused(tmp_path):
    with pytest.raises(RuleBroken, match="ani obrazem, ani dźwiękiem"):
        cleaned(films.webm(kind=0x21), "webm", tmp_path)


# --- Ogg


def packets(data):
    """Return the packets of an Ogg of one stream, each page's sum checked bit by bit."""
    found, at, open_packet = [], 0, b""
    while at < len(data):
        assert data[at : at + 4] == b"OggS"
        lacing = data[at + 27 : at + 27 + data[at + 26]]
        end = at + 27 + len(lacing) + sum(lacing)
        page = data[at : at + 22] + bytes(4) + data[at + 26 : end]
        assert slow_sum(page) == struct.unpack("<I", data[at + 22 : at + 26])[0]
        place = at + 27 + len(lacing)
        for length in lacing:
            open_packet += data[place : place + length]
            place += length
            if length < 255:
                found.append(open_packet)
                open_packet = b""
        at = end
    return found


def slow_sum(page):
    register = 0
    for byte in page:
        register ^= byte << 24
        for _ in range(8):
            register = (register << 1 ^ 0x04C11DB7 if register & 0x80000000 else register << 1) & 0xFFFFFFFF
    return register


@pytest.mark.parametrize(
    "data",
    [films.opus(), films.opus(b"PICTURE=" + b"x" * 150_000), films.vorbis()],
    ids=["opus", "opus-cover", "vorbis"],
)
def test_an_ogg_keeps_its_sound_and_loses_its_comments(tmp_path, data):
    clean = cleaned(data, "ogg", tmp_path)

    before, after = packets(data), packets(clean)
    assert tells_nothing(clean)
    assert b"xxxx" not in clean
    assert [len(one) for one in before] == [len(one) for one in after]
    assert before[0] == after[0]
    assert before[2:] == after[2:]
    mark = 7 if after[1].startswith(b"\x03vorbis") else 8
    assert after[1][mark:].strip(b"\0") in (b"", b"\1")


def test_each_recording_of_a_chain_loses_its_comments(tmp_path):
    clean = cleaned(films.opus(serial=7) + films.opus(serial=8) + films.opus(serial=7), "ogg", tmp_path)

    assert tells_nothing(clean)
    assert packets(clean).count(films.SILENCE) == 150


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (films.opus()[:-10], "uszkodzone"),
        (films.opus() + b"TAG" + films.PERSON, "uszkodzone"),
        (films.opus() + films.pages(3, [b"\x80theora", b"x", b"x"], 0), "ani obrazem, ani dźwiękiem"),
        (films.pages(3, [films.OPUS_HEAD, b"OpusT", b"x"], 0), "uszkodzone"),
        (films.pages(3, [films.OPUS_HEAD], 0), "uszkodzone"),
    ],
    ids=["cut", "junk", "film", "no-comments", "head-only"],
)  # fmt: skip
def test_an_ogg_that_cannot_be_cleaned_is_refused_with_the_reason(tmp_path, data, said):
    with pytest.raises(RuleBroken, match=said):
        cleaned(data, "ogg", tmp_path)


# --- MP3


def test_an_mp3_keeps_its_frames_only(tmp_path):
    assert cleaned(films.mp3(), "mp3", tmp_path) == films.MP3_FRAMES


def test_old_lyrics_behind_a_recording_go(tmp_path):
    data = films.MP3_FRAMES + b"LYRICSBEGIN" + films.PERSON + b"LYRICSEND" + b"TAG" + bytes(125)

    assert cleaned(data, "mp3", tmp_path) == films.MP3_FRAMES


@pytest.mark.parametrize(
    "data",
    [
        films.id3(films.PLACE), films.id3(b"x" * 500)[:300], b"ID3\4\0\0\x7f\x7f\x7f\x7f" + films.MP3_FRAMES,
        films.id3() * 1_001 + films.MP3_FRAMES,
    ],
    ids=["only-a-tag", "cut-tag", "longer-than-the-file", "a-thousand-tags"],
)  # fmt: skip
def test_an_mp3_without_sound_or_with_a_false_tag_is_refused(tmp_path, data):
    with pytest.raises(RuleBroken):
        cleaned(data, "mp3", tmp_path)


# --- All kinds

WHOLE = {
    "mp4": films.film(b"soun", b"vide", b"meta", ends=True), "webm": films.webm(), "ogg": films.opus(),
    "mp3": films.mp3(),
}  # fmt: skip
CLEANERS = {
    "mp4": boxes.clean, "webm": ebml.clean, "ogg": ogg.clean, "mp3": lambda file: tags.copy_sound(file, io.BytesIO()),
}  # fmt: skip


@pytest.mark.parametrize("kind", CLEANERS)
def test_a_damaged_file_is_cleaned_or_refused_and_never_breaks_the_cleaner(kind):
    chance = random.Random(kind)
    for _ in range(1_500):
        data = bytearray(WHOLE[kind])
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(min(len(data), 3_000))] = chance.choice(
                (0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))
            )
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        try:
            CLEANERS[kind](io.BytesIO(bytes(data)))
        except RuleBroken:
            continue


@pytest.mark.parametrize(("kind", "part"), [("mp4", films.box(b"moof")), ("webm", films.element("ec")), ("ogg", None)])
def test_cleaning_does_work_in_step_with_the_length(kind, part):
    def steps(times):
        sound = [films.SILENCE] * 50 * times
        ogg_of = films.pages(7, [films.OPUS_HEAD, b"OpusTags" + films.comments(), *sound], 0)
        data = ogg_of if part is None else WHOLE[kind] + part * times * 10
        return steps_of(lambda: CLEANERS[kind](io.BytesIO(data)))

    assert steps(800) < 12 * steps(100)  # it would be 64 times, were each part to look at all others


def steps_of(act):
    """Return how many calls an act makes, of our own code and of what it asks: the same on every machine."""
    seen = 0

    def count(_frame, event, _argument):
        nonlocal seen
        seen += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return seen


def test_more_parts_than_a_true_film_has_are_refused():
    count = raw.Count(2)
    count.one()
    count.one()
    with pytest.raises(raw.Broken):
        count.one()


@pytest.mark.parametrize(
    ("kind", "name"), [("mp4", "film.mp4"), ("webm", "film.webm"), ("ogg", "n.ogg"), ("mp3", "n.mp3")]
)
def test_what_the_library_keeps_is_the_clean_copy_also_after_a_replacement(app, client, kind, name):
    staff = make_user(Role.Staff)
    commit()
    client.sign_in(staff)

    upload(client, WHOLE[kind], name)
    first = newest().file.key
    upload(client, WHOLE[kind], name, place=f"{newest().key}/wymiana")

    for stored in (first, newest().file.key):
        kept = bytes(store.reader(stored).read())
        assert tells_nothing(kept)
        assert sniff(io.BytesIO(kept)) == kind
    assert newest().file.key != first
    assert not list(store.incoming().iterdir())


def test_a_child_with_a_low_limit_leaves_no_cut_module_behind(tmp_path):
    """One that was compiled and cut at the limit of written bytes would break every later child."""
    compiled = Path(importlib.util.cache_from_source(tags.__file__))
    compiled.unlink(missing_ok=True)
    (tmp_path / "original").write_bytes(films.MP3_FRAMES)

    fence.run(films.CLEANER, str(tmp_path / "original"), "mp3", str(tmp_path), written_bytes=len(films.MP3_FRAMES))

    assert not compiled.exists()


def test_a_film_larger_than_other_fenced_work_may_write_is_cleaned(app, tmp_path):
    """The limit of written bytes follows the file: a film may have a gigabyte. Its empty middle takes no room here."""
    start, end = films.film(ends=True, extra=b"middle").split(b"middle")
    path, gap = tmp_path / "film.mp4", 300_000_000
    with path.open("wb") as file:
        at = start.index(b"mdat") - 4
        length = struct.unpack(">I", start[at : at + 4])[0] - 6 + gap
        file.write(start[:at] + struct.pack(">I", length) + start[at + 4 :])
        file.seek(gap, io.SEEK_CUR)
        file.write(end)

    laid = services.receive(path, "film.mp4")

    assert laid.size_bytes == path.stat().st_size
    tail = store.reader(laid.key)
    tail.seek(laid.size_bytes - len(end))
    assert tells_nothing(bytes(tail.read()))

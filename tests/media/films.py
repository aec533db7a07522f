"""True films and recordings made for tests, with everything in them that a telephone, drone or programme writes.

The sound is Opus or MP3 silence, so that a browser plays them.
"""

import struct
from pathlib import Path

from akademia.media.formats.ogg import check_sum
from akademia.storage import fence

CLEANER = "akademia.media.formats.traces"
PLACE = b"+52.2297+021.0122/"
PERSON = b"Jan Kowalski"
DEVICE = b"Telefon Jana"
SECRETS = (PLACE, PERSON, DEVICE)
SILENCE = b"\xf8\xff\xfe"  # 20 ms of Opus
TICKS, TICKS_A_SECOND = 960, 48_000
MADE_AT = 0xE3A1B2C4  # seconds since 1904: a moment of 2024
OPUS_HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, TICKS_A_SECOND, 0, 0)


def tells_nothing(data: bytes) -> bool:
    """Say whether none of the secrets is left."""
    return not [secret for secret in SECRETS if secret in data]


def cleaned(data: bytes, kind: str, folder: Path) -> bytes:
    """What is kept of an uploaded file of that kind, made in a folder by the academy's own fenced work."""
    (folder / "original").write_bytes(data)
    name = fence.run(CLEANER, str(folder / "original"), kind, str(folder))["name"]
    return (folder / name).read_bytes()


def box(name: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I", 8 + len(body)) + name + body


def full(name: bytes, *bodies: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(name, struct.pack(">I", version << 24 | flags), *bodies)


def _matrix() -> bytes:
    return struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)


def _sound_entry() -> bytes:
    head = (
        bytes(6) + struct.pack(">H", 1) + bytes(4) + b"Tele" + struct.pack(">HHHHI", 1, 16, 0, 0, TICKS_A_SECOND << 16)
    )
    return box(b"Opus", head, box(b"dOps", struct.pack(">BBHIhB", 0, 1, 312, TICKS_A_SECOND, 0, 0)))


def _picture_entry() -> bytes:
    head = (
        bytes(6)
        + struct.pack(">H", 1)
        + bytes(4)
        + b"Tele"
        + bytes(8)
        + struct.pack(">HHIII", 64, 48, 72 << 16, 72 << 16, 0)
    )
    return box(b"mp4v", head, struct.pack(">H", 1), b"\x0c" + DEVICE.ljust(31, b"\0"), struct.pack(">Hh", 24, -1))


def _data_entry() -> bytes:
    return box(b"gpmd", bytes(6), struct.pack(">H", 1), bytes(4))


_ENTRIES = {b"soun": _sound_entry, b"vide": _picture_entry, b"meta": _data_entry, b"text": _data_entry}
_HEADS = {b"soun": full(b"smhd", bytes(4)), b"vide": full(b"vmhd", bytes(8), flags=1)}


def track(number: int, handler: bytes, samples: list[bytes], at: int, wide: bool = False) -> bytes:
    """A track whose samples lie one behind the other in one chunk, its name and time of making in it."""
    times, version = struct.pack(">QQ" if wide else ">II", MADE_AT, MADE_AT), 1 if wide else 0
    length = struct.pack(">Q" if wide else ">I", len(samples) * TICKS)
    offsets = full(b"co64", struct.pack(">IQ", 1, at)) if wide else full(b"stco", struct.pack(">II", 1, at))
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), _ENTRIES[handler]()),
        full(b"stts", struct.pack(">III", 1, len(samples), TICKS)),
        full(b"stsc", struct.pack(">IIII", 1, 1, len(samples), 1)),
        full(b"stsz", struct.pack(">II", 0, len(samples)), *(struct.pack(">I", len(one)) for one in samples)),
        offsets,
    )
    named = times + struct.pack(">II", number, 0) + length
    head = full(b"tkhd", named, bytes(16), _matrix(), bytes(8), version=version, flags=3)
    here = box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ", flags=1)))
    media = box(
        b"mdia",
        full(b"mdhd", times, struct.pack(">I", TICKS_A_SECOND), length, struct.pack(">HH", 0x55C4, 0), version=version),
        full(b"hdlr", bytes(4), handler, bytes(12), DEVICE + b"\0"),
        box(b"minf", _HEADS.get(handler, full(b"nmhd")), here, table),
    )  # fmt: skip
    return box(
        b"trak", head, media, box(b"udta", box(b"name", PERSON)), box(b"tref", box(b"cdsc", struct.pack(">I", 1)))
    )


SAMPLES = {
    b"soun": [SILENCE] * 50,
    b"vide": [b"\0\0\1\xb6"] * 3,
    b"meta": [b"GPS5" + PLACE] * 4,
    b"text": [b"\0\x12" + PLACE],
}


def film(*handlers: bytes, extra: bytes = b"", ends: bool = False, wide: bool = False, tail: bytes = b"") -> bytes:
    """An MP4 of tracks of those handlers.

    :param extra: bytes that lie in its data besides. `ends`: its head stands behind the data. `wide`: 64-bit numbers.
    """
    handlers = handlers or (b"soun",)
    start = box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    data = b"".join(b"".join(SAMPLES[handler]) for handler in handlers) + extra
    body = struct.pack(">I4sQ", 1, b"mdat", 16 + len(data)) + data if wide else box(b"mdat", data)
    first = len(start) + len(body) - len(data) + (0 if ends else len(_head(handlers, 0, wide)))
    parts = (body, _head(handlers, first, wide)) if ends else (_head(handlers, first, wide), body)
    return start + b"".join(parts) + tail


def _head(handlers: tuple[bytes, ...], at: int, wide: bool) -> bytes:
    tracks = []
    for number, handler in enumerate(handlers, 1):
        tracks.append(track(number, handler, SAMPLES[handler], at, wide))
        at += sum(map(len, SAMPLES[handler]))
    times = struct.pack(">QQ" if wide else ">II", MADE_AT, MADE_AT)
    length = struct.pack(">Q" if wide else ">I", len(SAMPLES[handlers[0]]) * TICKS)
    head = full(
        b"mvhd", times, struct.pack(">I", TICKS_A_SECOND), length, struct.pack(">IH", 65536, 256), bytes(10), _matrix(),
        bytes(24), struct.pack(">I", len(handlers) + 1), version=1 if wide else 0,
    )  # fmt: skip
    said = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7) + PLACE), box(b"\xa9ART", PERSON))
    packet = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + b"<x:xmpmeta>" + PERSON)
    items = full(b"meta", full(b"hdlr", bytes(4), b"mdta", bytes(13)), full(b"keys", struct.pack(">I", 1), DEVICE))
    return box(b"moov", head, *tracks, said, items, packet, box(b"free", DEVICE))


def pages(serial: int, packets: list[bytes], ends: int) -> bytes:
    """Ogg pages of packets: the first two alone, as the format asks; the others 50 to a page."""
    groups = [packets[:1], packets[1:2], *(packets[at : at + 50] for at in range(2, len(packets), 50))]
    out, number = [], 0
    for place, group in enumerate(groups):
        lacing = b"".join(b"\xff" * (len(one) // 255) + bytes([len(one) % 255]) for one in group)
        body = b"".join(group)
        position = 0 if place < 2 else min(ends, (place - 1) * 50 * TICKS)
        for at in range(0, len(lacing), 255):
            piece = lacing[at : at + 255]
            flags = (
                (2 if number == 0 else 0)
                | (1 if at else 0)
                | (4 if place == len(groups) - 1 and at + 255 >= len(lacing) else 0)
            )
            head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, serial, number, 0, len(piece)) + piece
            page = head + body[: sum(piece)]
            body = body[sum(piece) :]
            out.append(page[:22] + struct.pack("<I", check_sum(page)) + page[26:])
            number += 1
    return b"".join(out)


def comments(*said: bytes) -> bytes:
    lines = b"".join(struct.pack("<I", len(one)) + one for one in said)
    return struct.pack("<I", len(DEVICE)) + DEVICE + struct.pack("<I", len(said)) + lines


def opus(*said: bytes, serial: int = 7) -> bytes:
    """An Ogg with a second of silence and comments."""
    told = b"OpusTags" + comments(b"ARTIST=" + PERSON, b"LOCATION=" + PLACE, *said)
    return pages(serial, [OPUS_HEAD, told, *[SILENCE] * 50], 50 * TICKS)


def vorbis() -> bytes:
    """The three heads of a Vorbis recording, without sound."""
    head = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 44_100, 0, 128_000, 0, 0xB8, 1)
    return pages(9, [head, b"\x03vorbis" + comments(b"ARTIST=" + PERSON, b"GEO=" + PLACE) + b"\1", b"\x05vorbis"], 0)


def element(name: str, *bodies: bytes, open_: bool = False) -> bytes:
    body = b"".join(bodies)
    size = b"\x01" + b"\xff" * 7 if open_ else (1 << 56 | len(body)).to_bytes(8)
    return bytes.fromhex(name) + size + body


def webm(open_: bool = False, kind: int = 2, tail: bytes = b"") -> bytes:
    """A WebM with a second of silence. `open_`: as a browser records it, without the lengths of film and cluster."""
    head = element("1a45dfa3", element("4282", b"webm"), element("4287", b"\4"), element("4285", b"\2"))
    seek = element("114d9b74", element("4dbb", element("53ab", b"\x12\x54\xc3\x67"), element("53ac", b"\0\x64")))
    info = element(
        "1549a966", element("2ad7b1", (1_000_000).to_bytes(3)), element("4489", struct.pack(">d", 1000.0)),
        element("4461", bytes(8)), element("7ba9", PERSON), element("4d80", DEVICE), element("5741", DEVICE),
    )  # fmt: skip
    sound = element("e1", element("b5", struct.pack(">d", 48_000.0)), element("9f", b"\1"))
    one = element(
        "ae", element("d7", b"\1"), element("73c5", b"\1"), element("83", bytes([kind])), element("536e", PERSON),
        element("86", b"A_OPUS"), element("63a2", OPUS_HEAD), sound,
    )  # fmt: skip
    blocks = [element("a3", b"\x81" + struct.pack(">hB", at * 20, 0x80) + SILENCE) for at in range(50)]
    cluster = element("1f43b675", element("e7", b"\0"), *blocks, open_=open_)
    tags = element("1254c367", element("7373", element("67c8", element("45a3", b"LOCATION"), element("4487", PLACE))))
    inside = seek, info, element("1654ae6b", one), tags, cluster, element("1941a469", DEVICE), element("ec", PLACE)
    return head + element("18538067", *inside, open_=open_) + tail


def id3(*said: bytes, footer: bool = False) -> bytes:
    body = b"".join(b"TXXX" + struct.pack(">IH", len(one) + 1, 0) + b"\0" + one for one in said) + bytes(40)
    size = bytes(len(body) >> 7 * place & 0x7F for place in (3, 2, 1, 0))
    flags = 0x10 if footer else 0
    foot = b"3DI\4\0" + bytes([flags]) + size if footer else b""
    return b"ID3\4\0" + bytes([flags]) + size + body + foot


def ape(*said: bytes) -> bytes:
    items = b"".join(struct.pack("<II", len(one), 0) + b"Artist\0" + one for one in said)
    head, foot = (
        struct.pack("<8sIIII8x", b"APETAGEX", 2000, 32 + len(items), len(said), flags)
        for flags in (0xA0000000, 0x80000000)
    )
    return head + items + foot


def lyrics(said: bytes) -> bytes:
    body = b"LYRICSBEGIN" + b"AUT" + b"%05d" % len(said) + said
    return body + b"%06d" % len(body) + b"LYRICS200"


MP3_FRAMES = (b"\xff\xfb\x90\x64" + bytes(413)) * 40


def mp3() -> bytes:
    """A second of silence with a tag of each kind before and behind it."""
    before = id3(PLACE, PERSON) + id3(DEVICE, footer=True) + ape(PLACE)
    behind = ape(PERSON) + lyrics(DEVICE) + id3(PLACE, footer=True) + b"TAG" + PERSON.ljust(125, b"\0")
    return before + bytes(100) + MP3_FRAMES + behind

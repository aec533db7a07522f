"""Captions come out as clean WebVTT; what captions do not have is refused by its line."""

import pytest

from akademia.media.formats.captions import BadCaptions, clean_captions

GOOD = """\ufeffWEBVTT - film o klubie
Kind: captions

STYLE
::cue { background: url(https://zly.example/x) }

NOTE pisała Anna

1
00:01.000 --> 00:04.500 align:center position:10% zly:x
<v Anna>Dzień <b>dobry</b></v>
wszystkim & każdemu

01:00:00.000 --> 01:00:02.000
<00:00:01.000>Koniec
"""


def test_captions_are_written_anew_with_cues_alone():
    assert clean_captions(GOOD.encode()) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.500 align:center position:10%\n"
        "<v Anna>Dzień <b>dobry</b></v>\nwszystkim & każdemu\n\n"
        "01:00:00.000 --> 01:00:02.000\nKoniec\n"
    )


def test_clean_captions_stay_as_they_are_and_any_line_ends_will_do():
    once = clean_captions(GOOD.encode())

    assert clean_captions(once.encode()) == once
    assert clean_captions(GOOD.replace("\n", "\r\n").encode()) == once
    assert clean_captions(GOOD.replace("\n", "\r").encode()) == once


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick=alert(1)>x</b>", "<c.a onload='x'>x",
        "<v onerror=\"x\">x", "<a href=javascript:alert(1)>x</a>", "x < y", "<svg/onload=alert(1)>", "<b",
        "<v a=b>x</v>",
    ],
)  # fmt: skip
def test_a_script_in_captions_is_refused_by_its_line(words):
    with pytest.raises(BadCaptions, match="wiersz 4: jest tu znacznik"):
        clean_captions(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n".encode())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "WEBVTT"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nx\n", "WEBVTT"),
        (b"WEBVTT\n", "ani jednego"),
        (b"WEBVTT\n\nNOTE x\n", "ani jednego"),
        (b"WEBVTT\n\nbez czasu\n", "wiersz 4: brakuje czasu"),
        (b"WEBVTT\n\n00:03.000 --> 00:02.000\nx\n", "wiersz 3: napis kończy się"),
        (b"WEBVTT\n\n00:61.000 --> 00:02.000\nx\n", "wiersz 3: brakuje czasu"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\n", "UTF-8"),
        (b"WEBVTT\n\n" + b"x" * 500_000, "500"),
    ],
)
def test_what_is_no_captions_is_refused_with_the_reason(source, said):
    with pytest.raises(BadCaptions, match=said):
        clean_captions(source)

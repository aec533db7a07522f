"""Captions: a WebVTT file read and written anew with what captions need and nothing else.

Kept are cues with their times, places and the marks of speech and voice. Notes, styles and regions are dropped. A file
with any other mark is refused by its line, so that nobody learns from a player that half a sentence is missing.
"""

import re
from collections.abc import Iterator

from akademia.core.errors import RuleBroken
from akademia.core.text import bytes_words

LARGEST_BYTES = 500_000
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}([ \t].*)?\Z")
_SETTING = re.compile(r"(?:align:(?:start|center|end|left|right)|(?:line|position|size):-?\d{1,3}(?:\.\d+)?%?|"
                      r"vertical:(?:rl|lr))\Z")  # fmt: skip
_MARK = re.compile(r"</?(?:[ibu]|ruby|rt|(?:c|v|lang)(?:\.[\w-]+)*(?:[ \t][^<>&\"'=]*)?)>")
_INSTANT = re.compile(rf"<{_TIME}>")
_DROPPED = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")


class BadCaptions(RuleBroken):
    message = "Tego pliku z napisami nie da się odczytać."


def clean_captions(source: bytes, at_most: int = LARGEST_BYTES) -> str:
    """Return captions as clean WebVTT, ending with a new line; what is clean already comes out as it was.

    :param at_most: the largest size in bytes.
    :raises BadCaptions: it is no WebVTT, a cue has no sense, or there is a mark that captions do not have.
    """
    if len(source) > at_most:
        raise BadCaptions(f"Plik z napisami jest za duży. Największy, który przyjmujemy, ma {bytes_words(at_most)}.")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadCaptions("Plik z napisami nie jest zapisany w UTF-8.") from error
    lines = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        raise BadCaptions("Plik z napisami ma być w formacie WebVTT: jego pierwszy wiersz to WEBVTT.")
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]
    if not cues:
        raise BadCaptions("W pliku z napisami nie ma ani jednego napisu.")
    return "WEBVTT\n\n" + "\n".join(cues)


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give (number of its first line, lines) of each block after the head."""
    begin, block = 0, list[str]()
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            begin = begin if block else number
            block.append(line)
        elif block:
            if begin > 1:
                yield begin, block
            block = []


def _cue(number: int, block: list[str]) -> str:
    if _DROPPED.match(block[0]):
        return ""
    place = 0 if "-->" in block[0] else 1
    found = _TIMING.match(block[place].strip()) if place < len(block) else None
    if found is None:
        raise BadCaptions(f"Napisy, wiersz {number + place}: brakuje czasu w postaci 00:01.000 --> 00:04.000.")
    if _milliseconds(found, 1) >= _milliseconds(found, 5):
        raise BadCaptions(f"Napisy, wiersz {number + place}: napis kończy się, zanim się zacznie.")
    words = [_words(number + place + n, line) for n, line in enumerate(block[place + 1 :], start=1)]
    settings = " ".join(one for one in (found[9] or "").split() if _SETTING.match(one))
    timing = f"{_stamp(found, 1)} --> {_stamp(found, 5)} {settings}".rstrip()
    return "\n".join([timing, *words]) + "\n"


def _milliseconds(found: re.Match[str], first: int) -> int:
    hours, minutes, seconds, rest = (int(found[first + n] or 0) for n in range(4))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _stamp(found: re.Match[str], first: int) -> str:
    return f"{found[first] or '00'}:{found[first + 1]}:{found[first + 2]}.{found[first + 3]}"


def _words(number: int, line: str) -> str:
    line = _INSTANT.sub("", line).strip()
    bare = _MARK.sub("", line)
    if "<" in bare or "-->" in bare:
        raise BadCaptions(f"Napisy, wiersz {number}: jest tu znacznik, którego napisy nie mają. Usuń go z pliku.")
    return line

"""Sheets of paper: a typst file and words in, a tagged PDF (A-2a and UA-1) or a picture out. The one user of typst."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
LETTERS = FONTS / "letters.txt"
LETTERS_BESIDE = FONTS / "letters-beside.txt"
STANDARDS: list["typst.PDFStandard"] = ["a-2a", "ua-1"]
_HYPHENS = str.maketrans("\u2010\u2011", "--")
AT_ONCE = 2
POINTS_AN_INCH = 72
_at_once = BoundedSemaphore(AT_ONCE)
_idle: dict[Path, list["typst.Compiler"]] = {}


class LettersMissing(ValueError):
    """The page font cannot write some of the letters asked for. `letters` holds them, each once."""

    def __init__(self, letters: str) -> None:
        super().__init__(f"the font has no glyph for: {letters}")
        self.letters = letters


def printed(sheet: Path, words: Mapping[str, str], day: date) -> bytes:
    """Return a sheet as PDF. The same values give the same bytes. Safe to call from several threads.

    :param sheet: a `.typ` file, which reads `words` as `sys.inputs`.
    :param day: what the document gives as its date.
    """
    with _compiler(sheet) as compiler:
        pdf = compiler.compile(
            sys_inputs=dict(words),
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(day, time(12), UTC),
        )
    assert isinstance(pdf, bytes)
    return pdf


def bound(sheet: Path, files: Mapping[str, bytes], day: date) -> bytes:
    """Return a book as PDF. The same values give the same bytes. Safe to call from several threads.

    Unlike a sheet it comes seldom and remembers nothing: its compiler, and all that it holds, goes with it. Beside the
    face of the house it may write with the one that typst brings (`can_write`).

    :param files: what the sheet reads, by the names that it reads them under.
    """
    import typst

    with _at_once, TemporaryDirectory(prefix="book-") as folder:
        root = Path(folder)
        (root / "main.typ").write_bytes(sheet.read_bytes())
        for name, content in files.items():
            (root / name).write_bytes(content)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
        compiler = typst.Compiler(str(root / "main.typ"), root=folder, font_paths=fonts)
        pdf = compiler.compile(
            format="pdf", pdf_standards=STANDARDS, timestamp=datetime.combine(day, time(12), UTC)
        )  # fmt: skip
    assert isinstance(pdf, bytes)
    return pdf


def painted(sheet: Path, words: Mapping[str, str]) -> bytes:
    """Return a sheet of one page as PNG, a point a pixel. The same values give the same bytes.

    Like a book it comes seldom, remembers nothing and may write with the face that typst brings.
    """
    import typst

    with _at_once:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
        compiler = typst.Compiler(str(sheet), root=str(sheet.parent), font_paths=fonts)
        picture = compiler.compile(sys_inputs=dict(words), format="png", ppi=POINTS_AN_INCH)
    assert isinstance(picture, bytes)
    return picture


def can_write(sign: str) -> bool:
    """Say whether a book can write a sign, be it with the face that stands beside the house's own."""
    return sign.isspace() or sign in _known_letters() or sign in _letters_beside()


def check_letters(text: str) -> None:
    """Nothing is replaced in silence.

    :raises LettersMissing: the text holds letters of another script (Cyrillic, say).
    """
    if missing := missing_letters(text):
        raise LettersMissing(missing)


def missing_letters(text: str) -> str:
    """Return the letters of a text that the font of the sheets cannot write, each once, in order of first use."""
    return "".join(dict.fromkeys(sign for sign in one_line(text) if sign not in _known_letters()))


def one_line(text: str) -> str:
    """Return text composed (NFC), on one line, without control and invisible signs."""
    composed = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    seen = "".join(sign for sign in composed if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})
    return " ".join(seen.split())


@contextmanager
def _compiler(sheet: Path) -> Iterator["typst.Compiler"]:
    """Lend one of a few compilers; who comes later waits. One shared by two threads fails with "Already borrowed".

    Each holds the fonts and what it remembers of the sheet, some 4 MB: one for each of 32 threads took 120 MB.
    """
    with _at_once:
        idle = _idle.setdefault(sheet, [])
        compiler = idle.pop() if idle else _new_compiler(sheet)
        try:
            yield compiler
        finally:
            idle.append(compiler)


def _new_compiler(sheet: Path) -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(sheet), root=str(sheet.parent), font_paths=fonts)


@cache
def _known_letters() -> frozenset[str]:
    return frozenset(LETTERS.read_text("utf-8"))


@cache
def _letters_beside() -> frozenset[str]:
    return frozenset(LETTERS_BESIDE.read_text("utf-8"))

"""The certificate as a sheet of paper: values in, PDF (A-2a and UA-1) out."""

import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Literal

from akademia.core.text import counted, date_words, tidy

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
LETTERS = HERE / "fonts" / "letters.txt"
STANDARDS: list["typst.PDFStandard"] = ["a-2a", "ua-1"]
CHECK = "Każdy może sprawdzić, czy to zaświadczenie jest ważne: wystarczy zeskanować kod QR albo otworzyć stronę"
_HYPHENS = str.maketrans("\u2010\u2011", "--")
AT_ONCE = 2
_at_once = BoundedSemaphore(AT_ONCE)
_idle: list["typst.Compiler"] = []


@dataclass(frozen=True)
class Paper:
    """What stands on one certificate, as it was when it was issued.

    :param lessons: 0 where there were none; they are then not mentioned.
    :param score_percent: None when no closing test was taken.
    :param address: where anyone can verify it, with scheme; the QR code holds it too.
    """

    name: str
    title: str
    hours: int
    lessons: int
    score_percent: int | None
    pass_percent: int | None
    legal_state_on: date
    issued_on: date
    issuer: str
    issuer_place: str
    number: str
    code: str
    address: str
    kind: Literal["course", "event"] = "course"


class LettersMissing(ValueError):
    """The page font cannot write some of the letters asked for. `letters` holds them, each once."""

    def __init__(self, letters: str) -> None:
        super().__init__(f"the font has no glyph for: {letters}")
        self.letters = letters


def certificate_pdf(paper: Paper) -> bytes:
    """Return a certificate as one tagged A4 page. The same values give the same bytes.

    Safe to call from several threads.

    :raises LettersMissing: a value holds letters of another script (Cyrillic, say); nothing is replaced in silence.
    """
    sheet = json.dumps(_sheet(paper), ensure_ascii=False)
    if missing := missing_letters(sheet):
        raise LettersMissing(missing)
    qr = qr_svg(paper.address)
    with _compiler() as compiler:
        pdf = compiler.compile(
            sys_inputs={"paper": sheet, "qr": qr},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(paper.issued_on, time(12), UTC),
        )
    assert isinstance(pdf, bytes)
    return pdf


def missing_letters(text: str) -> str:
    """Return the letters of a text that the certificate's font cannot write, each once, in order of first use."""
    return "".join(dict.fromkeys(sign for sign in _clean(text) if sign not in _known_letters()))


def qr_svg(address: str) -> str:
    """Return a QR code as SVG: dark modules only, without its quiet zone: leave four modules of white around it."""
    import segno

    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", omitsize=True, xmldecl=False, border=0)
    return out.getvalue().decode()


@contextmanager
def _compiler() -> Iterator["typst.Compiler"]:
    """Lend one of a few compilers; who comes later waits. One shared by two threads fails with "Already borrowed".

    Each holds the fonts and what it remembers of the sheet, some 4 MB: one for each of 32 threads took 120 MB.
    """
    with _at_once:
        compiler = _idle.pop() if _idle else _new_compiler()
        try:
            yield compiler
        finally:
            _idle.append(compiler)


def _new_compiler() -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
    return typst.Compiler(str(HERE / "certificate.typ"), root=str(HERE), font_paths=fonts)


@cache
def _known_letters() -> frozenset[str]:
    return frozenset(LETTERS.read_text("utf-8"))


def _sheet(paper: Paper) -> dict[str, object]:
    """Return the words of a certificate in the shape that certificate.typ reads."""
    heading = _heading(paper)
    return {
        "document_title": f"{heading}: {_clean(paper.title)}",
        "heading": heading,
        "wordmark": ["Akademia", "Zatrudnienia Socjalnego"],
        "number_line": f"Nr {_clean(paper.number)}",
        "name": tidy(_clean(paper.name)),
        "reason": tidy(_reason(paper)),
        "title": tidy(_clean(paper.title)),
        "facts": _facts(paper),
        "issuer": _clean(paper.issuer),
        "code_label": "Kod zaświadczenia",
        "code": _clean(paper.code),
        "check": tidy(CHECK),
        "address": paper.address,
        "address_shown": paper.address.partition("://")[2].rstrip("/"),
        "qr_alt": f"Kod QR z adresem, pod którym można sprawdzić to zaświadczenie: {paper.address}",
    }


def _heading(paper: Paper) -> str:
    return "Zaświadczenie o ukończeniu kursu" if paper.kind == "course" else "Zaświadczenie o udziale w szkoleniu"


def _reason(paper: Paper) -> str:
    if paper.kind == "event":
        return "za udział w szkoleniu" if paper.score_percent is None else "za udział w szkoleniu i zaliczenie testu"
    if paper.score_percent is None:
        return "za ukończenie wszystkich lekcji kursu"
    return "za ukończenie wszystkich lekcji i zaliczenie testu końcowego kursu"


def _facts(paper: Paper) -> list[tuple[str, str]]:
    facts = [
        ("Wymiar", _extent(paper.hours, paper.lessons)),
        ("Stan prawny kursu" if paper.kind == "course" else "Stan prawny", date_words(paper.legal_state_on)),
        ("Wydano", date_words(paper.issued_on)),
        ("Wystawca", tidy(", ".join(filter(None, (_clean(paper.issuer), _clean(paper.issuer_place)))))),
    ]
    if paper.score_percent is not None:
        facts.insert(1, ("Wynik testu", _score(paper.score_percent, paper.pass_percent)))
    return facts


def _extent(hours: int, lessons: int) -> str:
    said = counted(hours, "godzina", "godziny", "godzin")
    return said if not lessons else f"{said}, {counted(lessons, 'lekcja', 'lekcje', 'lekcji')}"


def _score(score_percent: int, pass_percent: int | None) -> str:
    return f"{score_percent}%" if pass_percent is None else f"{score_percent}%, próg {pass_percent}%"


def _clean(text: str) -> str:
    """Return text composed (NFC), on one line, without control and invisible signs."""
    composed = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    seen = "".join(sign for sign in composed if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf"})
    return " ".join(seen.split())

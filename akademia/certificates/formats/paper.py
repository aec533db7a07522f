"""The certificate as a sheet of paper: values in, PDF (A-2a and UA-1) out."""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Literal

from akademia.core.paper import check_letters, one_line, printed
from akademia.core.text import counted, date_words, tidy

SHEET = Path(__file__).parent / "certificate.typ"
CHECK = "Każdy może sprawdzić, czy to zaświadczenie jest ważne: wystarczy zeskanować kod QR albo otworzyć stronę"


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
    logo: bytes | None = None  # a PNG that stands where the mark does


def certificate_pdf(paper: Paper) -> bytes:
    """Return a certificate as one tagged A4 page. The same values give the same bytes.

    :raises LettersMissing: a value holds letters of another script.
    """
    words = json.dumps(_sheet(paper), ensure_ascii=False)
    check_letters(words)
    logo = json.dumps(list(paper.logo or b""))
    return printed(SHEET, {"paper": words, "qr": qr_svg(paper.address), "logo": logo}, paper.issued_on)


def qr_svg(address: str) -> str:
    """Return a QR code as SVG: dark modules only, without its quiet zone: leave four modules of white around it."""
    import segno

    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", omitsize=True, xmldecl=False, border=0)
    return out.getvalue().decode()


def _sheet(paper: Paper) -> dict[str, object]:
    """Return the words of a certificate in the shape that certificate.typ reads."""
    heading = _heading(paper)
    return {
        "document_title": f"{heading}: {one_line(paper.title)}",
        "heading": heading,
        "wordmark": ["Akademia", "Zatrudnienia Socjalnego"],
        "number_line": f"Nr {one_line(paper.number)}",
        "name": tidy(one_line(paper.name)),
        "reason": tidy(_reason(paper)),
        "title": tidy(one_line(paper.title)),
        "facts": _facts(paper),
        "issuer": one_line(paper.issuer),
        "code_label": "Kod zaświadczenia",
        "code": one_line(paper.code),
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
        ("Wystawca", tidy(", ".join(filter(None, (one_line(paper.issuer), one_line(paper.issuer_place)))))),
    ]
    if paper.score_percent is not None:
        facts.insert(1, ("Wynik testu", _score(paper.score_percent, paper.pass_percent)))
    return facts


def _extent(hours: int, lessons: int) -> str:
    said = counted(hours, "godzina", "godziny", "godzin")
    return said if not lessons else f"{said}, {counted(lessons, 'lekcja', 'lekcje', 'lekcji')}"


def _score(score_percent: int, pass_percent: int | None) -> str:
    return f"{score_percent}%" if pass_percent is None else f"{score_percent}%, próg {pass_percent}%"

"""What is measured beside the load: the bare typst compile and the bytes of a first visit."""

import gzip
import json
import re
import time
from datetime import UTC, date, datetime
from datetime import time as clock_time
from statistics import median

from akademia.certificates.formats import paper
from akademia.core import paper as printing
from tests.bench.reader import Reader

_ASKED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"')
_IMPORTED = re.compile(r'(?:@import\s+(?:url\()?|from\s+|import\s+)["\'](\.{0,2}/[^"\']+)["\']')


def bare_compile_ms(times: int = 100) -> float:
    """Return the median time of typst's compile of one certificate, nothing around it, each with another name."""
    spent = []
    for number in range(times):
        sheet = json.dumps(paper._sheet(_paper(number)), ensure_ascii=False)
        qr = paper.qr_svg("https://example.org/zaswiadczenia/ZS-2345-6789/")
        inputs = {"paper": sheet, "qr": qr, "logo": "[]"}
        moment = datetime.combine(date(2026, 11, 23), clock_time(12), UTC)
        with printing._compiler(paper.SHEET) as compiler:
            begun = time.perf_counter()
            compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=printing.STANDARDS, timestamp=moment)
            spent.append(1000 * (time.perf_counter() - begun))
    return median(spent)


def _paper(number: int) -> paper.Paper:
    return paper.Paper(
        name=f"Uczestniczka Wymyślona {number}", title="Ustawa o zatrudnieniu socjalnym od podstaw",
        hours=8, lessons=11,
        score_percent=90, pass_percent=80, legal_state_on=date(2022, 9, 22), issued_on=date(2026, 11, 23),
        issuer="Akademia Zatrudnienia Socjalnego", issuer_place="", number=f"AZS/2026/{number + 1:06d}",
        code="ZS-2345-6789", address="https://example.org/zaswiadczenia/ZS-2345-6789/",
    )  # fmt: skip


def first_visit_bytes(port: int) -> int:
    """Return the bytes of the home page with everything its markup, styles and scripts ask for (bodies, as packed)."""
    reader = Reader(port)
    packed = reader.get("/", **{"Accept-Encoding": "gzip"})
    waiting, known, total = _ASKED.findall(gzip.decompress(packed).decode()), set(), len(packed)
    while waiting:
        address = waiting.pop()
        if address in known:
            continue
        known.add(address)
        total += len(reader.get(address, **{"Accept-Encoding": "br"}))
        if address.endswith((".css", ".js")):
            folder = address.rpartition("/")[0]
            waiting += [
                f"{folder}/{name.removeprefix('./')}" for name in _IMPORTED.findall(reader.get(address).decode())
            ]
    return total

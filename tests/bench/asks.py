"""What is asked of the server, page by page."""

from urllib.parse import urlencode

from sqlalchemy import create_engine, text

from tests.bench.load import Ask
from tests.bench.reader import SIGN_IN, Reader, sign_in_fields

COURSE = "/edukacja/kursy/ustawa-od-podstaw/"
FIGURES = "/badania/statystyki/"
FOUR = "&".join(
    f"szereg=aktywne-{name}" for name in (
        "centra-integracji-spolecznej", "kluby-integracji-spolecznej", "zaklady-aktywnosci-zawodowej",
        "warsztaty-terapii-zajeciowej",
    )
)  # fmt: skip
VISITOR = {
    "home": "/",
    "catalogue": "/edukacja/",
    "course": COURSE,
    "lesson": f"{COURSE}lekcje/po-co-jest-ta-ustawa/",
    "consultations of 20 experts": "/doradztwo/konsultacje/",
    "statistics": FIGURES,
    "series with its chart": f"{FIGURES}aktywne-centra-integracji-spolecznej/",
    "comparison of 4 series": f"{FIGURES}porownanie/?{FOUR}",
    "news": "/promocja/aktualnosci/",
    "news article": "/promocja/aktualnosci/akademia-otwarta/",
}
SIGNED_IN = {
    "signed-in lesson": f"{COURSE}lekcje/slowniczek-ustawy/",
    "signed-in course of 24 lessons": "/edukacja/kursy/kurs-pokazowy/",
    "learning desk": "/konto/nauka/",
    "signed-in news": "/promocja/aktualnosci/",
}
STAFF = 1  # the learner who is made staff and administrator
_TABLE = "SELECT id FROM courses WHERE key = 'ustawa-od-podstaw'"
READERS = 12
_OPEN = """SELECT a.id FROM attempts a JOIN users u ON u.id = a.user_id
           WHERE a.submitted_at IS NULL AND u.email = :email"""
_CODES = "SELECT code FROM certificates ORDER BY id"


def spread(learners: int, digit: int) -> list[int]:
    """Return numbers of learners with this last digit, from the whole range."""
    tens = learners // 10
    return [tens * place // READERS * 10 + digit for place in range(READERS)]


def visitor() -> dict[str, list[Ask]]:
    return {name: [Ask(path)] for name, path in VISITOR.items()}


def signed_in(port: int, learners: int) -> dict[str, list[Ask]]:
    cookies = [Reader(port).sign_in(number).cookie for number in spread(learners, 2)]
    return {name: [Ask(path, cookie) for cookie in cookies] for name, path in SIGNED_IN.items()}


def desk(port: int, url: str) -> dict[str, list[Ask]]:
    """What an administrator asks of the table of learners and of the list of people."""
    cookie = Reader(port).sign_in(STAFF).cookie
    with create_engine(url).connect() as connection:
        table = f"/panel/uczestnicy/{connection.execute(text(_TABLE)).scalar_one()}/"
    asked = {"first page": "", "by result": "?sort=-wynik", "by name": "?sort=nazwisko", "page 1000": "?strona=1000",
             "by name, page 1000": "?sort=nazwisko&strona=1000", "passed": "?stan=zdane",
             "search": "?szukaj=learner000777"}  # fmt: skip
    people = {
        "first page": "",
        "page 1000": "?strona=1000",
        "by name": "?sort=nazwisko",
        "search": "?szukaj=learner000777",
    }
    return {
        **{f"learners, {name}": [Ask(f"{table}{rest}", cookie)] for name, rest in asked.items()},
        **{f"people, {name}": [Ask(f"/panel/osoby/{rest}", cookie)] for name, rest in people.items()},
    }


def autosave(port: int, url: str, learners: int) -> list[Ask]:
    """Each reader saves two answers in turn, over and over, in an open test."""
    asks = []
    with create_engine(url).connect() as connection:
        for number in spread(learners, 5):
            reader = Reader(port).sign_in(number)
            token = reader.token(SIGNED_IN["signed-in lesson"])
            attempt = connection.execute(text(_OPEN), {"email": f"learner{number:06d}@example.org"}).scalar_one()
            for chosen in (1, 2):
                fields = {"csrf_token": token, "pytanie": "7", "q7": str(chosen)}
                asks.append(Ask(f"/edukacja/podejscia/{attempt}/odpowiedz", reader.cookie, urlencode(fields)))
    return asks


def sign_in(port: int, learners: int) -> list[Ask]:
    """Each ask is another learner's first sign-in on a fresh browser."""
    reader = Reader(port)
    token = reader.token(SIGN_IN)
    return [Ask(SIGN_IN, reader.cookie, urlencode(sign_in_fields(n, token))) for n in spread(learners, 3)]


def certificates(url: str) -> list[Ask]:
    with create_engine(url).connect() as connection:
        codes = list(connection.execute(text(_CODES)).scalars())
    return [Ask(f"/zaswiadczenia/{code}.pdf") for code in codes[:: max(1, len(codes) // 50)][:50]]

"""Pure decisions: a login easy to read and type, a PIN not easy to guess, what a club may call someone."""

import re
import secrets
from itertools import pairwise

from akademia.core.paper import missing_letters

PIN_DIGITS = 6
MOST_WRONG = 20  # in a row; then the card waits for a new PIN
MOST_AT_ONCE = 30
CALLED_MOST = 60
LOGIN_MOST = 40
# Plain words without Polish letters, so that any keyboard types them.
_WORDS = (
    "brzoza", "buk", "lipa", "jesion", "klon", "olcha", "sosna", "topola", "wierzba", "modrzew", "kalina", "malina",
    "jagoda", "poziomka", "wrzos", "mak", "chaber", "bratek", "fiolet", "cynamon", "wanilia", "mango", "kokos",
    "orzech", "migdal", "kasza", "chleb", "miod", "herbata", "kakao", "lato", "wiosna", "zima", "rosa", "deszcz",
    "chmura", "promyk", "iskra", "ogrod", "polana", "dolina", "rzeka", "jezioro", "morze", "wyspa", "most", "droga",
    "latarnia", "okno", "lampa", "stolik", "zegar", "gitara", "bas", "flet", "perkusja", "rower", "tramwaj",
    "kajak", "balon", "latawiec", "parasol", "guzik", "kapelusz", "szalik", "bocian", "czapla", "sowa", "wilga",
    "kos", "jaskier", "borsuk", "bober", "wydra", "ryba", "delfin", "motyl",
)  # fmt: skip
_LOGIN = re.compile(r"[a-z]{3,10}-[a-z]{3,10}-[2-9]{2}")
_DIGITS = "23456789"
_CALLED = re.compile(r"[\w .,'’-]+")


def new_login() -> str:
    """Return a login of two words and two digits: „sosna-rower-47”. There are some 380,000 of them."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(2))
    return f"{words}-{''.join(secrets.choice(_DIGITS) for _ in range(2))}"


def new_pin() -> str:
    """Return a random PIN of six digits that is not among the easy ones."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
        if pin_complaint(pin) is None:
            return pin


def pin_complaint(pin: str) -> str | None:
    """Say what is wrong with a PIN, or None."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return f"PIN ma dokładnie {PIN_DIGITS} cyfr"
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    halves = len({pin[:2], pin[2:4], pin[4:]}) == 1 or pin[:3] == pin[3:]
    if len(steps) == 1 or len(set(pin)) < 3 or halves or pin[2:4] in ("19", "20") or pin[:2] in ("19", "20"):
        return "Ten PIN łatwo odgadnąć. Wybierz inne cyfry, nie po kolei, nie powtórzone i nie rok"
    return None


def normal_login(text: str) -> str:
    """Return a login as it is kept, however it was typed: capitals, blanks and long dashes are forgiven."""
    return re.sub(r"[\s‐‑–—_-]+", "-", text.strip().lower())


def is_login(text: str) -> bool:
    return _LOGIN.fullmatch(text) is not None


def called_complaint(called: str) -> str | None:
    """Say what is wrong with what a club calls someone, or None."""
    if not called:
        return "Wpisz imię albo to, jak ktoś chce być nazywany"
    if len(called) > CALLED_MOST:
        return f"Skróć do {CALLED_MOST} znaków"
    if not _CALLED.fullmatch(called) or not any(sign.isalpha() for sign in called) or "@" in called:
        return "Wpisz samo imię, bez znaków specjalnych"
    missing = missing_letters(called)
    if missing:
        return f"Karty nie da się wydrukować ze znakami: {missing}"
    if sum(sign.isdigit() for sign in called) > 3:
        return "Nie wpisuj numerów, zwłaszcza PESEL. Wystarczy imię"
    return None

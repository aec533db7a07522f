"""How the details of acts in the trail are told: each name and each code in words."""

from collections.abc import Mapping
from typing import Any

from akademia.accounts.roles import LABELS, Role

DETAILS: Mapping[str, str] = {
    "absence": "nieobecność nr", "address": "adres", "after": "potem", "amendment": "nowelizacja", "at": "kiedy",
    "attachment": "załącznik nr", "before": "przedtem", "cards": "kart", "case": "sprawa nr", "changed": "zmienione",
    "changes": "zmian", "count": "liczba", "draft": "szkic nr", "erratum": "errata nr", "fields": "pola",
    "figure": "liczba", "figures": "liczb", "frozen": "odcisk pytań", "grosze": "kwota w groszach",
    "group": "grupa nr", "into": "do nr", "key": "klucz", "kind": "rodzaj", "left": "pominiętych", "letters": "listów",
    "lines": "wierszy", "module": "moduł nr", "months": "miesiące", "names": "pola", "new": "nowych", "note": "uwaga",
    "number": "numer", "on": "dnia", "open": "otwarte", "people": "osób", "percent": "procent", "photo": "ze zdjęciem",
    "place": "miejsce", "position": "miejsce w kolejności", "printed": "wypisano na ekran", "provisions": "przepisów",
    "question": "pytanie", "quiz": "test nr", "replaces": "zastępuje nr", "role": "rola", "roles": "role",
    "rows": "wierszy", "size_bytes": "bajtów", "source": "źródło", "state": "stan", "step": "krok", "to": "do",
    "topic": "temat", "until": "do dnia", "user": "konto nr", "verdict": "ocena", "version": "wersja",
    "way": "kierunek", "what": "co", "why": "powód", "words": "słowa", "year": "rok",
}  # fmt: skip
_CODED = {"after", "before", "role", "roles", "state", "step", "verdict", "way"}
_CODES: Mapping[str, str] = {
    **{role.value: LABELS[role] for role in Role},
    "new": "do wzięcia", "claimed": "w opracowaniu", "waiting": "czeka na odpowiedź", "answered": "jest odpowiedź",
    "closed": "koniec", "draft": "szkic", "published": "opublikowane", "archived": "w archiwum",
    "accepted": "przyjęta", "refused": "odrzucona", "approved": "bez uwag", "returned": "wraca do autora",
    "asked": "czeka na ocenę", "claim": "wzięcie", "release": "oddanie", "hand_over": "przekazanie",
    "ask_back": "pytanie do pytającego", "answer": "odpowiedź", "reply": "odpowiedź pytającego",
    "close": "zamknięcie", "reopen": "ponowne otwarcie", "up": "wyżej", "down": "niżej",
}  # fmt: skip


def details_in_words(details: Mapping[str, Any]) -> str:
    """Return the details of an act in words: „rola: redakcja; wersja: 3”. An unknown code stands as it is."""
    return "; ".join(f"{DETAILS.get(name, name)}: {_value(name, value)}" for name, value in details.items())


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    return ", ".join(_word(name, one) for one in (value if isinstance(value, list) else [value]))


def _word(name: str, value: Any) -> str:
    return _CODES.get(str(value), str(value)) if name in _CODED else str(value)

"""How the details of acts in the trail are told: the names in words, the codes by the card of the act."""

from collections.abc import Mapping
from typing import Any

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


def details_in_words(details: Mapping[str, Any], codes: Mapping[str, str]) -> str:
    """Return the details of an act in words: „rola: redakcja; wersja: 3”. What is no code stands as it is."""
    return "; ".join(f"{DETAILS.get(name, name)}: {_value(value, codes)}" for name, value in details.items())


def _value(value: Any, codes: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    return ", ".join(codes.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))

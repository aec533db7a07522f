"""The fields of an entity: what they are called, how long they may be, which columns of a register mean them.

Columns of registers follow what a voivode reports of a centre (GUS, data set „UW CIS 01”): name, address, telephone,
e-mail, state, dates of beginning and end, REGON, and the founding institution with its address and numbers.
"""

from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.pl import nip, regon

from akademia.core.text import fold


@dataclass(frozen=True)
class Field:
    """`most`: signs it may have; `heads`: folded heads of columns that mean it."""

    name: str
    label: str
    most: int = 200
    heads: tuple[str, ...] = ()


# Kept as they are typed. Each has a column of the same name in the table.
TEXTS = (
    Field("name", "Nazwa", 200, ("nazwa", "nazwa podmiotu", "nazwa cis", "nazwa kis", "nazwa jednostki",
                                 "nazwa centrum", "nazwa klubu")),
    Field("founder", "Instytucja tworząca", 300, ("instytucja tworzaca", "nazwa instytucji tworzacej", "zalozyciel",
                                                 "organ prowadzacy", "podmiot prowadzacy", "jednostka prowadzaca")),
    Field("founder_kind", "Rodzaj instytucji tworzącej", 200, ("rodzaj instytucji tworzacej", "forma prawna")),
    Field("founder_address", "Adres instytucji tworzącej", 300, ("adres instytucji tworzacej",)),
    Field("founder_nip", "NIP instytucji tworzącej", 20, ("nip instytucji tworzacej",)),
    Field("founder_regon", "REGON instytucji tworzącej", 20, ("regon instytucji tworzacej",)),
    Field("founder_krs", "KRS instytucji tworzącej", 20, ("krs instytucji tworzacej",)),
    Field("nip", "NIP", 20, ("nip", "nip podmiotu", "nip cis")),
    Field("regon", "REGON", 20, ("regon", "regon podmiotu", "regon cis")),
    Field("krs", "KRS", 20, ("krs", "numer krs")),
    Field("register_number", "Numer w rejestrze wojewody", 80, ("numer w rejestrze", "nr w rejestrze",
                                                                "numer rejestru", "nr rejestru", "numer wpisu",
                                                                "numer rejestrowy")),
    Field("address", "Ulica i numer", 300, ("adres", "ulica", "ulica i numer", "adres siedziby", "siedziba")),
    Field("postal_code", "Kod pocztowy", 10, ("kod", "kod pocztowy")),
    Field("place", "Miejscowość", 100, ("miejscowosc", "miasto", "poczta")),
    Field("phone", "Telefon", 100, ("telefon", "tel", "tel.", "numer telefonu", "nr telefonu")),
    Field("contact_email", "Adres e-mail", 200, ("e-mail", "email", "adres e-mail", "mail", "poczta elektroniczna")),
    Field("site", "Strona internetowa", 300, ("www", "strona", "strona internetowa", "strona www", "adres www")),
    Field("accessibility", "Dostępność", 1_000, ("dostepnosc", "dostepnosc budynku")),
)  # fmt: skip
WORKSHOPS = Field("workshops", "Pracownie i warsztaty", 2_000, ("pracownie", "warsztaty", "oferta", "uslugi"))
# Columns of a file that become something else than a text.
SPECIAL = (
    Field("kind", "Rodzaj podmiotu", heads=("rodzaj", "typ", "rodzaj podmiotu", "typ podmiotu")),
    WORKSHOPS,
    Field("commune_code", "Kod gminy (TERYT)", heads=("teryt", "terc", "kod teryt", "kod gminy")),
    Field("commune", "Gmina", heads=("gmina",)),
    Field("county", "Powiat", heads=("powiat",)),
    Field("voivodeship", "Województwo", heads=("wojewodztwo",)),
    Field("registered_on", "Data wpisu albo rozpoczęcia",
          heads=("data wpisu", "data rozpoczecia", "data utworzenia", "data nadania statusu",
                 "data rozpoczecia dzialalnosci")),
    Field("ceased_on", "Data zakończenia", heads=("data zakonczenia", "data wykreslenia",
                                                 "data zakonczenia dzialalnosci")),
)  # fmt: skip
BY_NAME = {field.name: field for field in (*TEXTS, *SPECIAL)}
TEXT_NAMES = tuple(field.name for field in TEXTS)
# What anyone may propose to change; the rest comes from registers and from staff.
CORRECTABLE = tuple(
    BY_NAME[name]
    for name in ("name", "founder", "address", "postal_code", "place", "phone", "contact_email", "site", "workshops",
                 "accessibility")
)  # fmt: skip
MOST_WORKSHOPS, WORKSHOP_MOST = 40, 120


def meant_by(head: str) -> str:
    """Return the field that a column's head means; empty when it means none we know."""
    said = fold(head).strip(" .:*")
    return next((field.name for field in BY_NAME.values() if said in field.heads), "")


def lines_of(text: str) -> list[str]:
    """Return the workshops named in a text, one a line or apart by commas and semicolons, each once."""
    parts = [" ".join(part.split()) for part in text.replace(";", "\n").replace(",", "\n").split("\n")]
    return list(dict.fromkeys(part[:WORKSHOP_MOST] for part in parts if part))[:MOST_WORKSHOPS]


def objection(name: str, value: str) -> str:
    """Return what is wrong with the text of a field, in Polish; empty when nothing is."""
    field = BY_NAME[name]
    if len(value) > field.most:
        return f"Skróć do {field.most} znaków"
    if value and name.endswith("nip") and not _is_number(nip, value):
        return "To nie jest numer NIP (10 cyfr)"
    if value and name.endswith("regon") and not _is_number(regon, value):
        return "To nie jest numer REGON (9 albo 14 cyfr)"
    if value and name == "contact_email" and not _is_address(value):
        return "To nie jest adres e-mail"
    if value and name == "site" and not value.startswith(("http://", "https://")):
        return "Zacznij adres od https://"
    return ""


def tidied(name: str, value: str) -> str:
    """Return a value as it is kept: numbers bare, a site with its scheme, blanks made one."""
    value = " ".join(value.split())
    if name.endswith(("nip", "regon")):
        return "".join(sign for sign in value if sign.isalnum()).removeprefix("PL")
    if name == "site" and value and "://" not in value and "." in value:
        return f"https://{value}"
    return value.casefold() if name == "contact_email" else value


def _is_number(kind: object, value: str) -> bool:
    try:
        kind.validate(value)  # type: ignore[attr-defined]
    except ValidationError:
        return False
    return True


def _is_address(value: str) -> bool:
    name, _, host = value.partition("@")
    return bool(name) and "." in host and "@" not in host and value.isascii() and " " not in value

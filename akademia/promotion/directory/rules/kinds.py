"""What kinds of entities the directory holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EntityKind:
    """`short`: as people say it („CIS”); `label`: in full; `schema`: its type in schema.org."""

    short: str
    label: str
    schema: str = "Organization"
    names: tuple[str, ...] = ()


_OFFICE = "GovernmentOrganization"
KINDS: dict[str, EntityKind] = {
    "cis": EntityKind("CIS", "centrum integracji społecznej"),
    "kis": EntityKind("KIS", "klub integracji społecznej"),
    "zaz": EntityKind("ZAZ", "zakład aktywności zawodowej"),
    "wtz": EntityKind("WTZ", "warsztat terapii zajęciowej"),
    "cooperative": EntityKind("spółdzielnia socjalna", "spółdzielnia socjalna", names=("spoldzielnia",)),
    "ps": EntityKind("PS", "przedsiębiorstwo społeczne"),
    "owes": EntityKind("OWES", "ośrodek wsparcia ekonomii społecznej"),
    "rops": EntityKind("ROPS", "regionalny ośrodek polityki społecznej", _OFFICE, ("dops", "rcps", "rcpp", "mcps")),
    "ops": EntityKind("OPS albo CUS", "ośrodek pomocy społecznej albo centrum usług społecznych", _OFFICE,
                      ("ops", "mops", "gops", "mgops", "cus", "osrodek pomocy spolecznej",
                       "centrum uslug spolecznych")),
    "pcpr": EntityKind("PCPR", "powiatowe centrum pomocy rodzinie", _OFFICE),
    "pup": EntityKind("PUP", "powiatowy urząd pracy", _OFFICE, ("mup", "gup")),
    "convention": EntityKind("konwent", "konwent CIS i KIS albo podmiotów reintegracyjnych", names=("konwent",)),
    "ngo": EntityKind("organizacja pozarządowa", "organizacja pozarządowa", "NGO",
                      ("ngo", "fundacja", "stowarzyszenie")),
    "other": EntityKind("inna instytucja", "inna instytucja, która wspiera zatrudnienie socjalne"),
}  # fmt: skip

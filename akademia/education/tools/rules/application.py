"""The application for the status of a centre: its seventeen points as a list to tick.

Source: art. 4 ust. 2 of the act, in our words; points 1 to 15 with 2a and 6a.
"""

from collections.abc import Collection
from dataclasses import dataclass

from akademia.education.tools.rules.declared import Declared, cited

KEY = "wniosek-o-status"
COUNTY, OTHER_LOCAL, PRIVATE = "powiat", "samorzad", "inny"
APPLICANTS = {
    PRIVATE: "organizacja pozarządowa, podmiot kościelny albo spółdzielnia socjalna",
    OTHER_LOCAL: "gmina albo województwo",
    COUNTY: "powiat",
}


@dataclass(frozen=True)
class Point:
    """One point of the application. `applies`: whom it concerns.

    :param number: as the act numbers it („6a”).
    """

    number: str
    title: str
    text: str
    applies: tuple[str, ...] = tuple(APPLICANTS)

    @property
    def provision(self) -> str:
        return f"art-4-ust-2-pkt-{self.number}"


@dataclass(frozen=True)
class Group:
    title: str
    points: tuple[Point, ...]


GROUPS = (
    Group("Kim jesteście i gdzie działacie", (
        Point("1", "Instytucja tworząca", "Jej nazwa i siedziba."),
        Point("2", "Miejsce i początek", "Gdzie będzie centrum, gdzie będą usługi i kiedy planujecie zacząć."),
        Point("2a", "Kontakt", "Jak skontaktować się z centrum."),
    )),
    Group("Co będziecie robić i z kim", (
        Point("3", "Uczestnicy", "Ilu ich będzie i z jakich grup."),
        Point("4", "Wytwarzanie, handel, usługi", "Jakiego rodzaju działalność planujecie."),
        Point("5", "Program prac", "Co uczestnicy będą robić."),
        Point("6", "Kadra", "Ilu pracowników i z jakimi kwalifikacjami."),
        Point("6a", "Umowy i etaty", "Na jakich umowach o pracę i w jakim wymiarze pracuje kadra."),
        Point("7", "Organizacja zajęć", "Jak zajęcia są ułożone."),
        Point("8", "Efekty", "Ilu osobom dacie przyuczenie, pracę i samodzielność i jakich efektów się spodziewacie."),
    )),
    Group("Za co", (
        Point("9", "Budżet", "Szacunkowe koszty na rok, w tym koszty reintegracji."),
        Point("10", "Własne zasoby", "Co włożyliście w utworzenie centrum i jaki wkład dacie później."),
        Point("11", "Inne pieniądze", "Pozostałe źródła, w tym gminny program profilaktyki."),
    )),
    Group("Dokumenty do dołączenia", (
        Point("12", "Projekt regulaminu", "Jak centrum będzie działać na co dzień."),
        Point("13", "Tytuł prawny do lokalu", "Kopia dokumentu, na przykład umowy najmu."),
        Point("14", "Opinia starosty", "Poproście o nią wcześnie: czas jej wydania nie zależy od Was.",
              (PRIVATE, OTHER_LOCAL)),
        Point("15", "Akt powołania", "Dokument, którym samorząd powołał centrum.", (OTHER_LOCAL, COUNTY)),
    )),
)  # fmt: skip
POINTS = tuple(point for group in GROUPS for point in group.points)

TOOL = Declared(
    key=KEY,
    title="Wniosek o status centrum",
    summary="Siedemnaście punktów wniosku do wojewody jako lista. Odznaczaj, co masz, wróć do niej później i wydrukuj.",
    provisions=cited(
        ("art-4-ust-1", "art-4-ust-2"),
        (point.provision for point in POINTS),
        ("art-5-ust-1", "art-5-ust-2", "art-5-ust-5", "art-5a", "art-6a", "art-6b"),
    ),
    words=tuple(f"{point.title}. {point.text}" for point in POINTS),
    sheet=True,
)


@dataclass(frozen=True)
class Progress:
    """How far an application is: `have` of `needed` points, and the points still missing."""

    applicant: str
    have: frozenset[str]
    needed: tuple[Point, ...]

    @property
    def missing(self) -> list[Point]:
        return [point for point in self.needed if point.number not in self.have]


def progress(applicant: str, ticked: Collection[str]) -> Progress:
    """Return how far an application of such an applicant is; ticks at points that do not concern it are left out."""
    needed = tuple(point for point in POINTS if applicant in point.applies)
    return Progress(applicant, frozenset(point.number for point in needed if point.number in ticked), needed)

"""Statutory duties that come back each year, and terms that run from an event."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from akademia.core.text import MONTHS
from akademia.education.tools.rules.declared import Declared, OtherLaw, cited

KEY = "terminarz"
WHO = {
    "cis": "centrum (CIS)",
    "kis": "klub (KIS)",
    "gmina": "gmina",
    "powiat": "powiat",
    "wojewodztwo": "samorząd województwa",
    "wojewoda": "wojewoda",
    "rzad": "rząd",
}
WELFARE_ACT = OtherLaw(
    "Art. 16a ustawy z 12 marca 2004 r. o pomocy społecznej",
    "Coroczna ocena zasobów pomocy społecznej. Tej ustawy nasz rejestr nie opisuje: do kogo trafia ocena, sprawdź "
    "w samym art. 16a.",
)


@dataclass(frozen=True)
class Duty:
    """A duty with a day of the year.

    :param who: keys of WHO.
    :param every: once in how many years; where more than one, the year to count from is not known to us.
    """

    key: str
    month: int
    day: int
    who: tuple[str, ...]
    title: str
    by_whom: str
    to_whom: str
    text: str
    provision: str | None = None
    other: OtherLaw | None = None
    every: int = 1

    @property
    def uid(self) -> str:
        """A name that stays the same for ever, so that a calendar renews the entry and adds no second one."""
        return f"{uuid5(NAMESPACE_URL, f'akademia:terminarz:{self.key}')}@akademia-zatrudnienia-socjalnego"

    @property
    def words(self) -> str:
        """The duty in one sentence."""
        return f"{self.title}: {self.by_whom}, do {self.day} {MONTHS[self.month - 1]}. {self.text}"


@dataclass(frozen=True)
class Term:
    """A term that runs from an event."""

    event: str
    who: str
    term: str
    provision: str

    @property
    def words(self) -> str:
        return f"{self.event}: {self.who}, {self.term}."


DUTIES = (
    Duty("sprawozdanie-cis", 3, 31, ("cis",), "Sprawozdanie centrum za poprzedni rok", "centrum (CIS)",
         "wojewoda, dający dotacje, instytucja tworząca",
         "Rozliczenie dotacji, efekty, budżet i zmiany danych z wniosku.", "art-5-ust-4-pkt-2"),
    Duty("sprawozdanie-kis", 3, 31, ("kis",), "Sprawozdanie klubu za poprzedni rok", "klub (KIS)",
         "wojewoda", "Pracownicy, uczestnicy z podziałem na grupy, działania z efektami, rozliczenie dotacji.",
         "art-18a-ust-6"),
    Duty("zestawienie-cis", 4, 30, ("wojewoda",), "Zbiorcze zestawienie ze sprawozdań centrów", "wojewoda",
         "minister do spraw zabezpieczenia społecznego", "Dane ze sprawozdań CIS z całego województwa.",
         "art-5-ust-7"),
    Duty("liczba-kis", 4, 30, ("wojewoda",), "Liczba klubów w rejestrze", "wojewoda",
         "minister do spraw zabezpieczenia społecznego", "Ile klubów było w rejestrze na koniec poprzedniego roku.",
         "art-18b"),
    Duty("ozps-gmina-powiat", 4, 30, ("gmina", "powiat"), "Ocena zasobów pomocy społecznej gminy i powiatu",
         "gmina i powiat", "sprawdź w art. 16a ustawy o pomocy społecznej",
         "Ocenę przygotowuje się w Centralnej Aplikacji Statystycznej.", other=WELFARE_ACT),
    Duty("ozps-wojewodztwo", 6, 30, ("wojewodztwo",), "Ocena zasobów pomocy społecznej województwa",
         "samorząd województwa", "sprawdź w art. 16a ustawy o pomocy społecznej",
         "Ocenę przygotowuje się w Centralnej Aplikacji Statystycznej.", other=WELFARE_ACT),
    Duty("informacja-rzadu", 9, 30, ("rzad",), "Informacja rządu o działaniu centrów i klubów", "Rada Ministrów",
         "Sejm i Senat", "Co 3 lata. Od którego roku liczyć, sprawdź w Sejmie: tego nasz rejestr nie mówi.",
         "art-18c", every=3),
)  # fmt: skip
TERMS = (
    Term("wniosek o wpis klubu", "wojewoda wpisuje klub do rejestru", "30 dni od zgłoszenia", "art-18a-ust-2"),
    Term("koniec działania klubu", "prowadzący klub pisze do wojewody", "30 dni", "art-18a-ust-4"),
    Term("żądanie wyjaśnień od wojewody", "centrum odpowiada", "co najmniej 14 dni", "art-5b-ust-2-pkt-1"),
    Term("wezwanie do usunięcia nieprawidłowości", "centrum je usuwa", "co najmniej 30 dni", "art-5b-ust-2-pkt-2"),
    Term("porozumienie z marszałkiem o wyposażeniu", "pieniądze trafiają do centrum", "30 dni", "art-8-ust-4"),
    Term("wniosek pracodawcy o refundację", "starosta zwraca pieniądze", "30 dni", "art-16-ust-5"),
    Term("nadanie statusu centrum", "status wygasa, jeśli nie zostanie przedłużony", "5 lat", "art-5-ust-2"),
)

TOOL = Declared(
    key=KEY,
    title="Terminarz obowiązków",
    summary="Sprawozdania, zestawienia i oceny: kto, komu, do kiedy i na jakiej podstawie. Terminy dodasz do swojego "
    "kalendarza.",
    provisions=cited((duty.provision for duty in DUTIES if duty.provision), (term.provision for term in TERMS)),
    words=tuple(one.words for one in (*DUTIES, *TERMS)),
    others=(WELFARE_ACT,),
)


def duties_of(who: Collection[str]) -> list[Duty]:
    """Return the duties of some, in the order of the year; of all when nobody is named."""
    return [duty for duty in DUTIES if not who or set(duty.who) & set(who)]

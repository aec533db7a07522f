"""Self-assessment: four fields of the minimum standard, asked through what the act itself requires.

The four fields (staff, activities, premises and organisation, partners) are how the milieu named its minimum standard
in 2017; its full text is not known to us. So each question rests on a provision.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from akademia.education.tools.rules.declared import Declared, cited

KEY = "samoocena-standardu"
CIS, KIS = "cis", "kis"
KINDS = {CIS: "centrum (CIS)", KIS: "klub (KIS)"}
YES, PARTLY, NO, NOT_OURS = "tak", "czesciowo", "nie", "nd"
ANSWERS = {YES: "tak", PARTLY: "częściowo", NO: "nie", NOT_OURS: "nie dotyczy"}


@dataclass(frozen=True)
class Check:
    """One thing to ask oneself, and what to do where it is missing. `key` is unique in all of them."""

    key: str
    text: str
    advice: str
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    title: str
    checks: tuple[Check, ...]


_CIS_FIELDS = (
    Field("Kadra", (
        Check("c-kierownik", "Kierownika zatrudnia instytucja, która utworzyła centrum.",
              "Sprawdź, kto podpisał umowę z kierownikiem. Powinna to być instytucja tworząca.", ("art-11-ust-2",)),
        Check("c-socjalny", "W centrum pracuje pracownik socjalny i to on pisze programy uczestników.",
              "Zatrudnij pracownika socjalnego. Bez niego nie powstanie indywidualny program.",
              ("art-11-ust-1-pkt-3", "art-13-ust-1")),
        Check("c-instruktor", "Zawodu uczą instruktorzy, a reintegrację prowadzą osoby do tego wyznaczone.",
              "Rozpisz, kto uczy zawodu, a kto prowadzi reintegrację. Uzupełnij brakujące role.",
              ("art-11-ust-1-pkt-4", "art-11-ust-1a")),
        Check("c-dziesiec", "Na jedną osobę prowadzącą zajęcia przypada najwyżej 10 uczestników.",
              "Podziel liczbę uczestników przez 10 i zaokrąglij w górę. Tylu prowadzących potrzeba.",
              ("art-11-ust-3",)),
    )),
    Field("Minimum zajęć", (
        Check("c-uslugi", "Plan obejmuje wszystkie cztery rodzaje usług, nie tylko naukę zawodu.",
              "Dopisz do planu to, czego brakuje: role wśród ludzi, planowanie życia, gospodarowanie pieniędzmi.",
              ("art-3-ust-1",)),
        Check("c-godziny", "Uczestnik ma od 30 do 40 godzin zajęć w tygodniu.",
              "Ułóż tydzień na nowo. Krótszy wymiar jest możliwy przy znacznej i umiarkowanej niepełnosprawności.",
              ("art-14-ust-1",)),
        Check("c-program", "Kierownik układa program zajęć na każdy miesiąc.",
              "Przygotuj program na najbliższy miesiąc i wywieś go przed jego początkiem.", ("art-14-ust-1a",)),
        Check("c-ipzs", "Każdy uczestnik podpisał indywidualny program, zanim został przyjęty.",
              "Sprawdź teczki. Przyjęcie następuje dopiero po podpisaniu programu uzgodnionego z OPS lub CUS.",
              ("art-12-ust-4", "art-13-ust-2")),
        Check("c-zaswiadczenie", "Po zajęciach uczestnik dostaje zaświadczenie o udziale i umiejętnościach.",
              "Przygotuj wzór zaświadczenia i wydawaj je wszystkim, którzy kończą.", ("art-13-ust-5a",)),
    )),
    Field("Zaplecze i organizacja", (
        Check("c-bhp", "Są szkolenia bhp, badania, odzież robocza i środki ochrony.",
              "Zrób listę uczestników i zaznacz, komu czego brakuje. Za bezpieczeństwo odpowiada kierownik.",
              ("art-14-ust-2",)),
        Check("c-posilek", "Każdego dnia pobytu jest bezpłatny posiłek.",
              "Ustal, kto i za co przygotowuje posiłek. Wydatek na posiłki wolno pokryć ze środków centrum.",
              ("art-14-ust-4", "art-10-ust-6-pkt-8")),
        Check("c-rachunki", "Przychody, koszty i wynik centrum widać osobno.",
              "Wydziel centrum w rachunkach i spisz sposób dzielenia wspólnych kosztów. Samorządu to nie dotyczy.",
              ("art-3-ust-4",)),
        Check("c-dane", "Do danych zaglądają tylko osoby z pisemnym upoważnieniem i zobowiązaniem do tajemnicy.",
              "Przygotuj oba dokumenty i daj je do podpisu, zanim ktokolwiek otworzy teczkę.", ("art-8b-ust-4",)),
        Check("c-tablica", "Informacja o danych wisi w widocznym miejscu, a teczki trzymacie 10 lat.",
              "Wywieś informację, mów o niej przy pierwszej czynności i zapisz, do kiedy trzymać teczki.",
              ("art-8b-ust-2", "art-8b-ust-3", "art-8b-ust-5")),
    )),
    Field("Partnerzy", (
        Check("c-ops", "OPS lub CUS kieruje do Was osoby i wie, kto przeszedł okres próbny.",
              "Umów stały kontakt. O zakwalifikowaniu po okresie próbnym trzeba zawiadomić OPS lub CUS.",
              ("art-12-ust-1", "art-15-ust-2")),
        Check("c-pup", "Ze starostą ustalony jest zwrot świadczeń z Funduszu Pracy.",
              "Umów się ze starostą na zwrot i zapytaj o zaliczkę.", ("art-15-ust-8",)),
        Check("c-dalej", "Uczestnik ma dokąd pójść po zajęciach: do pracodawcy albo spółdzielni socjalnej.",
              "Zacznij rozmowy z pracodawcami i urzędem pracy przed końcem zajęć, nie po nim.",
              ("art-16-ust-1", "art-16-ust-1a")),
        Check("c-sprawozdanie", "Co roku do 31 marca wojewoda, dotujący i instytucja tworząca mają sprawozdanie.",
              "Wpisz termin do kalendarza i zbieraj dane przez cały rok.", ("art-5-ust-4-pkt-2",)),
    )),
)  # fmt: skip
_KIS_FIELDS = (
    Field("Kadra", (
        Check("k-kadra", "Wiadomo, kto prowadzi zajęcia, na jakiej podstawie i w jakim wymiarze.",
              "Spisz to teraz. Te dane podaje się w sprawozdaniu.", ("art-18a-ust-6-pkt-1",)),
        Check("k-tajemnica", "Każdy, kto ma dostęp do danych, ma upoważnienie i zobowiązał się do tajemnicy.",
              "Przygotuj oba dokumenty i daj je do podpisu.", ("art-18f-ust-4", "art-18f-ust-5")),
    )),
    Field("Minimum zajęć", (
        Check("k-kontrakt", "Każdy uczestnik realizuje kontrakt socjalny.",
              "Ustal z OPS, kto i kiedy zawiera kontrakt. Bez niego udział w klubie nie jest możliwy.",
              ("art-18-ust-4",)),
        Check("k-wola", "Udział jest dobrowolny, a jego czas ustalony z każdą osobą osobno.",
              "Porozmawiaj z każdym uczestnikiem i zapisz, na jak długo się umawiacie.",
              ("art-18-ust-3", "art-18-ust-5")),
        Check("k-formy", "Klub ma kilka form pracy, dobranych do uczestników.",
              "Przejrzyj listę w ustawie i wybierz to, czego brakuje. Lista jest przykładowa.", ("art-18-ust-2",)),
        Check("k-zaswiadczenie", "Po zakończeniu udziału bez zwłoki wydajecie zaświadczenie.",
              "Przygotuj wzór. Zaświadczenie jest potrzebne, by zostać absolwentem klubu.",
              ("art-18-ust-5a", "art-2-pkt-1b")),
    )),
    Field("Zaplecze i organizacja", (
        Check("k-wpis", "Klub jest wpisany do rejestru wojewody.",
              "Wstrzymaj działania i zgłoś klub. Wolno go prowadzić dopiero po wpisie.",
              ("art-18-ust-1", "art-18a-ust-2")),
        Check("k-tablica", "Informacja o danych wisi w widocznym miejscu i mówicie o niej na początku.",
              "Wywieś informację i wspomnij o niej przy pierwszej czynności.", ("art-18f-ust-2", "art-18f-ust-3")),
        Check("k-pieniadze", "Wiadomo, z czego klub żyje w tym i następnym roku.",
              "Sprawdź źródła wymienione w ustawie i zapytaj marszałka o wyposażenie.",
              ("art-18-ust-6", "art-8-ust-1")),
    )),
    Field("Partnerzy", (
        Check("k-ops", "Z OPS jest stały kontakt w sprawie uczestników i kontraktów.",
              "Wyznacz po jednej osobie z każdej strony i umów stały dzień rozmowy.", ("art-18-ust-4",)),
        Check("k-dalej", "Uczestnik ma dokąd pójść po klubie: do pracodawcy albo spółdzielni socjalnej.",
              "Porozmawiaj z urzędem pracy i pracodawcami o tym, co dalej.", ("art-16-ust-1", "art-16-ust-1a")),
        Check("k-sprawozdanie", "Sprawozdanie idzie do wojewody co roku do 31 marca.",
              "Wpisz termin do kalendarza i zbieraj dane przez cały rok.", ("art-18a-ust-6",)),
    )),
)  # fmt: skip
FIELDS = {CIS: _CIS_FIELDS, KIS: _KIS_FIELDS}
_CHECKS = [check for fields in FIELDS.values() for group in fields for check in group.checks]

TOOL = Declared(
    key=KEY,
    title="Samoocena minimalnego standardu",
    summary="Cztery obszary: kadra, zajęcia, zaplecze, partnerzy. Odpowiedz szczerze, a dostaniesz listę tego, "
    "co poprawić najpierw.",
    provisions=cited(*(check.provisions for check in _CHECKS)),
    words=tuple(f"{check.text} {check.advice}" for check in _CHECKS),
    sheet=True,
)


@dataclass(frozen=True)
class FieldResult:
    """One field: how many checks are met of those that concern the body, and what to mend, the missing first."""

    title: str
    met: int
    total: int
    to_mend: tuple[tuple[Check, str], ...]


def checks_of(kind: str) -> list[Check]:
    return [check for group in FIELDS[kind] for check in group.checks]


def unanswered(kind: str, said: Mapping[str, str]) -> list[Check]:
    return [check for check in checks_of(kind) if said.get(check.key) not in ANSWERS]


def assess(kind: str, said: Mapping[str, str]) -> list[FieldResult]:
    """Return the result of each field; a check without an answer counts as missing."""
    return [_result(group, said) for group in FIELDS[kind]]


def _result(group: Field, said: Mapping[str, str]) -> FieldResult:
    given = [(check, said.get(check.key, NO)) for check in group.checks]
    ours = [(check, answer) for check, answer in given if answer != NOT_OURS]
    to_mend = sorted((pair for pair in ours if pair[1] != YES), key=lambda pair: pair[1] == PARTLY)
    return FieldResult(group.title, sum(answer == YES for _, answer in ours), len(ours), tuple(to_mend))

"""Registering a club: what to do, in order, and what follows the entry."""

from akademia.education.tools.rules.declared import Declared, OtherLaw, Task, cited

STEPS = (
    Task("Sprawdź, czy możesz prowadzić klub. Mogą to robić: gmina, organizacja pozarządowa, podmiot kościelny "
         "i spółdzielnia socjalna.", ("art-18-ust-1", "art-3-ust-2-pkt-3")),
    Task("Ustal województwo. Zgłoszenie przyjmuje wojewoda właściwy dla miejsca, w którym klub ma działać.",
         ("art-18a-ust-1", "art-18a-ust-2")),
    Task("Pobierz formularz. Wzór i wykaz załączników określa minister w rozporządzeniu. Aktualny druk znajdziesz na "
         "stronie urzędu wojewódzkiego.", ("art-18a-ust-3",)),
    Task("Wypełnij go i złóż z załącznikami w urzędzie wojewódzkim.", ("art-18a-ust-3",)),
    Task("Poczekaj na wpis. Wojewoda ma na niego 30 dni od zgłoszenia.", ("art-18a-ust-2",)),
    Task("Zacznij dopiero po wpisie. Klub bez wpisu nie może działać.", ("art-18-ust-1",)),
)  # fmt: skip
AFTER = (
    Task("Przed pierwszymi zajęciami: kontrakt socjalny każdego uczestnika.", ("art-18-ust-4",)),
    Task("Od początku: upoważnienia i zobowiązania do tajemnicy, informacja o danych w widocznym miejscu.",
         ("art-18f-ust-2", "art-18f-ust-4")),
    Task("Co roku do 31 marca: sprawozdanie do wojewody.", ("art-18a-ust-6",), "terminarz"),
    Task("Gdy klub kończy działalność: pisemna informacja do wojewody w 30 dni. Wojewoda usuwa go z rejestru.",
         ("art-18a-ust-4", "art-18a-ust-5")),
)  # fmt: skip

TOOL = Declared(
    key="rejestracja-kis",
    title="Rejestracja klubu",
    summary="Jak zgłosić klub integracji społecznej do rejestru: kto, gdzie, na czym i w jakim czasie.",
    provisions=cited(*(task.provisions for task in STEPS + AFTER)),
    words=tuple(task.text for task in STEPS + AFTER),
    others=(
        OtherLaw("Dz.U. 2012 poz. 513", "Rozporządzenie z 30 kwietnia 2012 r. w sprawie zgłoszenia do rejestru "
                 "klubów. Podajemy je za stroną urzędu wojewódzkiego; zanim użyjesz druku, sprawdź, czy nadal "
                 "obowiązuje."),
    ),
)  # fmt: skip

"""„CIS czy KIS?”: a path of questions, what each answer speaks for, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akademia.education.tools.rules.declared import Declared, Task, cited

CIS, KIS, BOTH, NEITHER = "cis", "kis", "oba", "zadne"
FOR_CIS, FOR_KIS, NOT_CIS, NOT_KIS, NOTE = "for-cis", "for-kis", "not-cis", "not-kis", "note"
KEY = "cis-czy-kis"


@dataclass(frozen=True)
class Reason:
    """What an answer speaks for (FOR_), what it rules out (NOT_), or only what to mind (NOTE)."""

    side: str
    text: str
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    key: str
    label: str
    reasons: tuple[Reason, ...]
    note: str = ""


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    hint: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Verdict:
    """What the answers come to: which of the two, why, and what to do next, per kind."""

    kind: str
    reasons: tuple[Reason, ...]
    tasks: tuple[tuple[str, tuple[Task, ...]], ...]

    def on(self, *sides: str) -> list[Reason]:
        return [reason for reason in self.reasons if reason.side in sides]


_MAY_BOTH = "Wolno Wam prowadzić i centrum, i klub."
QUESTIONS = (
    Question(
        "kto",
        "Kto chce prowadzić centrum albo klub?",
        "Ustawa wylicza, kto może utworzyć centrum i kto może prowadzić klub. Te listy się różnią.",
        (
            Answer("gmina", "Gmina", (
                Reason(NOTE, f"{_MAY_BOTH} Gmina tworzy centrum jako jednostkę budżetową albo samorządowy zakład "
                       "budżetowy.", ("art-3-ust-2-pkt-1", "art-18-ust-1")),
            )),
            Answer("samorzad", "Powiat albo województwo", (
                Reason(NOT_KIS, "Z samorządów klub może prowadzić tylko gmina. Powiat i województwo mogą utworzyć "
                       "centrum.", ("art-18-ust-1", "art-3-ust-2-pkt-1")),
            )),
            Answer("ngo", "Organizacja pozarządowa", (
                Reason(NOTE, f"{_MAY_BOTH} Centrum musi mieć osobne rachunki i własne miejsce w organizacji.",
                       ("art-3-ust-2-pkt-2", "art-3-ust-4", "art-18-ust-1")),
            ), "fundacja, stowarzyszenie"),
            Answer("koscielny", "Podmiot kościelny albo spółdzielnia socjalna", (
                Reason(NOTE, f"{_MAY_BOTH} Centrum musi mieć osobne rachunki i własne miejsce w całości.",
                       ("art-3-ust-2-pkt-3", "art-3-ust-4", "art-18-ust-1")),
            )),
            Answer("inny", "Ktoś inny", (
                Reason(NOT_CIS, "Na liście tych, którzy mogą utworzyć centrum, nie ma firm ani osób prywatnych.",
                       ("art-3-ust-2",)),
                Reason(NOT_KIS, "Na liście tych, którzy mogą prowadzić klub, też ich nie ma.", ("art-18-ust-1",)),
            ), "na przykład spółka, osoba prywatna, grupa nieformalna"),
        ),
    ),
    Question(
        "czas",
        "Ile czasu w tygodniu mają osoby, dla których to robicie?",
        "Pomyśl o ich prawdziwym tygodniu: opiece nad bliskimi, leczeniu, dojazdach.",
        (
            Answer("pelny", "Od 30 do 40 godzin", (
                Reason(FOR_CIS, "Zajęcia w centrum trwają od 30 do 40 godzin tygodniowo i takie osoby im sprostają.",
                       ("art-14-ust-1",)),
            )),
            Answer("mniej", "Mniej niż 30 godzin", (
                Reason(FOR_KIS, "Wymiar zajęć klubu nie jest określony w ustawie, a czas udziału ustala się z każdą "
                       "osobą. Centrum wymaga co najmniej 30 godzin tygodniowo; wyjątkiem jest znaczna lub "
                       "umiarkowana niepełnosprawność.", ("art-18-ust-5", "art-14-ust-1")),
            )),
            Answer("roznie", "Każdy inaczej", (
                Reason(FOR_KIS, "W klubie długość udziału ustala się osobno z każdą osobą.", ("art-18-ust-5",)),
            )),
        ),
    ),
    Question(
        "pieniadze",
        "Czy uczestnicy mają dostawać pieniądze za udział?",
        "Chodzi o comiesięczne świadczenie integracyjne i o posiłek.",
        (
            Answer("tak", "Tak, bez tego nie przyjdą", (
                Reason(FOR_CIS, "Uczestnik centrum może dostać świadczenie równe 120% zasiłku dla bezrobotnych, a "
                       "w każdym dniu pobytu bezpłatny posiłek. Dla klubu ustawa tego nie przewiduje.",
                       ("art-15-ust-4", "art-14-ust-4")),
            )),
            Answer("nie", "Nie, ważniejsza jest pomoc i towarzyszenie", (
                Reason(FOR_KIS, "Klub opiera się na woli osoby i kontrakcie socjalnym, bez świadczenia.",
                       ("art-18-ust-3", "art-18-ust-4")),
            )),
            Answer("nie-wiem", "Jeszcze nie wiemy", (
                Reason(NOTE, "Zapytajcie przyszłych uczestników. Świadczenie daje tylko centrum.", ("art-15-ust-4",)),
            )),
        ),
    ),
    Question(
        "renta",
        "Czy chcecie pracować także z osobami, które mają rentę z tytułu niezdolności do pracy?",
        "Ta renta nie jest rentą socjalną.",
        (
            Answer("tak", "Tak", (
                Reason(FOR_KIS, "Osoba z taką rentą nie może być uczestnikiem centrum, ale może chodzić do klubu.",
                       ("art-1-ust-3-pkt-6", "art-1-ust-3a")),
            )),
            Answer("nie", "Nie", (
                Reason(NOTE, "Sprawdzajcie przy przyjęciu inne świadczenia, które wyłączają z ustawy, na przykład "
                       "zasiłek dla bezrobotnych i emeryturę.", ("art-1-ust-3",)),
            )),
        ),
    ),
    Question(
        "zawod",
        "Czy nauka zawodu ma się odbywać na prawdziwych zamówieniach?",
        "Na przykład w kuchni, która sprzedaje obiady, albo w pracowni, która szyje na zlecenie.",
        (
            Answer("tak", "Tak", (
                Reason(FOR_CIS, "Centrum może wytwarzać, handlować i świadczyć usługi w ramach reintegracji zawodowej. "
                       "To nie jest działalność gospodarcza.", ("art-9-ust-1", "art-9-ust-2")),
            )),
            Answer("nie", "Nie, wystarczą szukanie pracy, porady, samopomoc", (
                Reason(FOR_KIS, "To są właśnie przykładowe formy pracy klubu.",
                       ("art-18-ust-2-pkt-1", "art-18-ust-2-pkt-4", "art-18-ust-2-pkt-5")),
            )),
        ),
    ),
    Question(
        "zaplecze",
        "Co już macie?",
        "Centrum potrzebuje więcej, zanim zacznie działać.",
        (
            Answer("duzo", "Lokal, ludzi do pracy i plan pieniędzy", (
                Reason(FOR_CIS, "Macie to, o co pyta wniosek o status: tytuł do lokalu, kadrę i budżet.",
                       ("art-4-ust-2-pkt-13", "art-4-ust-2-pkt-6", "art-4-ust-2-pkt-9")),
            )),
            Answer("czesc", "Część z tego", (
                Reason(NOTE, "Sprawdźcie, czego brakuje do wniosku o status. Braki w kadrze i lokalu można uzupełnić "
                       "przed jego złożeniem.", ("art-4-ust-2",)),
            )),
            Answer("malo", "Na razie chęci i kilka osób", (
                Reason(FOR_KIS, "Klub zaczyna się od zgłoszenia na formularzu i wpisu do rejestru. Wniosek o status "
                       "centrum wymaga opisu kadry, budżetu i tytułu do lokalu.",
                       ("art-18a-ust-2", "art-18a-ust-3", "art-4-ust-2")),
            )),
        ),
    ),
)  # fmt: skip

CIS_TASKS = (
    Task("Wybierzcie postać centrum: jednostkę albo zakład budżetowy (samorząd), wydzieloną część (inne podmioty).",
         ("art-3-ust-2", "art-3-ust-4")),
    Task("Zaplanujcie wszystkie cztery rodzaje usług, nie tylko naukę zawodu.", ("art-3-ust-1",)),
    Task("Znajdźcie lokal i zdobądźcie kopię tytułu prawnego do niego.", ("art-4-ust-2-pkt-13",)),
    Task("Ustalcie kadrę: kierownika, pracownika socjalnego, instruktorów zawodu, prowadzących reintegrację.",
         ("art-11-ust-1", "art-11-ust-1a", "art-11-ust-2")),
    Task("Policzcie prowadzących: na jednego najwyżej 10 uczestników.", ("art-11-ust-3",)),
    Task("Poproście starostę o opinię (nie dotyczy powiatu).", ("art-4-ust-2-pkt-14",)),
    Task("Porozmawiajcie z ośrodkiem pomocy społecznej lub centrum usług społecznych o kierowaniu uczestników.",
         ("art-12-ust-1", "art-12-ust-2")),
    Task("Zapytajcie marszałka o dotację na wyposażenie i pierwsze 3 miesiące.", ("art-8-ust-1",)),
    Task("Złóżcie wniosek o status do wojewody.", ("art-4-ust-1", "art-5-ust-1"), "wniosek-o-status"),
    Task("Wpiszcie do kalendarza sprawozdanie: co roku do 31 marca.", ("art-5-ust-4-pkt-2",), "terminarz"),
)  # fmt: skip
KIS_TASKS = (
    Task("Wybierzcie formy pracy klubu. Lista w ustawie jest przykładowa.", ("art-18-ust-2",)),
    Task("Umówcie się z ośrodkiem pomocy społecznej na kontrakty socjalne uczestników.", ("art-18-ust-4",)),
    Task("Znajdźcie pieniądze: środki unijne, dotacje gminy, programy ministra, dotację marszałka na wyposażenie.",
         ("art-18-ust-6", "art-8-ust-1")),
    Task("Przygotujcie ochronę danych: pisemne upoważnienia, zobowiązania do tajemnicy, informację w budynku.",
         ("art-18f-ust-2", "art-18f-ust-4")),
    Task("Zgłoście klub wojewodzie na formularzu. Zacznijcie po wpisie do rejestru.",
         ("art-18-ust-1", "art-18a-ust-2", "art-18a-ust-3"), "rejestracja-kis"),
    Task("Przygotujcie wzór zaświadczenia: wydaje się je bez zwłoki po zakończeniu udziału.", ("art-18-ust-5a",)),
    Task("Wpiszcie do kalendarza sprawozdanie: co roku do 31 marca.", ("art-18a-ust-6",), "terminarz"),
)  # fmt: skip

_TASKS: dict[str, tuple[tuple[str, tuple[Task, ...]], ...]] = {
    CIS: (("Centrum: co zrobić po kolei", CIS_TASKS),),
    KIS: (("Klub: co zrobić po kolei", KIS_TASKS),),
}
_TASKS |= {BOTH: _TASKS[CIS] + _TASKS[KIS], NEITHER: ()}
_REASONS = [reason for question in QUESTIONS for answer in question.answers for reason in answer.reasons]
TOOL = Declared(
    key=KEY,
    title="CIS czy KIS?",
    summary="Sześć pytań o Was i Waszych uczestników. Na końcu odpowiedź z powodami i lista rzeczy do zrobienia, "
    "którą wydrukujesz.",
    words=(*(q.text for q in QUESTIONS), *(r.text for r in _REASONS), *(t.text for t in CIS_TASKS + KIS_TASKS)),
    provisions=cited(*(r.provisions for r in _REASONS), *(t.provisions for t in CIS_TASKS + KIS_TASKS)),
)


def answered(said: Mapping[str, str]) -> list[tuple[Question, Answer]]:
    """Return the answers that count: from the first question on, up to the first without a known answer."""
    path: list[tuple[Question, Answer]] = []
    for question in QUESTIONS:
        answer = next((one for one in question.answers if one.key == said.get(question.key)), None)
        if answer is None:
            break
        path.append((question, answer))
        if _is_barred(path, NOT_CIS) and _is_barred(path, NOT_KIS):
            break
    return path


def next_question(path: Sequence[tuple[Question, Answer]]) -> Question | None:
    """Return what to ask after some answers; None when all is known, or nothing would change it."""
    if _is_barred(path, NOT_CIS) and _is_barred(path, NOT_KIS):
        return None
    return QUESTIONS[len(path)] if len(path) < len(QUESTIONS) else None


def verdict(path: Sequence[tuple[Question, Answer]]) -> Verdict:
    """Say what the answers come to: what is ruled out is out, of the rest what more answers speak for."""
    reasons = tuple(reason for _, answer in path for reason in answer.reasons)
    kind = _kind(_is_barred(path, NOT_CIS), _is_barred(path, NOT_KIS), _more(reasons))
    return Verdict(kind, reasons, _TASKS[kind])


def _kind(no_cis: bool, no_kis: bool, more: int) -> str:
    if no_cis or no_kis:
        return NEITHER if no_cis and no_kis else KIS if no_cis else CIS
    return CIS if more > 0 else KIS if more < 0 else BOTH


def _more(reasons: Sequence[Reason]) -> int:
    sides = [reason.side for reason in reasons]
    return sides.count(FOR_CIS) - sides.count(FOR_KIS)


def _is_barred(path: Sequence[tuple[Question, Answer]], side: str) -> bool:
    return any(reason.side == side for _, answer in path for reason in answer.reasons)

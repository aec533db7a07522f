"""The integration benefit of one month, reckoned as on paper: exact fractions of a zloty, never rounded.

Source: art. 15 and 15a of the act, as told in our register.
"""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from akademia.core.text import NBSP, counted
from akademia.education.tools.rules.declared import Declared, Task, cited

PERCENT = 120
DAYS_OF_PART = 30  # a part of a month counts 1/30 for each calendar day
UNEXCUSED_SHARE, MOST_UNEXCUSED = 20, 3
SICK_SHARE, MOST_SICK = 40, 21
FIRST_MONTH = date(2022, 3, 1)  # the first month that is wholly under these rules (in force since 15.02.2022)
SHOWN_PLACES = 4
LARGEST_GROSZE = 10_000_000
_AMOUNT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?\Z")

RULES = (
    Task("Pełny miesiąc: 120% zasiłku dla bezrobotnych, także w okresie próbnym", ("art-15-ust-4", "art-2-pkt-9")),
    Task("Niepełny miesiąc: 1/30 za każdy dzień kalendarzowy", ("art-15-ust-6",)),
    Task("Nieobecność bez usprawiedliwienia: minus 1/20 za dzień, do 3 dni w miesiącu. Przy dłuższej nie ma "
         "świadczenia za cały miesiąc", ("art-15-ust-7",)),
    Task("Potwierdzona choroba po okresie próbnym: minus 1/40 za dzień, do 21 dni. Dalsze dni są bez świadczenia",
         ("art-15-ust-7a",)),
    Task("Dni wolne na wniosek i za zgodą kierownika: świadczenie jest pełne", ("art-15-ust-6a", "art-15-ust-6b")),
    Task("Premia: zależy od kierownika, po okresie próbnym, najwyżej tyle, ile świadczenie",
         ("art-15a-ust-1", "art-15a-ust-2")),
    Task("Wypłata: raz w miesiącu, z dołu", ("art-15-ust-5",)),
    Task("Czas: miesiąc próbny, potem do 11 miesięcy, z możliwym przedłużeniem do 12 miesięcy",
         ("art-15-ust-1", "art-15-ust-3")),
)  # fmt: skip
TOOL = Declared(
    key="kalkulator-swiadczenia",
    title="Kalkulator świadczenia integracyjnego",
    summary="Policz, ile uczestnik centrum dostanie za dany miesiąc. Zobaczysz każdy krok rachunku i przepis, "
    "z którego pochodzi.",
    provisions=cited(("art-2-pkt-6",), *(rule.provisions for rule in RULES)),
    words=tuple(f"{rule.text}." for rule in RULES),
)


@dataclass(frozen=True)
class Month:
    """What happened in a month.

    :param length: calendar days of the month.
    :param days: calendar days of taking part; None: the whole month.
    :param sick_before: days of illness of earlier months that count towards the limit.
    :param trial: the month lies in the trial period.
    """

    length: int
    days: int | None = None
    unexcused: int = 0
    sick: int = 0
    sick_before: int = 0
    trial: bool = False
    premium: Fraction = Fraction(0)

    @property
    def taken(self) -> int:
        return self.length if self.days is None else self.days

    @property
    def is_whole(self) -> bool:
        return self.taken >= self.length


@dataclass(frozen=True)
class Step:
    """One line of the reckoning: what, how, how much, by which provision. `assumed`: our reading, not the act's."""

    what: str
    how: str
    amount: Fraction
    provision: str | None = None
    assumed: bool = False


@dataclass(frozen=True)
class Reckoning:
    """The benefit of a month. All amounts in zlotys.

    :param steps: the lines of the reckoning; the first is the benefit of a whole month.
    :param raw: what the lines come to, even below nothing; `benefit` never is.
    """

    steps: tuple[Step, ...]
    raw: Fraction
    premium: Fraction
    notes: tuple[str, ...] = ()

    @property
    def benefit(self) -> Fraction:
        return max(self.raw, Fraction(0))

    @property
    def total(self) -> Fraction:
        return self.benefit + self.premium


def full_benefit(unemployment_benefit: Fraction) -> Fraction:
    """Return the benefit of a whole month: 120 per cent of the unemployment benefit (art. 15 ust. 4)."""
    return unemployment_benefit * Fraction(PERCENT, 100)


def problems(month: Month) -> dict[str, str]:
    """Return what cannot be so in a month: name of the part -> a Polish sentence."""
    wrong: dict[str, str] = {}
    if not 1 <= month.taken <= month.length:
        wrong["days"] = f"Ten miesiąc ma {counted(month.length, 'dzień', 'dni', 'dni')}. Wpisz liczbę od 1 do tylu."
    elif month.unexcused + month.sick > month.taken:
        wrong["sick" if month.sick else "unexcused"] = (
            f"Nieobecności i choroby jest razem więcej niż {counted(month.taken, 'dzień', 'dni', 'dni')} udziału."
        )
    if month.trial and month.sick:
        wrong["sick"] = "Przepis o chorobie dotyczy czasu po okresie próbnym. O chorobę w próbie zapytaj w centrum."
    if month.trial and month.premium:
        wrong["premium"] = "Premię można przyznać dopiero po okresie próbnym."
    return wrong


def given(full: Fraction) -> Step:
    """Return the first line where the benefit of a whole month is known itself."""
    return Step("Pełne świadczenie", "kwota, którą podajesz", full, "art-15-ust-4")


def from_unemployment(amount: Fraction) -> Step:
    """Return the first line where the unemployment benefit is known."""
    return Step("Pełne świadczenie", f"{PERCENT}% × {zloty(amount)}", full_benefit(amount), "art-15-ust-4")


def reckon(whole: Step, month: Month) -> Reckoning:
    """Reckon the benefit of a month from the line that gives the benefit of a whole one. `month` has no `problems`."""
    full = whole.amount
    if month.unexcused > MOST_UNEXCUSED:
        return _told(full, (whole, _lost(full, month)), Fraction(0), month)
    share = _share(full, month)
    less = [*_absence(full, month), *_illness(full, month)]
    start = share[0].amount if share else full
    raw = start + sum((step.amount for step in less), Fraction(0))
    return _told(full, (whole, *share, *less), raw, month)


def _told(full: Fraction, steps: tuple[Step, ...], raw: Fraction, month: Month) -> Reckoning:
    notes = ("Potrącenia są większe niż świadczenie, więc zostaje zero.",) if raw < 0 else ()
    return Reckoning(steps, raw, month.premium, (*notes, *_premium_notes(full, max(raw, Fraction(0)), month)))


def _lost(full: Fraction, month: Month) -> Step:
    how = f"{counted(month.unexcused, 'dzień', 'dni', 'dni')} to więcej niż {MOST_UNEXCUSED}"
    return Step("Nieobecność bez usprawiedliwienia: bez świadczenia za cały miesiąc", how, -full, "art-15-ust-7")


def _share(full: Fraction, month: Month) -> list[Step]:
    if month.is_whole:
        return []
    part = full / DAYS_OF_PART * month.taken
    how = f"{zloty(full)} ÷ {DAYS_OF_PART} × {month.taken}"
    return [Step("Niepełny miesiąc: 1/30 za każdy dzień kalendarzowy", how, part, "art-15-ust-6")]


def _absence(full: Fraction, month: Month) -> list[Step]:
    if not month.unexcused:
        return []
    how = f"{zloty(full)} ÷ {UNEXCUSED_SHARE} × {month.unexcused}"
    less = -full / UNEXCUSED_SHARE * month.unexcused
    return [Step("Nieobecność bez usprawiedliwienia: minus 1/20 za dzień", how, less, "art-15-ust-7")]


def _illness(full: Fraction, month: Month) -> list[Step]:
    lowered = min(month.sick, max(0, MOST_SICK - month.sick_before))
    beyond = month.sick - lowered
    steps = []
    if lowered:
        how = f"{zloty(full)} ÷ {SICK_SHARE} × {lowered}"
        steps.append(Step("Choroba: minus 1/40 za dzień", how, -full / SICK_SHARE * lowered, "art-15-ust-7a"))
    if beyond:
        what = f"Choroba ponad {MOST_SICK} dni: te dni są bez świadczenia, liczymy minus 1/30 za dzień"
        how = f"{zloty(full)} ÷ {DAYS_OF_PART} × {beyond}"
        steps.append(Step(what, how, -full / DAYS_OF_PART * beyond, "art-15-ust-7a", assumed=True))
    return steps


def _premium_notes(full: Fraction, benefit: Fraction, month: Month) -> tuple[str, ...]:
    if not benefit < month.premium <= full:
        return ()
    return (
        "Premia jest wyższa niż świadczenie policzone za ten miesiąc, choć mieści się w pełnym świadczeniu. "
        "Zapytaj w centrum, od której z tych kwot liczy się granicę.",
    )


def premium_problem(full: Fraction, premium: Fraction) -> str | None:
    """Say why a premium cannot be that high: at most as much as the benefit (art. 15a ust. 2)."""
    if premium <= full:
        return None
    return f"Premia może wynieść najwyżej tyle, ile świadczenie: {zloty(full)}."


def zloty(amount: Fraction) -> str:
    """Return an amount in words, not rounded: „37,225 zł”; what never ends is cut after four places: „49,6333… zł”."""
    scaled = abs(amount) * 10**SHOWN_PLACES
    digits = f"{scaled.numerator // scaled.denominator:0{SHOWN_PLACES + 1}d}"
    whole, part = digits[:-SHOWN_PLACES], digits[-SHOWN_PLACES:]
    shown = f"{part[:2]}{part[2:].rstrip('0')}" if scaled.denominator == 1 else f"{part}…"
    grouped = f"{int(whole):,}".replace(",", NBSP) if len(whole) > 4 else whole
    return f"{'−' if amount < 0 else ''}{grouped},{shown}{NBSP}zł"


def grosze_in(text: str) -> int | None:
    """Read an amount as people type it („1 241,20 zł”) as whole grosze; None where it is not one, or far too large."""
    plain = re.sub(r"[\s\u00a0\u202f]|zł\.?\Z", "", text.strip().casefold())
    found = _AMOUNT.match(plain)
    if not found:
        return None
    grosze = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    return grosze if grosze <= LARGEST_GROSZE else None


def in_zlotys(grosze: int) -> Fraction:
    return Fraction(grosze, 100)


PAST_SINCE = ("od 14 sierpnia 2003 r.", "od 14 lipca 2007 r.", "od 24 października 2015 r.", "od 15 lutego 2022 r.")
PAST_RULES = (
    ("Świadczenie w okresie próbnym", "50% zasiłku", "50% zasiłku", "50% zasiłku", "120% zasiłku"),
    ("Świadczenie po okresie próbnym", "80% zasiłku", "100% zasiłku", "100% zasiłku", "120% zasiłku"),
    ("Choroba ze świadczeniem", "brak", "do 14 dni", "do 14 dni", "do 21 dni"),
    ("Dni wolne ze świadczeniem", "brak", "do 4 dni", "do 6 dni", "6 dni, a przy przedłużeniu do 6 więcej"),
    ("Premia", "brak", "do 20% świadczenia", "do 50% świadczenia", "do 100% świadczenia"),
    ("Przedłużenie zajęć", "do 6 miesięcy", "do 6 miesięcy", "do 6 miesięcy", "do 12 miesięcy"),
)

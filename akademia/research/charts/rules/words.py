"""What a chart shows, said in Polish sentences: the highest, the lowest, the change, and what is missing."""

from collections.abc import Sequence
from decimal import Decimal

from akademia.core.text import NBSP, plural
from akademia.research.charts.rules.values import Figures, Line, Number, Unit, exact, number_words, whole_percent

SENTENCES = 6  # of one chart; what is over is in the table
MOST_NAMED = 3  # years or names that share a place
Known = list[tuple[str, Decimal]]


def said_of_lines(figures: Figures) -> tuple[str, ...]:
    """Return how each series went through the years, each in a few sentences."""
    alone = len(figures.lines) == 1
    return tuple(_of_line(line, figures, "" if alone else line.name) for line in figures.lines)


def said_of_bars(figures: Figures) -> tuple[str, ...]:
    """Return which category has most and which least, series by series."""
    alone = len(figures.lines) == 1
    return _some([_of_bars(line, figures, "" if alone else line.name) for line in figures.lines])


def said_of_some(figures: Figures) -> str:
    """Return which category has most of those that are told; others are withheld, so that none is the least."""
    line = figures.lines[0]
    most = max(value for _, value in _known(figures.labels, line.values))
    return f"Z{NBSP}podanych liczb najwięcej – {_at(line, figures, most)}."


def said_of_shares(figures: Figures) -> tuple[str, ...]:
    """Return the largest part of each row."""
    return _some([_of_row(place, label, figures) for place, label in enumerate(figures.labels)])


def _some(sentences: Sequence[str]) -> tuple[str, ...]:
    over = len(sentences) - SENTENCES
    more = "Ostatni wiersz jest w tabeli." if over == 1 else "Pozostałe wiersze są w tabeli."
    return (*sentences[:SENTENCES], *([more] if over > 0 else []))


def _of_line(line: Line, figures: Figures, name: str) -> str:
    known = _known(figures.labels, line.values)
    if not known:
        return _begun(name, "brak danych.")
    if len(known) == 1:
        year, value = known[0]
        mark = line.mark(figures.labels.index(year))
        return _begun(name, f"{mark}{figures.unit.said(value)} w{NBSP}{year}{NBSP}r., innych lat nie znamy.")
    parts = [
        _change(known, figures.unit),
        _ends(known, figures.unit),
        _missing(figures.labels, line.values),
        _about(line),
    ]
    return _begun(name, " ".join(part for part in parts if part))


def _change(known: Known, unit: Unit) -> str:
    (first_year, first), (last_year, last) = known[0], known[-1]
    if len({value for _, value in known}) == 1:
        return f"we wszystkich podanych latach tyle samo: {unit.said(first)}."
    begin = f"w{NBSP}{first_year}{NBSP}r. {unit.said(first)}, w{NBSP}{last_year}{NBSP}r. {unit.said(last)}"
    if first == last:
        return f"{begin}, czyli tyle samo."
    return f"{begin}, czyli o{NBSP}{_difference(first, last, unit)}."


def _difference(first: Decimal, last: Decimal, unit: Unit) -> str:
    more = "więcej" if last > first else "mniej"
    gap = abs(last - first)
    if unit.percent:
        return f"{_points(gap)} {more}"
    part = whole_percent(gap / first) if first > 0 else "0%"
    noun = "wzrost" if last > first else "spadek"
    return f"{number_words(gap)}{NBSP}{more}" + (f" ({noun} o{NBSP}{part})" if part != "0%" else "")


def _points(gap: Decimal) -> str:
    if gap != int(gap):
        return f"{number_words(gap)}{NBSP}punktu procentowego"
    noun = plural(int(gap), "punkt procentowy", "punkty procentowe", "punktów procentowych")
    return f"{number_words(gap)}{NBSP}{noun}"


def _ends(known: Known, unit: Unit) -> str:
    """Return where the highest and the lowest stand; nothing where the first and the last sentence said it."""
    values = [value for _, value in known]
    if len(set(values)) == 1 or len(known) == 2:
        return ""
    most, least = max(values), min(values)
    high = _years([year for year, value in known if value == most])
    low = _years([year for year, value in known if value == least])
    return f"Najwięcej {high} ({unit.said(most)}), najmniej {low} ({unit.said(least)})."


def _years(years: Sequence[str]) -> str:
    if len(years) == 1:
        return f"w{NBSP}{years[0]}{NBSP}r."
    return f"w{NBSP}latach {_listed(years)}"


def _missing(labels: Sequence[str], values: Sequence[Number | None]) -> str:
    lost = [label for label, value in zip(labels, values, strict=True) if value is None]
    if not lost:
        return ""
    return f"Brak liczb za {lost[0]}{NBSP}r." if len(lost) == 1 else f"Brak liczb za lata {_listed(lost)}."


def _about(line: Line) -> str:
    return "Część liczb źródło podaje w przybliżeniu." if any(line.marks) else ""


def _of_bars(line: Line, figures: Figures, name: str) -> str:
    known = _known(figures.labels, line.values)
    values = {value for _, value in known}
    if not known:
        return _begun(name, "brak danych.")
    if len(known) == 1:
        return _begun(
            name, f"{known[0][0]} – {line.mark(figures.labels.index(known[0][0]))}{figures.unit.said(known[0][1])}."
        )
    if len(values) == 1:
        marks = set(line.marks) or {""}
        mark = marks.pop() if len(marks) == 1 else ""
        return _begun(name, f"wszędzie tyle samo: {mark}{figures.unit.said(known[0][1])}.")
    most, least = max(values), min(values)
    return _begun(name, f"najwięcej – {_at(line, figures, most)}, najmniej – {_at(line, figures, least)}.")


def _at(line: Line, figures: Figures, value: Decimal) -> str:
    """Return the names of the categories with a value, and the value as they give it: „Tak” (ok. 40 osób)."""
    places = [place for place, one in enumerate(line.values) if one is not None and exact(one) == value]
    marks = {line.mark(place) for place in places}
    mark = marks.pop() if len(marks) == 1 else ""
    return f"{_names([figures.labels[place] for place in places])} ({mark}{figures.unit.said(value)})"


def _of_row(place: int, label: str, figures: Figures) -> str:
    values = [line.values[place] for line in figures.lines]
    known = _known([line.name for line in figures.lines], values)
    total = sum((value for _, value in known), Decimal(0))
    if len(known) < len(values):
        return _begun(label, "nie podajemy.")
    if not total:
        return _begun(label, "brak odpowiedzi.")
    most = max(value for _, value in known)
    names = _names([name for name, value in known if value == most])
    each = " (każda z tych odpowiedzi)" if sum(value == most for _, value in known) > 1 else ""
    return _begun(label, f"najczęściej {names} – {whole_percent(most / total)}{each}.")


def _known(labels: Sequence[str], values: Sequence[Number | None]) -> Known:
    return [(label, exact(value)) for label, value in zip(labels, values, strict=True) if value is not None]


def _names(names: Sequence[str]) -> str:
    shown = [f"„{name}”" for name in names[:MOST_NAMED]]
    over = len(names) - MOST_NAMED
    return (
        _listed(shown)
        if over <= 0
        else f"{', '.join(shown)} i{NBSP}{over}{NBSP}{plural(over, 'inna', 'inne', 'innych')}"
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} i{NBSP}{words[-1]}"


def _begun(name: str, sentence: str) -> str:
    return f"{name}: {sentence}" if name else sentence[:1].upper() + sentence[1:]

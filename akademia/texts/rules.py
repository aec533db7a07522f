"""The editor's check: what must be mended before a text is published, and what may be bettered."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

LONG_SENTENCE_WORDS = 25
_EMPTY_LINK_TEXTS = {
    "tu", "tutaj", "kliknij", "kliknij tu", "kliknij tutaj", "link", "odnośnik", "więcej", "czytaj więcej",
    "zobacz", "tam", "strona", "pod tym linkiem", "pobierz",
}  # fmt: skip
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_FILE_NAME = re.compile(r"[\w-]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)\Z", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZĄĆĘŁŃÓŚŹŻ]{2,6}(?![\w])")
# Read by everybody, or a part of a citation.
_EVERYDAY = {"PDF", "WWW", "SMS", "PESEL", "NIP", "REGON", "KRS", "VAT", "PIT", "UE", "RP", "OK", "II", "III", "IV",
             "VI", "VII", "VIII", "IX", "XI", "XII", "XIX", "XX", "XXI", "RODO"}  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    words: str


@dataclass(frozen=True)
class Link:
    line: int
    words: str
    target: str


@dataclass(frozen=True)
class Picture:
    """`decorative`: its author said that it carries no meaning (`{role=presentation}`)."""

    line: int
    alt: str
    source: str
    decorative: bool


@dataclass(frozen=True)
class Table:
    line: int
    captioned: bool
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    line: int
    words: str

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.words))


@dataclass
class Outline:
    """A text in its parts, in the order of the page. `said`: all of its words."""

    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def said(self) -> str:
        return " ".join(sentence.words for sentence in self.sentences)


@dataclass(frozen=True)
class Choice:
    """One answer to a finding: what a button says, and what choosing it is called."""

    label: str
    value: str


@dataclass(frozen=True)
class Finding:
    """What the check found. `blocks`: it must be mended before publishing. `line`: in the text, from 1.

    `choices`: what its author may choose with one press instead of mending the text by hand. `field`: the label of the
    field where it stands; empty for the text itself.
    """

    blocks: bool
    line: int
    what: str
    choices: tuple[Choice, ...] = ()
    field: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in words: „Wiersz 3”, „Galeria, wiersz 3”."""
        return f"{self.field}, wiersz {self.line}" if self.field else f"Wiersz {self.line}"


def findings(text: Outline, known: Collection[str] = ()) -> list[Finding]:
    """Return what a text's editor is told, what blocks first.

    :param known: abbreviations that the glossary explains.
    """
    found = [
        *_headings(text), *_links(text), *_pictures(text), *_tables(text), *_sentences(text),
        *_abbreviations(text, known),
    ]  # fmt: skip
    return in_order(found)


def same_descriptions(parts: Iterable[tuple[str, Outline]]) -> Iterator[Finding]:
    """Yield pictures that are described by the very words of an earlier one, wherever either stands.

    One picture may stand twice in one field.

    :param parts: (label of a field, its outline); the text itself has no label.
    """
    met: dict[str, tuple[str, Picture]] = {}
    for label, text in parts:
        for picture in text.pictures:
            words = " ".join(picture.alt.split()).casefold().rstrip(".")
            where, first = met.setdefault(words, (label, picture))
            if words and first is not picture and (where, first.source) != (label, picture.source):
                place = Finding(True, first.line, "", field=where).place
                yield Finding(
                    True, picture.line,
                    f"Opis obrazu „{_short(picture.alt)}” już jest ({place}). Napisz, czym ten obraz się różni.",
                    field=label,
                )  # fmt: skip


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order they are told: what blocks first, then by lines."""
    return sorted(found, key=lambda one: (not one.blocks, bool(one.field), one.field, one.line))


def _headings(text: Outline) -> Iterator[Finding]:
    last = 1
    for heading in text.headings:
        if not heading.words.strip():
            yield Finding(True, heading.line, "Nagłówek jest pusty. Wpisz jego treść albo go usuń.")
        elif heading.level == 1:
            yield Finding(True, heading.line, "Nagłówek pierwszego poziomu (#) ma już tytuł strony. Zacznij od ##.")
        elif heading.level > last + 1:
            yield Finding(
                True, heading.line,
                f"Nagłówek „{_short(heading.words)}” przeskakuje poziom: po poziomie {last} może być {last + 1}.",
            )  # fmt: skip
        elif heading.level > 4:
            yield Finding(False, heading.line, "Nagłówki głębsze niż ### trudno śledzić. Podziel tekst inaczej.")
        last = max(heading.level, 1)


def _links(text: Outline) -> Iterator[Finding]:
    for link in text.links:
        words = " ".join(link.words.split()).casefold().strip(".:!?,„” ")
        if not words:
            yield Finding(True, link.line, "Odnośnik nie ma słów. Napisz, dokąd prowadzi.")
        elif words in _EMPTY_LINK_TEXTS:
            yield Finding(
                True, link.line, f"Odnośnik „{link.words}” nie mówi, dokąd prowadzi. Wpisz nazwę strony albo dokumentu."
            )
        elif _BARE_ADDRESS.match(words):
            yield Finding(
                True, link.line, f"Odnośnikiem jest goły adres „{_short(link.words)}”. Wpisz nazwę tego miejsca."
            )
        if not link.target.strip():
            yield Finding(True, link.line, f"Odnośnik „{_short(link.words)}” nie ma adresu.")


def _pictures(text: Outline) -> Iterator[Finding]:
    for picture in text.pictures:
        if not picture.alt and not picture.decorative:
            yield Finding(
                True, picture.line,
                "Obraz nie ma opisu. Napisz, co na nim widać. Ozdobę oznacz tak: ![](adres){role=presentation}.",
            )  # fmt: skip
        elif picture.alt and _FILE_NAME.match(picture.alt):
            yield Finding(
                True, picture.line, f"Opisem obrazu jest nazwa pliku „{picture.alt}”. Napisz, co na nim widać."
            )
        elif len(picture.alt) > 250:
            yield Finding(False, picture.line, "Opis obrazu jest bardzo długi. Resztę przenieś do tekstu.")


def _tables(text: Outline) -> Iterator[Finding]:
    for table in text.tables:
        if not any(table.heads):
            yield Finding(True, table.line, "Tabela nie ma nagłówków kolumn. Wpisz je w pierwszym wierszu.")
        elif not all(table.heads[1:]):
            yield Finding(True, table.line, "Kolumna tabeli nie ma nagłówka. Nazwij każdą kolumnę.")
        if not table.captioned:
            yield Finding(False, table.line, "Tabela nie ma tytułu. Dodaj przed nią akapit „Tabela: o czym jest”.")


def _sentences(text: Outline) -> Iterator[Finding]:
    for sentence in text.sentences:
        if sentence.length > LONG_SENTENCE_WORDS:
            yield Finding(
                False, sentence.line,
                f"Długie zdanie ({sentence.length} słów): „{_short(sentence.words)}” Podziel je na krótsze.",
            )  # fmt: skip


def _abbreviations(text: Outline, known: Collection[str]) -> Iterator[Finding]:
    said = text.said
    met = {*_EVERYDAY, *known}
    for sentence in text.sentences:
        for found in _ABBREVIATION.findall(sentence.words):
            if found not in met and not _explained(found, said):
                yield Finding(
                    False, sentence.line,
                    f"Skrót „{found}” nie jest wyjaśniony. Rozwiń go przy pierwszym użyciu albo dodaj do słownika.",
                )  # fmt: skip
            met.add(found)


def _explained(abbreviation: str, said: str) -> bool:
    """Say whether the text gives the full name beside it: „pełna nazwa (SKRÓT)” or „SKRÓT (pełna nazwa)”."""
    return f"({abbreviation})" in said or f"{abbreviation} (" in said or f"({abbreviation}," in said


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]}…"

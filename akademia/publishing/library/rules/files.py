"""Which files of an item readers see, and what stops a file from being seen."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from akademia.core.text import slugify
from akademia.storage.rules import KINDS, MB, Use

ROLES = {
    "work": "sama publikacja",
    "twin": "dostępna wersja tej samej treści",
    "captions": "napisy do filmu",
    "extra": "dodatek (wzór, załącznik)",
}
DOCUMENTS = ("pdf", "epub", "docx", "odt", "xlsx", "ods", "pptx")
RECORDINGS = ("mp3", "mp4")
TWINS = ("docx", "odt", "epub", "pdf")
LARGEST_PLAIN_BYTES = 200 * MB  # of a form without JavaScript, which cannot go on after a lost connection
TAKEN = Use({
    "pdf": 200 * MB, "epub": 100 * MB, "docx": 60 * MB, "odt": 60 * MB, "xlsx": 60 * MB, "ods": 60 * MB,
    "pptx": 150 * MB, "mp3": 200 * MB, "mp4": 1_000 * MB, "vtt": 2 * MB, "zip": 100 * MB,
})  # fmt: skip


def role_objection(role: str, kind: str) -> str:
    """Return why a file of a kind cannot have a role, as a sentence; empty when it can."""
    if (role == "captions") != (kind == "vtt"):
        return "Napisy do filmu to plik WebVTT (.vtt), a plik WebVTT to zawsze napisy do filmu."
    if role == "twin" and kind not in TWINS:
        return "Dostępna wersja to dokument: DOCX, ODT, EPUB albo PDF."
    if kind == "zip" and role != "extra":
        return "Archiwum ZIP jest dodatkiem: wybierz „dodatek”."
    return ""


def address_name(name: str, kind: str) -> str:
    """Return the last part of a file's address, made of the name under which it came."""
    stem = slugify(name.rpartition(".")[0] or name)[:80].strip("-") or "plik"
    return f"{stem}.{KINDS[kind].suffix}"


@dataclass(frozen=True)
class Standing:
    """A file as the gate sees it. `kind`: empty when its bytes are gone; `newer`: the number of the one after it."""

    id: int
    role: str
    state: str
    kind: str
    has_findings: bool
    has_waiver: bool
    newer: int | None


@dataclass(frozen=True)
class Standings:
    """All files of one item. `has_text`: the item has its whole text to be read in the browser."""

    files: tuple[Standing, ...]
    has_text: bool

    @cached_property
    def stopped(self) -> frozenset[int]:
        """The files whose findings nothing makes up for."""
        return frozenset(one.id for one in self.files if one.has_findings and not self._is_made_up_for(one))

    def _is_made_up_for(self, file: Standing) -> bool:
        if file.has_waiver:
            return True
        if file.role == "work" and (
            self.has_text or self._has(lambda one: one.role == "twin" and not one.has_findings)
        ):
            return True
        return file.kind == "mp4" and self._has(lambda one: one.role == "captions")

    def _has(self, wanted: Callable[[Standing], bool]) -> bool:
        return any(one.state == "ready" and wanted(one) for one in self.files)

    @cached_property
    def open(self) -> frozenset[int]:
        """The files whose addresses answer: read, and let through by the gate, also where a newer one is there."""
        return frozenset(one.id for one in self.files if one.state == "ready" and one.id not in self.stopped)

    @cached_property
    def present(self) -> frozenset[int]:
        """The files that an item's page offers: open, and not replaced by another that is."""
        after: Mapping[int, int | None] = {one.id: one.newer for one in self.files}
        return frozenset(number for number in self.open if not self._replaced(number, after))

    def _replaced(self, number: int, after: Mapping[int, int | None]) -> bool:
        seen: set[int] = {number}
        newer = after.get(number)
        while newer is not None and newer not in seen:
            if newer in self.open:
                return True
            seen.add(newer)
            newer = after.get(newer)
        return False


def of_item(files: Iterable[Standing], has_text: bool) -> Standings:
    return Standings(tuple(files), has_text)


def objections(label: str, state: str, problem: str, findings: Collection[str], is_stopped: bool) -> str:
    """Return why a file keeps its item from being published, in plain sentences; empty when it does not."""
    if state == "preparing":
        return f"Plik „{label}” jest jeszcze sprawdzany. Odczekaj chwilę."
    if state == "held":
        return f"Plik „{label}” nie został przyjęty: {problem} Usuń go albo wymień na inny."
    if is_stopped:
        return (
            f"Plik „{label}” nie jest dla wszystkich. {' '.join(findings)} Dodaj dostępną wersję albo napisz "
            "czytelnikom, dlaczego jej nie ma."
        )
    return ""

"""Kinds of texts that people edit. Each wing registers its own; drafts, versions and the bin are the same for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.texts.formats.fields import Field, in_folds
from akademia.texts.services.rendering import Lexicon, Rendering

# What a form holds: field name -> exactly what was typed; a ticked box is "1", an empty one "".
Values = dict[str, str]
Address = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Binned:
    """How things of a kind are moved to the bin. Each is given the thing's number.

    :param refusal: why it may not be removed, in words; empty when it may.
    :param move: (number, to the bin?) -> (key, title); hides the thing or shows it again.
    :param holds: what still points at it, in words; empty when it may be erased.
    :param erase: removes it for good with all that is its own.
    """

    refusal: Callable[[int], str]
    move: Callable[[int, bool], tuple[str, str]]
    holds: Callable[[int], str]
    erase: Callable[[int], None]


@dataclass(frozen=True)
class Face:
    """A text as its readers will see it: a template and what it shows."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class TextUse:
    """A text that uses another: its title and number, what it is called, and its word in addresses of the desk."""

    title: str
    ref: int
    kind_said: str
    kind_address: str


@dataclass(frozen=True)
class Place:
    """Which text is meant: a published one by `ref`, or a new one (`ref` None) that is to belong to `parent`."""

    kind: "TextKind"
    ref: int | None = None
    parent: int = 0

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of this very text's form, with what may be chosen for it."""
        own = self.kind.options(self)
        return tuple(replace(one, choices=own[one.name]) if one.name in own else one for one in self.kind.fields)

    def complaints(self, values: Values) -> dict[str, str]:
        """Return what is wrong with the shape of each field."""
        told = {one.name: one.complaint(values.get(one.name, "")) for one in self.fields}
        return {name: words for name, words in told.items() if words}


NO_TEXT = Rendering(html=Markup(""), words="", cited=(), headings=())


def no_text(_values: Values, _words: Lexicon) -> Rendering:
    """Make nothing: for kinds that are fields alone."""
    return NO_TEXT


@dataclass(frozen=True)
class TextKind:
    """One kind of text.

    :param address: what stands for it in addresses of the desk.
    :param nouns: what it is called: („lekcja”, „lekcję”, „Nowa lekcja”).
    :param fields: of its form, in their order; `title_field` and `source_field` name two of them.
    :param read: number -> what the form shows of the published text. Raises Missing.
    :param blank: parent -> what the form of a new one begins with. Raises Missing.
    :param check: what is wrong beyond shape: field -> message.
    :param make: renders the text; raises BrokenSource.
    :param write: keeps the checked values as the published text; returns its number and the state of the law.
    :param stamp: is told the number of the version just kept.
    :param face: what a preview shows.
    :param shown: where readers find it; None while they do not.
    :param home: where its editor came from, called `home_name`; with `home_title`, by the title of what it belongs to.
    :param unsigned: who published a version that nobody signed.
    :param renew: (number, HTML): gives the published text new HTML of the same version, in the bin too.
    :param explains: whether its texts explain glossary terms.
    :param used_in: number -> the published texts that use it; None for kinds that no text uses.
    :param options: place -> field -> what may be chosen for this very text, where that is not the same for all.
    :param notice: something its editor should know, in words; empty for nothing.
    :param verb: the word on the button.
    :param may: (place, a person's number) -> whether that person, who holds the permission, may open this very place;
        raises Missing. Kinds that have a bin are open to all of their editors.
    :param beside: what stands beside a place's editor: a template, whose heading has the id `obok-tytul`, and what it
        shows, as `seen`; None for nothing.
    :param checked_with: fields whose words the editor's check reads beside the text, as Markdown too.
    :param sent: for texts that are sent once and for all, what their sender is told. Such a text is neither planned nor
        published anew, and what `read` gives after it is the blank form of the next.
    """

    name: str
    address: str
    nouns: tuple[str, str, str]
    permission: Permission
    fields: tuple[Field, ...]
    read: Callable[[int], Values]
    blank: Callable[[int], Values]
    check: Callable[[Place, Values], dict[str, str]]
    make: Callable[[Values, Lexicon], Rendering]
    write: Callable[[Place, Values, Rendering], tuple[int, date | None]]
    home: Callable[[Place], Address]
    home_name: str
    home_title: Callable[[Place], str] | None = None
    unsigned: str = "zasoby startowe"
    stamp: Callable[[int, int], None] = lambda ref, version: None
    face: Callable[[Place, Values, Rendering], Face] | None = None
    shown: Callable[[int], Address | None] = lambda ref: None
    used_in: Callable[[int], list[TextUse]] | None = None
    options: Callable[[Place], Mapping[str, Mapping[str, str]]] = lambda place: {}
    notice: Callable[[Place], str] = lambda place: ""
    title_field: str = "title"
    source_field: str | None = "source"
    renew: Callable[[int, str], None] | None = None
    explains: bool = False
    kept_back: tuple[str, ...] = ()
    verb: str = "Opublikuj"
    may: Callable[[Place, int], bool] = lambda place, person: True
    beside: Callable[[Place], Face | None] = lambda place: None
    checked_with: tuple[str, ...] = ()
    sent: str = ""
    bin: Binned | None = None

    @property
    def folds(self) -> list[tuple[str, tuple[Field, ...]]]:
        """The fields of its form as the editor lays them: (words of a fold or nothing, its fields)."""
        return in_folds(self.fields)

    def only_known(self, values: Mapping[str, Any]) -> Values:
        return {one.name: str(values.get(one.name) or "") for one in self.fields}

    def title_of(self, values: Values) -> str:
        is_titled = any(one.name == self.title_field for one in self.fields)
        return values.get(self.title_field, "").strip() or (
            f"{self.nouns[0]} bez tytułu" if is_titled else self.nouns[2]
        )


_kinds: dict[str, TextKind] = {}


def register(kind: TextKind) -> TextKind:
    """Make a kind of text known."""
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> TextKind:
    """Return a kind of text.

    :raises Missing: there is none.
    """
    if name not in _kinds:
        raise Missing
    return _kinds[name]


def kind_at(address: str) -> TextKind:
    """Return a kind of text by its word in addresses.

    :raises Missing: there is none.
    """
    found = next((kind for kind in _kinds.values() if kind.address == address), None)
    if found is None:
        raise Missing
    return found


def every_kind() -> list[TextKind]:
    return list(_kinds.values())

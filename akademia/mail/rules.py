"""The kinds of letters that the academy sends. Packages name theirs; a reader may refuse the optional ones."""

from dataclasses import dataclass

from akademia.core.doors import Permission


@dataclass(frozen=True)
class LetterKind:
    """Letters that are chosen, or not to be chosen, together.

    :param key: stands in links of letters for ever.
    :param label: as in the list of choices („Zaświadczenie gotowe”).
    :param why: a sentence: when such a letter comes; of an obligatory one, why it cannot be refused.
    :param templates: templates of `mail/`; one that ends with „/” means the whole folder.
    :param readers: only people who may do this get them; None: anybody.
    """

    key: str
    label: str
    why: str
    templates: tuple[str, ...]
    optional: bool = False
    readers: Permission | None = None


KINDS: dict[str, LetterKind] = {}
PLAIN = LetterKind("plain", "Inne listy", "Odpowiedzi na to, o co prosisz.", ())


def letter_kind(kind: LetterKind) -> LetterKind:
    """Name a kind of letters of a package.

    :raises ValueError: the key is another kind's.
    """
    if KINDS.setdefault(kind.key, kind) != kind:
        raise ValueError(f"letters of kind {kind.key} are named already")
    return kind


def kind_of(template: str) -> LetterKind:
    """Return the kind of a letter by its template; what nobody named is obligatory."""
    folder = f"{template.rpartition('/')[0]}/"
    found = [kind for kind in KINDS.values() if template in kind.templates]
    found += [kind for kind in KINDS.values() if folder in kind.templates]
    return found[0] if found else PLAIN


letter_kind(LetterKind("probe", "Listy próbne", "Wysyła je opiekun Akademii, żeby sprawdzić pocztę.", ("probe",)))

"""BibTeX, in UTF-8 as biber and today's BibTeX read it."""

from itertools import accumulate

from akademia.publishing.library.formats.description import Credit, Description
from akademia.publishing.library.formats.genres import genre_of

_MEANT = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip
_TABLE = str.maketrans(_MEANT)
# A brace is counted even after a backslash: one without its pair would swallow the rest of the file.
_LONE = str.maketrans(_MEANT | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})


def bibtex(description: Description, name: str, address: str) -> str:
    """Return one entry, under a name of letters, digits and `-`.

    The title stands in braces of its own: Polish titles keep their capitals. `url` and `doi` are taken as they stand,
    by all who print them, so they are not escaped; what could break the file is left out of them.
    """
    genre = genre_of(description.kind)
    lines = [f"  {key} = {{{value}}}," for key, value in _fields(description, address) if value]
    return "\n".join([f"@{genre.bibtex}{{{name},", *lines, "}", ""])


def _fields(description: Description, address: str) -> list[tuple[str, str]]:
    journal = description.container
    publishing = "institution" if genre_of(description.kind).bibtex == "techreport" else "publisher"
    dashed = journal.pages.replace("–", "--") if journal else ""
    return [
        ("author", _names(description.by("author"))),
        ("editor", _names(description.by("editor"))),
        ("translator", _names(description.by("translator"))),
        ("title", f"{{{_text(description.full_title)}}}"),
        ("journal", _text(journal.title) if journal else ""),
        ("volume", _text(journal.volume) if journal else ""),
        ("number", _text(journal.number) if journal else ""),
        ("pages", _text(dashed)),
        ("pagetotal", str(description.pages or "")),
        (publishing, _text(description.publisher)),
        ("address", _text(description.place)),
        ("year", str(description.year or "")),
        ("language", _text(description.language)),
        ("keywords", _text(", ".join(description.keywords))),
        ("abstract", _text(description.abstract)),
        ("isbn", _text(description.isbn)),
        ("issn", _text(description.any_issn)),
        ("doi", _bare(description.doi)),
        ("url", _bare(address)),
    ]


def _names(people: tuple[Credit, ...]) -> str:
    return " and ".join(filter(None, (_name(credit) for credit in people)))


def _name(credit: Credit) -> str:
    if credit.body:
        return f"{{{_text(credit.body)}}}"
    return ", ".join(_held(_text(part)) for part in (credit.family, credit.given) if part.strip())


def _held(words: str) -> str:
    """Return a part of a name in braces where its words would be taken for signs between names."""
    return f"{{{words}}}" if "," in words or "and" in words.lower().split() else words


def _text(words: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(shown.split()).translate(_TABLE if _in_pairs(shown) else _LONE)


def _in_pairs(words: str) -> bool:
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in words))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


def _bare(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable() and sign not in "{}\\ ")

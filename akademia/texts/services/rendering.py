"""The one way from Markdown to stored HTML, and the one way to a version."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.core.html import clean, plain
from akademia.core.operator import NAMES, OPERATOR, Operator
from akademia.core.text import tidy
from akademia.law import services as law
from akademia.law.queries import Gist
from akademia.law.queries import gists as all_gists
from akademia.media import services as media
from akademia.media.formats.figure import Shown, keys_in
from akademia.media.queries import shown
from akademia.texts import queries
from akademia.texts.formats.bounds import too_heavy
from akademia.texts.formats.glossary import Finder
from akademia.texts.formats.markdown import ProvisionGist, to_html
from akademia.texts.models import Revision, Slug

RESERVED = frozenset({"zmiany", "pozycja", "kwartalnik", "interpretacje", "kursy", "lekcje", "testy", "podejscia",
                      "wydarzenia", "narzedzia", "nowy", "szukaj"})  # fmt: skip

_BLANK = re.compile(r"%operator\.(\w+)%")
_CITATION = re.compile(r"\[([^\]]+)\]\(uzs:[\w-]+\)")


class SlugTaken(RuleBroken):
    message = "Ten adres jest już zajęty."


@dataclass(frozen=True)
class Lexicon:
    """What texts may cite and what is explained in them; read once for many renderings."""

    gists: dict[str, Gist]
    finder: Finder

    def plain_citations(self, source: str) -> str:
        """Return a short text with its citations as plain words, for places that have no list of provisions."""
        return _CITATION.sub(r"\1", source)


@dataclass(frozen=True)
class Rendering:
    """A text ready to be stored.

    :param words: the plain words, for search and length.
    :param cited: keys of the provisions it cites, in the order of the act.
    :param headings: (id, words) of its second-level headings.
    :param media: keys of the media it shows, each with its version.
    """

    html: Markup
    words: str
    cited: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    media: Mapping[str, int] = field(default_factory=dict)


def lexicon() -> Lexicon:
    """Read the register and the glossary as they are now."""
    return Lexicon(all_gists(), Finder(queries.term_entries()))


def render(
    source: str,
    words: Lexicon,
    where: str = "tekst",
    first_line: int = 1,
    explain: bool = True,
    operator: Operator = OPERATOR,
    arriving: Mapping[str, Shown] | None = None,
) -> Rendering:
    """Render, clean and resolve a text; its cited provisions are listed at its end.

    :param where: the file or field named in complaints.
    :param first_line: the line of `where` on which `source` begins.
    :param explain: whether glossary terms are linked.
    :param operator: who fills the blanks „%operator.name%”.
    :param arriving: media that come with the text and that the library does not show yet, by their keys.
    :raises BrokenSource: the text cites or shows what does not exist, breaks the order of headings, or would take too
        long.
    """
    heavy = too_heavy(source)
    if heavy:
        raise BrokenSource([f"{where}: tekst {heavy}"])
    known = {key: ProvisionGist(g.label, g.summary, g.repealed) for key, g in words.gists.items()}
    library = {**(arriving or {}), **shown(keys_in(source))}
    made = to_html(source, known, words.finder if explain else None, library)
    if made.problems:
        raise BrokenSource([f"{where}, wiersz {line + first_line - 1}: {what}" for line, what in made.problems])
    cited = tuple(key for key in words.gists if key in set(made.cited))
    body = fill_in(clean(made.html), operator)
    return Rendering(
        html=body + _law_list([words.gists[key] for key in cited]),
        words=plain(body),
        cited=cited,
        headings=tuple(made.headings),
        media={key: library[key].version for key in made.media},
    )


def fill_in(html: Markup, operator: Operator) -> Markup:
    """Put what the operator said into the blanks of clean HTML, escaped; an unknown name stays as it was typed."""

    def value(found: re.Match[str]) -> str:
        return str(escape(operator.shown(found[1]))) if found[1] in NAMES else found[0]

    return Markup(_BLANK.sub(value, str(html)))  # noqa: S704 - clean HTML, and what is put in is escaped


def has_blanks(source: str) -> bool:
    """Say whether a text shows something that the operator says."""
    return bool(_BLANK.search(source))


def _law_list(gists: Sequence[Gist]) -> Markup:
    """Return the closing list of cited provisions, where each citation leads."""
    if not gists:
        return Markup("")
    rows = Markup("").join(
        Markup('<dt id="przepis-{}">{}</dt><dd>{}</dd>').format(
            gist.key, gist.label, tidy(gist.summary) + (" (przepis uchylony)" if gist.repealed else "")
        )
        for gist in gists
    )
    head = Markup('<h2 id="przepisy">Przepisy w tym tekście</h2><p>{}</p>').format(
        tidy("Opisujemy je własnymi słowami. To nie jest tekst ustawy.")
    )
    return head + Markup('<dl class="definition definition--law">{}</dl>').format(rows)


def publish(
    kind: str,
    ref: int,
    title: str,
    source: str,
    made: Rendering,
    legal_state_on: date | None,
    author: int | None = None,
    fields: dict[str, Any] | None = None,
) -> Revision:
    """Keep a new version of a text, what it cites and which media it shows. Nothing is committed.

    :param author: the number of the person who publishes; None for the house itself.
    :param fields: what stood in the form, its text apart, so that the version can be published anew.
    """
    last = db.session.scalar(select(func.max(Revision.version)).where(Revision.kind == kind, Revision.ref == ref)) or 0
    revision = Revision(
        kind=kind, ref=ref, version=last + 1, title=title, source=source, html=str(made.html),
        legal_state_on=legal_state_on, author_number=author, fields=fields or {},
    )  # fmt: skip
    db.session.add(revision)
    law.cite(kind, ref, revision.version, [law.Place(key) for key in made.cited], legal_state_on)
    media.use(kind, ref, title, made.media)
    return revision


def keep_slug(kind: str, slug: str, ref: int, scope: int = 0) -> None:
    """Give a text its address part; the ones it had before keep answering.

    :raises SlugTaken: another text has or had it, or the word is reserved.
    """
    if slug in RESERVED:
        raise SlugTaken(f"Adres „{slug}” jest zastrzeżony.")
    found = db.session.scalar(select(Slug).where(Slug.kind == kind, Slug.scope == scope, Slug.slug == slug))
    if found is None:
        db.session.add(Slug(kind=kind, scope=scope, slug=slug, ref=ref))
    elif found.ref != ref:
        raise SlugTaken(f"Adres „{slug}” jest już zajęty.")

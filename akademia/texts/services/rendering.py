"""The one way from Markdown to stored HTML, and the one way to a version."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.core.html import clean, plain
from akademia.core.operator import NAMES, OPERATOR, Operator
from akademia.core.text import tidy
from akademia.law import queries as register
from akademia.law import services as law
from akademia.law.queries import Gist
from akademia.law.rules import DEFAULT_ACT, Cited, Context, Law, reference
from akademia.law.rules import cited as citations_in
from akademia.media import services as media
from akademia.media.formats.figure import Shown, keys_in
from akademia.media.queries import shown
from akademia.texts import queries
from akademia.texts.formats.bounds import too_heavy
from akademia.texts.formats.citing import Found, Reader, plain_citations
from akademia.texts.formats.glossary import Finder
from akademia.texts.formats.markdown import ProvisionGist, place_of, register_address, to_html
from akademia.texts.models import Revision, Slug

RESERVED = frozenset({"zmiany", "pozycja", "kwartalnik", "interpretacje", "kursy", "lekcje", "testy", "podejscia",
                      "wydarzenia", "narzedzia", "nowy", "szukaj"})  # fmt: skip

_BLANK = re.compile(r"%operator\.(\w+)%")
_GIST = re.compile(r'<span class="law__gist"[^>]*>.*?</span>', re.DOTALL)


class SlugTaken(RuleBroken):
    message = "Ten adres jest już zajęty."


@dataclass(frozen=True)
class Lexicon:
    """What texts may cite and what is explained in them; read once for many renderings."""

    gists: dict[str, Gist]
    finder: Finder
    law: Law

    def acts_called(self, names: Iterable[str]) -> list[str]:
        """Return the keys of acts by what citations call them; an act nobody knows is left out."""
        by_name = {act.name: act.key for act in self.law.shelf.acts}
        found = (by_name.get(name, name) for name in names)
        return [key for key in dict.fromkeys(found) if key in self.law.shelf.by_key]

    def reader(self, act: str, before: str = "") -> Reader:
        """Return what reads the citations of a text that speaks of an act unless it says otherwise.

        :param before: words that stand before the text: they tell what „tej ustawy” or „ust. 2” in it means.
        """
        lead = f"{before}\n¶\n" if before else ""

        def read(text: str) -> list[Cited]:
            found = citations_in(lead + text, self.law, Context(act, said=True))
            past = [one for one in found if one.start >= len(lead)]
            return [replace(one, start=one.start - len(lead), end=one.end - len(lead)) for one in past]

        return read


@dataclass(frozen=True)
class Rendering:
    """A text ready to be stored.

    :param words: the plain words, for search and length.
    :param cited: the provisions it cites (`citing.reference`), in the order of the act.
    :param law: what it cites word by word, and what in it only its author can resolve.
    :param acts: keys of the acts it speaks of as a whole, or of which no provisions are kept.
    :param headings: (id, words) of its second-level headings.
    :param media: keys of the media it shows, each with its version.
    """

    html: Markup
    words: str
    cited: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    media: Mapping[str, int] = field(default_factory=dict)
    law: Found = field(default_factory=Found)
    acts: tuple[str, ...] = ()


def lexicon() -> Lexicon:
    """Read the register and the glossary as they are now."""
    return Lexicon(register.citable(), Finder(queries.term_entries()), register.law())


def render(
    source: str,
    words: Lexicon,
    where: str = "tekst",
    first_line: int = 1,
    explain: bool = True,
    operator: Operator = OPERATOR,
    act: str = DEFAULT_ACT,
    listed: bool = True,
    arriving: Mapping[str, Shown] | None = None,
    before: str = "",
    page: str = "",
) -> Rendering:
    """Render, clean and resolve a text; its cited provisions are listed at its end.

    :param where: the file or field named in complaints.
    :param first_line: the line of `where` on which `source` begins.
    :param explain: whether glossary terms are linked.
    :param operator: who fills the blanks „%operator.name%”.
    :param act: the act a provision belongs to where the words name none.
    :param listed: whether cited provisions are listed at the end; else each citation leads to the register.
    :param before: words that stand before it on its page and may tell what „tej ustawy” in it means.
    :param page: what tells its ids apart from those of the same words elsewhere on one page.
    :param arriving: media that come with the text and that the library does not show yet, by their keys.
    :raises BrokenSource: the text cites or shows what does not exist, breaks the order of headings, or would take too
        long.
    """
    heavy = too_heavy(source)
    if heavy:
        raise BrokenSource([f"{where}: tekst {heavy}"])
    known = {key: ProvisionGist(g.label, g.summary, g.repealed) for key, g in words.gists.items()}
    library = {**(arriving or {}), **shown(keys_in(source))}
    finder = words.finder if explain else None
    made = to_html(source, known, finder, library, words.reader(act, before), listed, page)
    if made.problems:
        raise BrokenSource([f"{where}, wiersz {line + first_line - 1}: {what}" for line, what in made.problems])
    cited = tuple(key for key in words.gists if key in set(made.cited))
    body = fill_in(clean(made.html), operator)
    return Rendering(
        html=body + _law_list([words.gists[key] for key in cited if listed]),
        words=plain(_GIST.sub("", body)),
        cited=cited,
        headings=tuple(made.headings),
        media={key: library[key].version for key in made.media},
        law=made.law,
        acts=tuple(words.acts_called(name for name, _said in made.law.acts)),
    )


def render_with_named(source: str, named: str, words: Lexicon, act: str = DEFAULT_ACT) -> Rendering:
    """Render a text; the provisions that its author named beside it are cited with those in it.

    :param named: as they are written („art. 15 ust. 4, art. 18”); empty for none.
    :raises BrokenSource: as `render`, and when nothing that was named is a provision.
    """
    made = render(source, words, act=act)
    beside = render(named, words, "powołane przepisy", explain=False, act=act, listed=False)
    if named.strip() and not beside.cited and not beside.acts:
        raise BrokenSource(["powołane przepisy: nie rozpoznajemy w nich żadnego przepisu"])
    cited = {*made.cited, *beside.cited}
    acts = tuple(dict.fromkeys([*made.acts, *beside.acts]))
    return replace(made, cited=tuple(key for key in words.gists if key in cited), acts=acts)


def cited_in(text: str, words: Lexicon, before: str = "") -> Found:
    """Find what plain words cite, such as a question's: they are shown as they stand, without links.

    :param before: words that stand before them.
    """
    return plain_citations(text, words.reader(DEFAULT_ACT, before), words.gists)


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
        Markup('<dt id="{}"><a href="{}">{}</a></dt><dd>{}</dd>').format(
            place_of(ref), register_address(ref), gist.label, _told(gist)
        )
        for ref, gist in ((reference(gist.act, gist.key), gist) for gist in gists)
    )
    head = Markup('<h2 id="przepisy">Przepisy w tym tekście</h2><p>{}</p>').format(
        tidy("Opisujemy je własnymi słowami. To nie jest tekst ustawy.")
    )
    return head + Markup('<dl class="definition definition--law">{}</dl>').format(rows)


def _told(gist: Gist) -> str:
    return tidy(gist.summary) + (" (przepis uchylony)" if gist.repealed else "")


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
    law.cite(kind, ref, revision.version, list(places(made)), legal_state_on, author)
    media.use(kind, ref, title, made.media)
    return revision


def places(made: Rendering) -> Iterator[law.Place]:
    """Yield what a text cites: each place in its words, and what it cites without words."""
    at: dict[str, int] = {}
    for ref, typed in made.law.cited:
        said = " ".join(typed.split())
        start = made.words.find(said, at.get(f"{ref} {said}", 0))
        at[f"{ref} {said}"] = start + 1
        yield law.place(ref, start, start + len(said)) if start >= 0 else law.place(ref)
    named = {ref for ref, _words in made.law.cited}
    yield from (law.place(ref) for ref in made.cited if ref not in named)
    yield from (law.Place(act=key) for key in made.acts)


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

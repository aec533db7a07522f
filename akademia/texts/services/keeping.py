"""Keeping static pages and glossary terms from their files. What a person edited is left alone and listed."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import BrokenSource
from akademia.core.legal import LEGAL_STATE_ON
from akademia.core.operator import Operator
from akademia.core.text import sort_key
from akademia.texts.formats.source import Keys, digest, read_source, read_yaml
from akademia.texts.models import Page, Revision, Term
from akademia.texts.queries import was_emptied
from akademia.texts.services.rendering import Lexicon, Rendering, has_blanks, keep_slug, lexicon, publish, render
from akademia.texts.services.renewing import ask_to_explain_anew, texts_with


@dataclass
class Kept:
    """What a load did, in titles."""

    added: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)

    def note(self, title: str, known: bool) -> None:
        (self.renewed if known else self.added).append(title)


def keep_page(path: Path, words: Lexicon, kept: Kept) -> None:
    """Write one static page from its file; a file whose text and HTML are as they were changes nothing.

    :raises BrokenSource: the file cannot be used.
    """
    source = read_source(path)
    problems: list[str] = []
    keys = Keys(path, source.meta, problems)
    keys.only("key", "slug", "title", "summary", "legal_state_on")
    key, slug, title, summary = keys.text("key"), keys.text("slug"), keys.text("title"), keys.text("summary")
    legal_state_on = keys.day("legal_state_on") if source.meta.get("legal_state_on") else None
    keys.finish()
    page = db.session.scalar(select(Page).where(Page.key == key).execution_options(**WITH_BIN))
    if was_emptied("page", key) if page is None else page.origin != "starter":
        if page is None or page.digest != source.digest:
            kept.left_alone.append(title)
        return
    made = render(source.body, words, str(path), source.first_line, explain=False)
    if page is not None and (page.digest, page.html) == (source.digest, str(made.html)):
        return
    kept.note(title, page is not None)
    page = page or Page(key=key, version=0, html="")
    page.slug, page.title, page.summary, page.legal_state_on = slug, title, summary, legal_state_on
    page.html, page.digest, page.changed_at = str(made.html), source.digest, clock.now()
    db.session.add(page)
    db.session.flush()
    keep_slug("page", slug, page.id)
    fields = {"slug": slug, "summary": summary, "legal_state_on": legal_state_on.isoformat() if legal_state_on else ""}
    page.version = publish("page", page.id, title, source.body, made, legal_state_on, fields=fields).version


def fill_pages_in(operator: Operator) -> list[str]:
    """Render anew the pages that show what the operator says. Returns their titles. Their versions stay.

    :param operator: what was said just now, not yet committed.
    """
    same = (Revision.ref == Page.id) & (Revision.version == Page.version) & (Revision.kind == "page")
    rows = db.session.execute(select(Page, Revision.source).join(Revision, same).order_by(Page.id)).all()
    words, titles = lexicon(), []
    for page, source in rows:
        if has_blanks(source):
            page.html = str(render(source, words, page.title, explain=False, operator=operator).html)
            titles.append(page.title)
    return titles


def keep_terms(path: Path) -> Kept:
    """Write the glossary from its file. Texts that explain terms are rendered anew after a change, people's too.

    :raises BrokenSource: the file cannot be used; nothing is kept then.
    """
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise BrokenSource([f"{path}, wiersz 1: plik ma być listą haseł"])
    problems: list[str] = []
    kept, words = Kept(), lexicon()
    known = {term.key: term for term in db.session.scalars(select(Term).execution_options(**WITH_BIN))}
    versioned = set(db.session.scalars(select(Revision.ref).where(Revision.kind == "term")))
    known_before = {key for key, term in known.items() if term.id in versioned}
    for entry in entries:
        _keep_term(Keys(path, entry, problems, f"{entry.get('key', '?')}."), known, known_before, words, kept)
    if problems:
        raise BrokenSource(problems)
    if (kept.added or kept.renewed) and texts_with(None):
        ask_to_explain_anew("glossary")
    return kept


def _keep_term(keys: Keys, known: dict[str, Term], versioned: set[str], words: Lexicon, kept: Kept) -> None:
    keys.only("key", "term", "abbreviation", "meaning", "more", "provisions", "forms")
    key, name, mark = keys.text("key"), keys.text("term"), digest(repr(sorted(keys.values.items())))
    term = known.get(key)
    if was_emptied("term", key) if term is None else term.origin != "starter":
        if term is None or term.digest != mark:
            kept.left_alone.append(name)
        return
    if term is not None and term.digest == mark and key in versioned:
        return
    kept.note(name, term is not None)
    term = term or Term(key=key)
    term.name, term.name_key, term.meaning = name, sort_key(name), keys.text("meaning", at_most=200)
    term.abbreviation = keys.text("abbreviation") if keys.values.get("abbreviation") else None
    term.forms, term.digest = list(keys.texts("forms")), mark
    term.legal_state_on = LEGAL_STATE_ON
    source = keys.text("more", at_most=600) if keys.values.get("more") else ""
    made = _more(keys, source, words)
    term.more_html = str(made.html)
    db.session.add(term)
    db.session.flush()
    fields = {
        "abbreviation": term.abbreviation or "", "meaning": term.meaning, "forms": "\n".join(term.forms),
        "provisions": "\n".join(made.cited), "legal_state_on": LEGAL_STATE_ON.isoformat(),
    }  # fmt: skip
    publish("term", term.id, name, source, made, term.legal_state_on, fields=fields)


def _more(keys: Keys, source: str, words: Lexicon) -> Rendering:
    """Render what else a term tells; it cites the provisions named beside it."""
    cited = tuple(p for p in keys.texts("provisions") if _is_known(keys, p, words))
    made = Rendering(Markup(""), "", (), ())
    try:
        made = render(source, words, str(keys.path), explain=False, listed=False) if source else made
    except BrokenSource as error:
        keys.complain("more", error.problems[0])
    return replace(made, cited=tuple(key for key in words.gists if key in {*cited, *made.cited}))


def _is_known(keys: Keys, provision: str, words: Lexicon) -> bool:
    if provision not in words.gists:
        keys.complain("provisions", f"nie ma przepisu „{provision}” w rejestrze")
    return provision in words.gists

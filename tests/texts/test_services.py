"""From Markdown to stored HTML, versions, addresses that keep, pages and terms kept from their files."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.law.models import Citation
from akademia.texts import queries, services
from akademia.texts.models import Page, Revision, Term
from akademia.texts.services.keeping import Kept, keep_page, keep_terms

PAGE = "---\nkey: kontakt\nslug: {slug}\ntitle: Kontakt\nsummary: Jak pisać.\n---\n{body}\n"
TERM = "- {{key: cis, term: {name}, meaning: {meaning}, forms: [CIS], provisions: [art-3]}}\n"


@pytest.fixture
def words(act_kept):
    return services.lexicon()


@pytest.fixture
def keep(words, tmp_path):
    """Give a function that keeps the contact page from a body of text."""

    def write(body, slug="kontakt", gists=None):
        path, kept = tmp_path / "kontakt.md", Kept()
        path.write_text(PAGE.format(slug=slug, body=body))
        keep_page(path, gists or words, kept)
        return kept

    return write


def _versions():
    return [row.version for row in db.session.scalars(select(Revision).order_by(Revision.version))]


def test_a_text_is_cleaned_and_ends_with_the_provisions_it_cites(words):
    made = services.render("Zob. [art. 15](uzs:art-15), [art. 3](uzs:art-3). [x](javascript:alert)", words)

    assert made.cited == ("art-3", "art-15")
    assert made.html.index('<dt id="przepis-art-3">') < made.html.index('<dt id="przepis-art-15">')
    assert 'href="javascript' not in made.html
    assert "Przepisy w tym tekście" not in made.words


def test_a_broken_text_names_its_file_and_line(words):
    with pytest.raises(BrokenSource) as refused:
        services.render("a\n\n[x](uzs:art-77)", words, "lekcja.md", first_line=10)

    assert refused.value.problems == ["lekcja.md, wiersz 12: nie ma przepisu „art-77” w rejestrze ustawy"]


def test_each_publication_is_a_version_and_replaces_what_was_cited(words):
    for source in ("[a](uzs:art-3) [b](uzs:art-15)", "[b](uzs:art-15)"):
        last = services.publish("page", 7, "T", source, services.render(source, words), date(2022, 9, 22), author=3)

    assert (last.version, last.author_number, _versions()) == (2, 3, [1, 2])
    cited = db.session.scalars(select(Citation).where(Citation.kind == "page", Citation.ref == 7)).all()
    assert [(c.version, c.legal_state_on) for c in cited] == [(2, date(2022, 9, 22))]


def test_reserved_and_taken_addresses_are_refused(app):
    services.keep_slug("course", "ustawa", 1)
    services.keep_slug("course", "ustawa", 1)
    services.keep_slug("lesson", "ustawa", 2, scope=1)

    with pytest.raises(services.SlugTaken, match="zajęty"):
        services.keep_slug("course", "ustawa", 2)
    with pytest.raises(services.SlugTaken, match="zastrzeżony"):
        services.keep_slug("course", "lekcje", 2)


def test_a_page_that_moved_answers_from_its_old_address_for_ever(client, keep):
    keep("Treść.", slug="kontakt")
    keep("Treść.", slug="o-akademii")
    db.session.commit()

    moved = client.get("/kontakt/", 301)

    assert moved.location == "/o-akademii/"
    assert "Treść." in client.words("/o-akademii/")
    client.get("/regulamin/", 404)


def test_a_page_is_a_new_version_only_when_readers_see_another(keep, words):
    """An unchanged file whose HTML comes out otherwise (a new renderer, a new gist) is published; else nothing is."""
    assert keep("Zob. [art. 3](uzs:art-3).").added == ["Kontakt"]
    again = keep("Zob. [art. 3](uzs:art-3).")
    assert (again.added, again.renewed, _versions()) == ([], [], [1])

    other = replace(words, gists={**words.gists, "art-3": replace(words.gists["art-3"], summary="Inaczej.")})
    assert keep("Zob. [art. 3](uzs:art-3).", gists=other).renewed == ["Kontakt"]

    page = queries.page_at("kontakt")
    assert "Inaczej." in page.html
    assert (page.version, _versions()) == (2, [1, 2])


def test_a_page_that_a_person_edited_is_left_alone_and_listed_only_when_its_file_changed(keep):
    keep("Nasza treść.")
    db.session.scalars(select(Page)).one().origin = "person"

    assert keep("Nasza treść.").left_alone == []
    assert keep("Nowa treść.").left_alone == ["Kontakt"]
    assert "Nasza treść." in queries.page_at("kontakt").html


def test_a_broken_glossary_names_every_mistake_and_keeps_nothing(words, tmp_path):
    path = tmp_path / "slowa.yaml"
    path.write_text(
        "- {key: a, term: A, meaning: m, forms: [a], kolor: x}\n- {key: b, term: B, forms: [b], provisions: [art-77]}\n"
    )

    with pytest.raises(BrokenSource) as refused:
        keep_terms(path)
    db.session.rollback()

    assert [problem.split(", ", 2)[2] for problem in refused.value.problems] == [
        "a.kolor: nieznany klucz",
        "b.meaning: ma być niepustym tekstem",
        "b.provisions: nie ma przepisu „art-77” w rejestrze",
    ]
    assert db.session.scalars(select(Term)).all() == []


def test_a_term_that_a_person_edited_is_left_alone_and_listed(words, tmp_path):
    path = tmp_path / "slowa.yaml"
    path.write_text(TERM.format(name="centrum", meaning="Miejsce."))
    assert keep_terms(path).added == ["centrum"]
    db.session.scalars(select(Term)).one().origin = "person"

    path.write_text(TERM.format(name="centrum", meaning="Inaczej."))

    assert keep_terms(path).left_alone == ["centrum"]
    assert db.session.scalars(select(Term.meaning)).all() == ["Miejsce."]

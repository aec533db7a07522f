"""The house's dialect of Markdown, as authors write it and as readers get it."""

import re

import pytest

from akademia.core.html import clean
from akademia.texts.formats.glossary import Finder, TermEntry
from akademia.texts.formats.markdown import ProvisionGist, to_html

KNOWN = {
    "art-15-ust-4": ProvisionGist("art. 15 ust. 4", "Świadczenie integracyjne & jego <wysokość>."),
    "art-17": ProvisionGist("art. 17", "Dawny przepis.", repealed=True),
}
TERMS = [
    TermEntry(
        "cis", "centrum integracji społecznej", "Miejsce zajęć.", ("centrum integracji społecznej", "CIS", "centra")
    ),
    TermEntry("integracja", "integracja społeczna", "Bycie razem.", ("integracji społecznej", "integracja społeczna")),
    TermEntry("es", "ekonomia społeczna", "Gospodarka.", ("ES", "ekonomia społeczna")),
]


def html(source, finder=None):
    made = to_html(source, KNOWN, finder)
    assert made.problems == []
    return str(clean(made.html))


@pytest.mark.parametrize(
    ("marker", "title", "kind"),
    [("UWAGA", "Uwaga", "notice notice--warn"), ("POMYŁKA", "Częsta pomyłka", "notice notice--warn"),
     ("PRZYKŁAD", "Przykład", "notice"), ("ZAPAMIĘTAJ", "Zapamiętaj", "notice notice--right"),
     ("PRAKTYKA", "Z praktyki", "notice")],
)  # fmt: skip
def test_a_marked_quotation_is_a_notice_with_its_title(marker, title, kind):
    made = html(f"> [!{marker}] w CIS\n> Treść *ważna*.\n>\n> Drugi akapit.")

    assert f'<div class="{kind}"><p class="notice__title">{title}: w\u00a0CIS</p>' in made
    assert "<p>Treść <em>ważna</em>.</p>" in made
    assert "blockquote" not in made
    assert "[!" not in made
    assert f'<p class="notice__title">{title}</p>' in html(f"> [!{marker}]\n> Treść.")


def test_a_check_hides_its_answer_until_it_is_opened():
    made = html("> [!SPRAWDŹ] Ile trwa okres próbny?\n> Miesiąc.")

    assert '<details class="more"><summary>Sprawdź się: Ile trwa okres próbny?</summary><div>' in made
    assert "<p>Miesiąc.</p>\n</div></details>" in made


def test_a_plain_quotation_stays_one_even_beside_a_notice():
    made = html("> [!UWAGA]\n> Ramka.\n\n---\n\n> Cytat.")

    assert made.count("<blockquote>") == made.count("</blockquote>") == 1


def test_a_table_has_its_caption_and_each_cell_the_name_of_its_column():
    made = html("Tabela: Kwoty w zł\n\n| Co | Ile |\n|---|--:|\n| premia | 100 |\n| świadczenie | 120 |")

    assert '<div class="table-box">' in made
    assert re.search(r"<table[^>]*>\s*<caption>Kwoty w\u00a0zł</caption>", made)
    assert "Tabela:" not in made
    assert made.count('<th scope="col"') + made.count('<th class="num" scope="col"') == 2
    assert '<th scope="row">premia</th>' in made
    assert '<td class="num" data-label="Ile">100</td>' in made


def test_footnotes_definitions_and_strokes_are_understood():
    made = html("Zdanie[^1] ~~skreślone~~.\n\n[^1]: Przypis.\n\nPojęcie\n: Wyjaśnienie.")

    assert 'class="footnote-ref"' in made
    assert "Przypis." in made
    assert '<dl class="definition">' in made
    assert "<dt>Pojęcie</dt>" in made
    assert "<s>skreślone</s>" in made


def test_a_citation_leads_to_its_provision_and_tells_what_it_says():
    made = to_html("Zob. [art. 15 ust. 4](uzs:art-15-ust-4), [art. 17](uzs:art-17) i [znów](uzs:art-15-ust-4).", KNOWN)

    assert made.cited == ["art-15-ust-4", "art-17"]
    assert '<a href="#przepis-art-15-ust-4" aria-describedby="opis-1">' in made.html
    assert "Świadczenie integracyjne &amp; jego &lt;wysokość&gt;." in made.html
    assert "art. 17 (uchylony)" in made.html
    assert sorted(re.findall(r'id="(opis-\d)"', made.html)) == ["opis-1", "opis-2", "opis-3"]


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("Raz.\n\nDwa.\n\n[art. 99](uzs:art-99)", 5, "nie ma przepisu „art-99” w rejestrze ustawy"),
        ("- [art. 99](uzs:art-99)", 1, "nie ma przepisu „art-99” w rejestrze ustawy"),
        ("Wstęp.\n\n# Tytuł", 3, "nagłówek pierwszego poziomu (#) ma już tytuł strony; zacznij od ##"),
        ("Wstęp.\n\n> [!UWGA]\n> Treść.", 3, "nieznany znacznik ramki „UWGA”"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(source, line, said):
    assert to_html(source, KNOWN).problems == [(line, said)]


def test_a_term_is_explained_once_and_the_longest_form_goes_first():
    made = html("Centrum integracji społecznej i CIS. Integracja społeczna, integracji społecznej.", Finder(TERMS))

    assert re.findall(r'href="/slownik/#(\w+)"', made) == ["cis", "integracja"]
    assert "Centrum integracji społecznej</a>" in made


def test_an_abbreviation_is_known_by_its_capitals_only():
    assert "slownik" not in html("Napisał: es, Es.", Finder(TERMS))
    assert "/slownik/#es" in html("Rozwój ES.", Finder(TERMS))
    assert "slownik" not in html("RES i ESA", Finder(TERMS))


def test_terms_are_not_explained_in_headings_links_and_heads_of_tables():
    made = html(
        "## CIS\n\n[CIS](https://example.org)\n\nTabela: CIS\n\n| CIS | x |\n|---|---|\n| a | b |", Finder(TERMS)
    )

    assert "slownik" not in made


def test_names_of_the_act_and_the_academy_are_not_taken_for_terms():
    finder = Finder(
        [TermEntry("zs", "zatrudnienie socjalne", "x", ("zatrudnieniu socjalnym", "zatrudnienia socjalnego"))]
    )

    assert "slownik" not in html("Ustawa o zatrudnieniu socjalnym. Akademia Zatrudnienia Socjalnego.", finder)
    assert "slownik" in html("Mowa o zatrudnieniu socjalnym.", finder)


def test_raw_html_is_shown_as_text():
    made = html("<script>alert(1)</script>\n\nA <b onclick=x>b</b>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert "&lt;b onclick=x&gt;" in made


def test_names_given_at_the_end_and_times_come_through():
    made = to_html(
        "## Zakres {#a11y-zakres}\n\nAkapit. {#wstep}\n\nDnia [23 listopada]{#kiedy datetime=2026-11-23}.", KNOWN
    )

    assert made.headings == [("a11y-zakres", "Zakres")]
    assert '<p id="wstep">Akapit.</p>' in made.html
    assert '<time id="kiedy" datetime="2026-11-23">23\u00a0listopada</time>' in str(clean(made.html))


def test_headings_alike_get_names_of_their_own():
    made = to_html("## Kto?\n\n### Kto?\n\n## Kto? {#kto-3}", KNOWN)

    assert re.findall(r'<h\d id="([^"]+)"', made.html) == ["kto", "kto-2", "kto-3"]


def test_what_polish_typography_binds_is_bound():
    assert html("Zgodnie z art. 15 i w 2022 r.") == "<p>Zgodnie z\u00a0art.\u00a015 i\u00a0w\u00a02022\u00a0r.</p>\n"

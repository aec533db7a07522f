"""Formats for scholars and machines: what foreign programs read is what was put in, however it was written."""

import json
import re
from dataclasses import replace
from urllib.parse import parse_qsl
from xml.etree import ElementTree as Xml

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st

from akademia.core.xml import allowed
from akademia.publishing.library.formats.bibtex import bibtex
from akademia.publishing.library.formats.coins import coins
from akademia.publishing.library.formats.csl import csl
from akademia.publishing.library.formats.description import Credit, Description
from akademia.publishing.library.formats.dublin_core import dublin_core, oai_dc
from akademia.publishing.library.formats.genres import GENRES
from akademia.publishing.library.formats.metatags import meta_tags
from akademia.publishing.library.formats.mods import mods
from akademia.publishing.library.formats.ris import ris
from akademia.publishing.library.formats.schema_org import schema_org
from tests.publishing.library.works import make_article, make_description

ADDRESS = "https://example.org/publikacje/pozycja/klub/"
TITLE = "Jak zgłosić „klub” & centrum: krok po kroku"
MODS = "{http://www.loc.gov/mods/v3}"
ESCAPES = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\{": "{", r"\}": "}", r"\$": "$", r"\&": "&", r"\%": "%", r"\#": "#", r"\_": "_",
}  # fmt: skip
_SIGNS = st.text(alphabet=st.sampled_from("aą„”{}\\&%$#_~^\"'@,= \n\r\t\x00\x1f\ud800\ufffeTYER-"), max_size=30)
words = _SIGNS | st.text(max_size=20)


def plain(text):
    """Return words as a line of a file may hold them."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def hostile(text):
    return Description(
        "guide", f"T{text}", subtitle=text, abstract=text, publisher=text, place=text, rights=text, licence=text,
        keywords=(text,), credits=(Credit("author", text, f"N{text}"), Credit("author", body=f"B{text}")),
    )  # fmt: skip


def read_bibtex(text, *middlewares):
    library = bibtexparser.parse_string(text, append_middleware=list(middlewares))
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry, {field.key: field.value for field in entry.fields}


def unescaped(text):
    pattern = "|".join(map(re.escape, sorted(ESCAPES, key=len, reverse=True)))
    return re.sub(pattern, lambda found: ESCAPES[found[0]], text)


def test_bibtexparser_reads_what_was_put_in():
    text = bibtex(make_description(), "klub", ADDRESS)

    entry, fields = read_bibtex(text, SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware())

    assert (entry.entry_type, entry.key, fields["title"], fields["url"]) == ("book", "klub", TITLE, ADDRESS)
    assert (fields["author"][0].first, fields["author"][0].last) == (["Żaneta"], ["Łęcka-Śpiewak"])
    assert fields["author"][1].merge_last_name_first == r"{Zespół \{Próbny\} \& Spółka}"
    assert (fields["abstract"], fields["year"]) == (make_description().abstract, "2026")


def test_an_article_bears_its_journal_in_bibtex():
    entry, fields = read_bibtex(bibtex(make_article(), "a", ADDRESS))

    assert (entry.entry_type, fields["journal"], fields["number"], fields["pages"]) == (
        "article", "Kwartalnik Próbny", "4", "3--11",
    )  # fmt: skip


@given(words)
def test_nothing_that_is_written_breaks_out_of_bibtex(text):
    entry, fields = read_bibtex(bibtex(hostile(text), "klub", ADDRESS))

    assert entry.key == "klub"
    assert unescaped(fields["title"][1:-1]) == plain(f"T{text}: {text}" if text else "T")
    assert fields["url"] == ADDRESS


@pytest.mark.parametrize("name", ["Jan and Anna", "Nowak, Jan", "AND"])
def test_a_name_that_bibtex_would_take_apart_stays_one(name):
    work = make_description(credits=(Credit("author", "Ewa", name), Credit("author", body=name)))

    fields = read_bibtex(bibtex(work, "a", ADDRESS), SeparateCoAuthors())[1]

    assert fields["author"] == [f"{{{name}}}, Ewa", f"{{{name}}}"]


def test_rispy_reads_what_was_put_in():
    (read,) = rispy.loads(ris(make_description(), ADDRESS))

    assert (read["type_of_reference"], read["title"], read["urls"]) == ("BOOK", TITLE, [ADDRESS])
    assert read["authors"] == ["Łęcka-Śpiewak, Żaneta", "Zespół {Próbny} & Spółka"]
    assert (read["year"], read["keywords"]) == ("2026", list(make_description().keywords))
    assert (read["abstract"], read["doi"]) == (make_description().abstract, "10.1234/proba.1")


@given(words)
def test_nothing_that_is_written_breaks_out_of_its_line_of_ris(text):
    lines = ris(hostile(text), ADDRESS).removesuffix("\r\n").split("\r\n")

    assert [line[:6] for line in lines].count("TY  - ") == 1
    assert lines[-1] == "ER  - "
    assert f"TI  - {plain(f'T{text}: {text}' if text else 'T')}" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) and line.isprintable() for line in lines)


def test_csl_holds_what_was_put_in():
    (read,) = json.loads(json.dumps(csl(make_article(), "klub", ADDRESS)))

    assert (read["type"], read["container-title"], read["issue"], read["page"]) == (
        "article-journal", "Kwartalnik Próbny", "4", "3-11",
    )  # fmt: skip
    assert read["author"] == [{"family": "Łęcka-Śpiewak", "given": "Żaneta"}, {"literal": "Zespół {Próbny} & Spółka"}]
    assert read["issued"] == {"date-parts": [[2026, 11, 23]]}
    assert (read["title"], read["URL"], read["ISSN"]) == ("Jak zgłosić „klub” & centrum", ADDRESS, "2544-2465")


def test_the_year_of_the_title_page_counts_where_a_work_came_out_elsewhere_before():
    old = replace(make_description(), year=2017)

    assert csl(old, "a", ADDRESS)[0]["issued"] == {"date-parts": [[2017]]}
    assert ("citation_publication_date", "2017") in meta_tags(old, ADDRESS)
    assert ("date", "2017") in dublin_core(old, ADDRESS)
    assert "DA  - " not in ris(old, ADDRESS)


def test_coins_hold_what_was_put_in():
    read = dict(parse_qsl(coins(make_article(), ADDRESS)))

    assert (read["rft.atitle"], read["rft.jtitle"]) == ("Jak zgłosić „klub” & centrum", "Kwartalnik Próbny")
    assert (read["rft.aulast"], read["rft.spage"], read["rft.issn"]) == ("Łęcka-Śpiewak", "3", "2544-2465")
    assert dict(parse_qsl(coins(make_description(), ADDRESS)))["rft.btitle"] == TITLE


@given(words)
def test_any_words_make_xml_that_holds_them(text):
    for made in (oai_dc(hostile(text), ADDRESS), mods(hostile(text), ADDRESS)):
        read = Xml.fromstring(made)
        shown = [part.text for part in read.iter() if part.text]
        assert any(normal(allowed(f"T{text}")) in normal(one) for one in shown)


def normal(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(words)
def test_any_words_can_be_told_to_machines_of_pages(text):
    work = hostile(text)

    assert coins(work, ADDRESS).isascii()
    assert all(isinstance(content, str) for _name, content in meta_tags(work, ADDRESS))
    assert schema_org(work, ADDRESS).words[0] == ("name", work.full_title)


def test_mods_says_what_dublin_core_cannot():
    read = Xml.fromstring(mods(make_article(), ADDRESS))
    roles = [role.text for role in read.iter(f"{MODS}roleTerm")]
    host = read.find(f"{MODS}relatedItem[@type='host']")

    assert roles == ["aut", "aut", "edt"]
    assert host.find(f"{MODS}titleInfo/{MODS}title").text == "Kwartalnik Próbny"
    assert [one.text for one in host.iter(f"{MODS}number")] == ["2026", "4"]
    assert (host.find(f".//{MODS}start").text, host.find(f".//{MODS}end").text) == ("3", "11")


def test_a_newer_version_names_the_older_in_mods():
    older = Xml.fromstring(mods(make_description(), ADDRESS)).find(f"{MODS}relatedItem[@type='preceding']")

    assert older.find(f"{MODS}titleInfo/{MODS}title").text == "Jak zgłosić klub"


def test_the_address_stands_first_among_the_identifiers_of_dublin_core():
    told = dublin_core(make_description(), ADDRESS)

    assert [words for name, words in told if name == "identifier"] == [
        ADDRESS, "doi:10.1234/proba.1", "urn:ISBN:978-83-01-00001-1",
    ]  # fmt: skip
    assert ("contributor", "Źrebak, Jan") in told


def test_scholar_finds_the_pdf_and_the_pages():
    files = (("application/pdf", "https://example.org/p.pdf"), ("application/epub+zip", "https://example.org/p.epub"))
    told = meta_tags(make_article(), ADDRESS, files)

    assert [words for name, words in told if name == "citation_pdf_url"] == ["https://example.org/p.pdf"]
    assert ("citation_author", "Łęcka-Śpiewak, Żaneta") in told
    assert {("citation_firstpage", "3"), ("citation_lastpage", "11"), ("citation_issue", "4")} <= set(told)


@pytest.mark.parametrize("kind", [*GENRES, "unheard-of"])
@pytest.mark.parametrize("make", [make_description, make_article, lambda kind: Description(kind, "Samo imię")])
def test_every_genre_has_a_form_everywhere(kind, make):
    work = make(kind=kind)

    assert read_bibtex(bibtex(work, "a", ADDRESS))[1]["title"]
    assert len(rispy.loads(ris(work, ADDRESS))) == 1
    assert csl(work, "a", "")[0]["type"]
    assert coins(work, "")
    assert Xml.fromstring(oai_dc(work, "")).find("{http://purl.org/dc/elements/1.1/}type") is not None
    assert Xml.fromstring(mods(work, "")).get("version") == "3.7"

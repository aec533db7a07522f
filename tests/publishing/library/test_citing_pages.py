"""What scholars take: files for citing programs, and what programs read off a work's page."""

import json

import extruct
import pytest
from bs4 import BeautifulSoup
from flask import render_template_string

from akademia.core.db import commit
from akademia.publishing.library.queries.records import record_of
from akademia.publishing.library.services.records import delete_record
from tests.publishing.library.harvesting import keep
from tests.publishing.library.works import make_article, make_description

PAGE = (
    '{% extends "base.html" %}{% block title %}Praca{% endblock %}'
    '{% block head %}{% include "publishing/library/_citation_head.html" %}{% endblock %}'
    '{% block content %}{% include "publishing/library/_citation.html" %}{% endblock %}'
)
FILES = (("application/pdf", "https://example.org/praca.pdf"),)
HOSTILE = '"><script>x</script>&amp;„ą” {{ 7*7 }}'


@pytest.fixture
def shown(app):
    """Give a function that shows a work's page and returns its HTML."""

    def show(description):
        record = keep(description=description)
        commit()
        with app.test_request_context("/"):
            return render_template_string(PAGE, cite=record_of("course", record.ref, FILES))

    return show


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_citation_is_a_file(client, ending, kind):
    keep(description=make_description())
    commit()

    taken = client.get(f"/publikacje/pozycja/praca-1.{ending}")

    assert taken.content_type == kind
    assert taken.headers["Content-Disposition"] == f"attachment; filename=praca-1.{ending}"
    assert "Łęcka-Śpiewak" in taken.text
    assert "/edukacja/kursy/praca-1/" in taken.text


def test_what_is_gone_is_gone_for_citing_programs_too(client):
    keep()
    commit()
    client.get("/publikacje/pozycja/praca-1.bib")
    delete_record("course", 1)
    commit()

    client.get("/publikacje/pozycja/praca-1.bib", status=410)
    client.get("/publikacje/pozycja/nie-ma.bib", status=404)
    assert record_of("course", 1) is None


def test_a_page_has_words_to_copy_and_three_files(client, shown):
    page = BeautifulSoup(shown(make_article()), "lxml")
    links = {one.text: one["href"] for one in page.select("#tresc ul a")}

    assert page.select_one("[data-copy] p cite").text == "Kwartalnik Próbny"
    assert page.select_one("[data-copy] p").text.startswith("ŁĘCKA-ŚPIEWAK, Żaneta")
    assert {name: client.get(href).status_code for name, href in links.items()} == {
        "BibTeX": 200, "RIS": 200, "CSL-JSON": 200,
    }  # fmt: skip


def test_extruct_reads_what_was_put_in(shown):
    read = extruct.extract(shown(make_article()), syntaxes=["microdata", "dublincore"])

    (work,) = read["microdata"]
    told = work["properties"]
    assert work["type"] == "https://schema.org/ScholarlyArticle"
    assert told["name"] == "Jak zgłosić „klub” & centrum"
    assert [one["properties"]["name"] for one in told["author"]] == ["Żaneta Łęcka-Śpiewak", "Zespół {Próbny} & Spółka"]
    assert told["isPartOf"]["properties"]["isPartOf"]["properties"]["isPartOf"]["properties"]["issn"] == "2544-2465"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["encoding"]["properties"]["contentUrl"] == FILES[0][1]
    core = {(one["name"], one["content"]) for one in read["dublincore"][0]["elements"]}
    assert {("DC.creator", "Łęcka-Śpiewak, Żaneta"), ("DC.language", "pl")} <= core


def test_meta_tags_stand_in_the_head(shown):
    page = BeautifulSoup(shown(make_description()), "lxml")
    told = [(one["name"], one["content"]) for one in page.head.select("meta[name^=citation_]")]

    assert ("citation_title", "Jak zgłosić „klub” & centrum: krok po kroku") in told
    assert ("citation_pdf_url", FILES[0][1]) in told
    assert {one["type"] for one in page.head.select("link[rel=describedby]")} >= {"application/x-bibtex"}


def test_nothing_that_is_written_becomes_a_tag(shown):
    html = shown(make_description(title=HOSTILE, abstract=HOSTILE, publisher=HOSTILE, keywords=(HOSTILE,)))
    page = BeautifulSoup(html, "lxml")
    (work,) = extruct.extract(html, syntaxes=["microdata"])["microdata"]

    assert [one for one in page.find_all("script") if not one.get("src")] == []
    assert work["properties"]["abstract"] == HOSTILE
    assert page.select_one("meta[name='DC.publisher']")["content"] == HOSTILE
    assert "7*7" in page.select_one("cite").text


def test_csl_json_is_json_whatever_was_written(client):
    keep(description=make_description(title=HOSTILE, subtitle=""))
    commit()

    assert json.loads(client.get("/publikacje/pozycja/praca-1.json").data)[0]["title"] == HOSTILE

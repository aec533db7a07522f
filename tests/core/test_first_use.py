"""Heavy libraries are read at first use: each would cost every process some megabytes and a part of its start."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HEAVY = ("typst", "segno", "pyld", "jwt", "openpyxl", "lxml", "PIL", "dkim", "docx", "pypdfium2", "morfeusz2")


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_library_is_none_of_what_an_app_begins_with(loaded: set[str], name: str):
    assert name not in loaded


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of what a process has read once its app stands."""
    begin = "import sys; from akademia.app import create_app; create_app({'AKADEMIA_INSTANCE': sys.argv[1]})"
    order = [sys.executable, "-c", f"{begin}; print(*sys.modules)", str(tmp_path_factory.mktemp("instance"))]
    told = subprocess.run(order, cwd=PROJECT, capture_output=True, text=True, check=True)
    return set(told.stdout.split())

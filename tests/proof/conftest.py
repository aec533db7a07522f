"""Academies for heavy proofs, on both databases, and a badge verifier that is not ours."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from akademia.certificates.formats.linked_data import CONTEXTS
from tests.postgres import start_postgres
from tests.proof.academy import Academy, prepare

SOURCE = Path(__file__).parent / "verifier"
BUILD = Path(os.environ.get("AKADEMIA_VERIFIER", SOURCE.parents[2] / "build" / "verifier"))
PREPARED = "prepared"  # the database that others are copies of
Ask = Callable[..., tuple[bool, str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def academy(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Academy]:
    """A prepared academy, not yet started; whatever runs of it is killed at the end."""
    url = request.getfixturevalue("fresh_postgres_url") if request.param == "postgresql" else None
    made = Academy(tmp_path / "instance", url, like=request.getfixturevalue(f"prepared_{request.param}"))
    yield made
    made.stop()


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("prepared") / "sqlite", None)


@pytest.fixture(scope="session")
def prepared_postgresql(durable_postgres, tmp_path_factory: pytest.TempPathFactory) -> Path:
    durable_postgres.psql(f"CREATE DATABASE {PREPARED};")
    return prepare(tmp_path_factory.mktemp("prepared") / "postgresql", _url(durable_postgres, PREPARED))


@pytest.fixture
def fresh_postgres_url(durable_postgres, prepared_postgresql) -> Iterator[str]:
    """A prepared database of its own on a server that keeps its promises (fsync on)."""
    name = f"proof_{next(_numbers)}"
    durable_postgres.psql(f"CREATE DATABASE {name} TEMPLATE {PREPARED};")
    yield _url(durable_postgres, name)
    durable_postgres.psql(f"DROP DATABASE {name} WITH (FORCE);")


def _url(server: Any, name: str) -> str:
    return str(server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def durable_postgres(run_folder: Path) -> Iterator[Any]:
    # Not among pytest's own folders: run as root, the server is another user, and the next pytest shuts them to it.
    server = start_postgres(run_folder, "durable")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def verifier() -> Path:
    """Return the installed verifier. Installs once for each state of the lock file."""
    npm = shutil.which("npm")
    assert npm, "npm is missing: apt-get install nodejs npm"
    lock = (SOURCE / "package-lock.json").read_bytes()
    stamp = BUILD / "installed.lock"
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "verify.mjs", "calendar.mjs"):
        shutil.copy(SOURCE / name, BUILD / name)
    if not stamp.exists() or stamp.read_bytes() != lock:
        subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=BUILD, check=True, capture_output=True
        )
        stamp.write_bytes(lock)
    return BUILD / "verify.mjs"


@pytest.fixture
def ask(verifier: Path, tmp_path: Path) -> Ask:
    """Return a function that hands a badge and the issuer's documents to the verifier."""

    def _ask(badge: dict[str, Any], *documents: dict[str, Any]) -> tuple[bool, str]:
        paths = []
        for number, content in enumerate([badge, *documents]):
            paths.append(tmp_path / f"asked-{number}.json")
            paths[-1].write_text(json.dumps(content), "utf-8")
        order = ["node", str(verifier), str(paths[0]), str(CONTEXTS), *map(str, paths[1:])]
        done = subprocess.run(order, capture_output=True, text=True, timeout=60)
        return done.returncode == 0 and done.stdout.strip() == "verified", done.stderr

    return _ask


_numbers = iter(range(1, 1000))

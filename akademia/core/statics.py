"""Static files under names that hold their content's hash, packed once, served for ever.

`publish` writes hashed and packed copies into the installation's folder; WhiteNoise serves them from there.
"""

import gzip
import hashlib
import os
import re
from pathlib import Path

import brotli

_URL = re.compile(r'url\("?\.\./([^")]+)"?\)')
_TEXT = {".css", ".js", ".svg", ".json", ".txt"}
PREFIX = "static"


def publish(source: Path, target: Path) -> dict[str, str]:
    """Copy static files under hashed names and return the map from plain to hashed name.

    Style sheets are rewritten to point at the hashed names of what they use. Safe to run in several processes.
    """
    names: dict[str, str] = {}
    plain = sorted(p for p in source.rglob("*") if p.is_file())
    for path in sorted(plain, key=lambda p: p.suffix == ".css"):
        name = path.relative_to(source).as_posix()
        body = path.read_bytes()
        if path.suffix == ".css":
            body = _URL.sub(lambda found: f'url("../{names[found[1]]}")', body.decode()).encode()
        names[name] = _hashed(name, body)
        _write(target / names[name], body, packed=path.suffix in _TEXT)
    return names


def _hashed(name: str, body: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}{dot}{suffix}"


def _write(path: Path, body: bytes, packed: bool) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if packed:
        _replace(path.with_name(path.name + ".br"), brotli.compress(body, quality=11))
        _replace(path.with_name(path.name + ".gz"), gzip.compress(body, 9, mtime=0))
    _replace(path, body)


def _replace(path: Path, body: bytes) -> None:
    """Write a whole file or none."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(body)
    draft.replace(path)


def is_immutable(_path: str, url: str) -> bool:
    """Say whether an address holds its content's hash and may be kept for ever."""
    return bool(re.search(r"\.[0-9a-f]{10}\.[a-z0-9]+$", url))

"""The installation's signing keys, kept in `instance/keys/`: the newest signs, all of them verify."""

import os
import re
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from akademia.certificates.formats.keys import generate_key, key_from_pem, key_to_pem

_NAME = re.compile(r"badge-(\d{4})\.pem\Z")


def keys_in(folder: Path) -> dict[str, Ed25519PrivateKey]:
    """Return the keys by name („klucz-0002”), the newest first; the first use makes one."""
    found = _read(folder)
    if not found:
        add_key(folder)
        found = _read(folder)
    return dict(sorted(found.items(), reverse=True))


def add_key(folder: Path) -> str:
    """Make a new key, which signs from now on; the old ones stay and still verify. Returns its name."""
    last = max((int(name.removeprefix("klucz-")) for name in _read(folder)), default=0)
    path = folder / f"badge-{last + 1:04d}.pem"
    draft = folder / f".{path.name}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key_to_pem(generate_key()))
    with suppress(FileExistsError):  # another process was first: its key is the one
        os.link(draft, path)
    draft.unlink()
    return f"klucz-{last + 1:04d}"


def _read(folder: Path) -> dict[str, Ed25519PrivateKey]:
    return {
        f"klucz-{found[1]}": key_from_pem(path.read_bytes())
        for path in folder.glob("badge-*.pem")
        if (found := _NAME.match(path.name))
    }

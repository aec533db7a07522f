"""Settings of one installation: the environment first, then `instance/settings.toml`, then the default."""

import errno
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

from flask import current_app
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from akademia.core.errors import BrokenSource

KNOWN = (
    "database_url", "secret_key", "password_salt", "totp_secret", "base_url", "mail_url", "mail_from",
    "storage_url", "accel", "cache_url", "worker", "env",
)  # fmt: skip
SECRETS = ("secret_key", "password_salt", "totp_secret")
DATABASES = ("sqlite", "postgresql")
STORAGE_SCHEMES = ("file:", "s3://")
MAIL_SCHEMES = ("file:", "smtp://", "smtps://")
CHOICES = {"env": ("local", "production"), "worker": ("beside", "off")}


@dataclass(frozen=True)
class Settings:
    instance: Path
    database_url: str
    secret_key: str
    password_salt: str
    totp_secret: str
    base_url: str
    mail_url: str
    mail_from: str
    storage_url: str
    accel: str
    cache_url: str
    worker: str
    env: str
    port: int

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def issuer_base(self) -> str:
        return self.base_url.rstrip("/")


def here() -> Settings:
    """Return the settings of the app that runs now."""
    chosen: Settings = current_app.extensions["akademia"].settings
    return chosen


def read(environ: Mapping[str, str], project: Path) -> Settings:
    """Read the settings and make the instance folder with its secrets on the first run.

    :raises BrokenSource: a file or value cannot be used; each problem names file, line and key.
    """
    instance = Path(environ.get("AKADEMIA_INSTANCE") or project / "instance").resolve()
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        (instance / "keys").mkdir(exist_ok=True)
        written = _written(instance / "settings.toml")
        made = {name: _kept_secret(instance / "keys" / f"{name}.txt") for name in SECRETS}
    except OSError as error:
        raise BrokenSource([_unusable(error)]) from error
    port = _port(environ)
    defaults = {
        "database_url": f"sqlite:///{instance / 'akademia.db'}",
        "base_url": f"http://localhost:{port}",
        "mail_url": "file:",
        "mail_from": "Akademia Zatrudnienia Socjalnego <akademia@localhost>",
        "storage_url": "file:",
        "accel": "",
        "cache_url": "memory:",
        "worker": "beside",
        "env": "local",
    }
    values = {name: environ.get(f"AKADEMIA_{name.upper()}") or written.get(name) or made.get(name) or defaults[name]
              for name in KNOWN}  # fmt: skip
    _check(values, given=set(written) | {n for n in KNOWN if environ.get(f"AKADEMIA_{n.upper()}")})
    return Settings(instance=instance, port=port, **values)


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT") or "8000"
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise BrokenSource([f"środowisko, PORT: „{text}” to nie jest numer portu (1–65535)"])
    return int(text)


def _unusable(error: OSError) -> str:
    why = {
        errno.EACCES: "ten użytkownik nie ma do tego prawa",
        errno.EROFS: "dysk jest tylko do odczytu",
        errno.ENOSPC: "na dysku nie ma miejsca",
        errno.EEXIST: "to nie jest folder",
        errno.ENOTDIR: "to nie jest folder",
        errno.EISDIR: "to folder, a ma być plik",
    }.get(error.errno or 0, error.strerror)
    return f"{error.filename}: {why}. Folder instalacji wybierasz ustawieniem AKADEMIA_INSTANCE."


def _written(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        source = path.read_text("utf-8")
        found = tomllib.loads(source)
    except UnicodeDecodeError as error:
        raise BrokenSource([f"{path}: plik nie jest zapisany w UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenSource([_not_toml(path, source, str(error))]) from error
    problems = [
        f"{path}, wiersz {_line_of(source, key)}, {key}: "
        + ("nie ma takiego ustawienia" if key not in KNOWN else "wartość ma być tekstem w cudzysłowie")
        for key, value in found.items()
        if key not in KNOWN or not isinstance(value, str)
    ]
    if problems:
        raise BrokenSource(problems)
    return found


def _not_toml(path: Path, source: str, complaint: str) -> str:
    """Name the line that is no TOML and the key that stands on it. The reader's own words are in brackets."""
    lines = source.splitlines() or [""]
    told = re.search(r"at line (\d+)", complaint)
    number = min(int(told[1]), len(lines)) if told else len(lines)
    key = lines[number - 1].partition("=")[0].strip()
    return f"{path}, wiersz {number}, {key}: to nie jest poprawny TOML ({complaint})"


def _line_of(source: str, key: str) -> int:
    begins = re.compile(rf"""[\s\["']*{re.escape(key)}["'\s]*[=.\]]""")
    return next((number for number, line in enumerate(source.splitlines(), start=1) if begins.match(line)), 1)


def _kept_secret(path: Path) -> str:
    """Return the secret kept in a file; the first to come makes it, readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(path)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return _read_secret(path)


def _read_secret(path: Path) -> str:
    secret = path.read_bytes().decode("ascii", "ignore").strip()
    if not secret:
        raise BrokenSource([f"{path}: plik jest pusty. Przywróć go z kopii albo usuń, a powstanie nowy klucz."])
    return secret


def _check(values: Mapping[str, str], given: set[str]) -> None:
    problems = [
        f"AKADEMIA_{name.upper()}: „{values[name]}” – może być tylko: {', '.join(allowed)}"
        for name, allowed in CHOICES.items()
        if values[name] not in allowed
    ]
    problems += _check_database(values["database_url"])
    if not values["mail_url"].startswith(MAIL_SCHEMES):
        problems.append(f"AKADEMIA_MAIL_URL: zaczyna się od: {', '.join(MAIL_SCHEMES)}")
    if not values["storage_url"].startswith(STORAGE_SCHEMES):
        problems.append(f"AKADEMIA_STORAGE_URL: zaczyna się od: {', '.join(STORAGE_SCHEMES)}")
    if not re.fullmatch(r"[!-~]+@[!-~]+", parseaddr(values["mail_from"])[1]):
        problems.append(f"AKADEMIA_MAIL_FROM: „{values['mail_from']}” – ma być: Nazwa <adres@domena>")
    if not re.fullmatch(r"(?:/[a-z0-9-]+)?/?", values["accel"]):
        problems.append(f"AKADEMIA_ACCEL: „{values['accel']}” – ma być: /nazwa, wewnętrzne miejsce plików w nginx")
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?", values["base_url"]):
        problems.append(
            f"AKADEMIA_BASE_URL: „{values['base_url']}” – ma być: https://domena albo http://localhost:8000"
        )
    if values["env"] == "production":
        if "base_url" not in given:
            problems.append("AKADEMIA_BASE_URL: w środowisku production podaj adres, pod którym działa Akademia")
        elif not values["base_url"].startswith("https://"):
            problems.append("AKADEMIA_BASE_URL: w środowisku production adres zaczyna się od https://")
    if problems:
        raise BrokenSource(problems)


def _check_database(address: str) -> list[str]:
    """Complain of a database that the house does not know; the address is not shown, for it may hold a password."""
    scheme = address.partition("://")[0].partition("+")[0]
    try:
        fine = scheme in DATABASES and make_url(address).get_dialect() is not None
    except (ArgumentError, ValueError):
        fine = False
    return [] if fine else ["AKADEMIA_DATABASE_URL: ma być: sqlite:////plik.db albo postgresql+psycopg://…/baza"]

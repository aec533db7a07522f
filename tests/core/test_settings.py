import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from akademia.core import settings
from akademia.core.errors import BrokenSource


def read(folder, **environ):
    return settings.read({"AKADEMIA_INSTANCE": str(folder), **environ}, folder)


def test_the_first_run_makes_secrets_that_stay_and_that_only_the_owner_reads(tmp_path):
    first, second = read(tmp_path), read(tmp_path)

    assert first == second
    assert len({first.secret_key, first.password_salt, first.totp_secret}) == 3
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_only_the_owner_enters_an_installations_folder(tmp_path):
    chosen = read(tmp_path / "new" / "instance")

    assert chosen.instance.stat().st_mode & 0o777 == 0o700


def test_the_environment_goes_before_the_file(tmp_path):
    (tmp_path / "settings.toml").write_text('base_url = "http://plik"\nworker = "off"\n')

    chosen = read(tmp_path, AKADEMIA_BASE_URL="http://srodowisko")

    assert (chosen.base_url, chosen.worker) == ("http://srodowisko", "off")


def test_a_broken_file_is_refused_by_file_line_and_key(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('worker = "off"\n\ncolour = "red"\nbase_url = 7\n')

    with pytest.raises(BrokenSource) as refused:
        read(tmp_path)

    assert refused.value.problems == [
        f"{path}, wiersz 3, colour: nie ma takiego ustawienia",
        f"{path}, wiersz 4, base_url: wartość ma być tekstem w cudzysłowie",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AKADEMIA_MAIL_URL", "ftp://serwer"),
        ("AKADEMIA_MAIL_FROM", "Akademia"),
        ("AKADEMIA_MAIL_FROM", "Akademia <akademia>"),
        ("AKADEMIA_WORKER", "maybe"),
        ("AKADEMIA_ENV", "staging"),
        ("AKADEMIA_DATABASE_URL", "nonsense"),
        ("AKADEMIA_DATABASE_URL", "mysql://x/y"),
        ("AKADEMIA_DATABASE_URL", "postgresql://host:port/x"),
        ("AKADEMIA_BASE_URL", "localhost"),
        ("AKADEMIA_BASE_URL", "http://[::1"),
        ("PORT", "99999"),
        ("PORT", "²"),
        ("PORT", "9" * 5000),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(tmp_path, name, value):
    with pytest.raises(BrokenSource, match=name):
        read(tmp_path, **{name: value})


@pytest.mark.parametrize("address", ["", "http://akademia.example.org"])
def test_production_needs_an_https_address(tmp_path, address):
    with pytest.raises(BrokenSource, match="AKADEMIA_BASE_URL"):
        read(tmp_path, AKADEMIA_ENV="production", AKADEMIA_BASE_URL=address)


def test_a_file_that_is_no_toml_is_refused_by_file_and_line(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('worker = "off"\nbase_url = http://bez-cudzyslowu\n')

    with pytest.raises(BrokenSource) as refused:
        read(tmp_path)

    assert refused.value.problems[0].startswith(f"{path}, wiersz 2, base_url: ")


def test_a_key_is_found_on_its_own_line_and_not_on_one_that_begins_alike(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('environment = "a"\n# env = 1\nenv = 1\n')

    with pytest.raises(BrokenSource) as refused:
        read(tmp_path)

    assert [problem.split(": ")[0] for problem in refused.value.problems] == [
        f"{path}, wiersz 1, environment",
        f"{path}, wiersz 3, env",
    ]


def test_a_file_that_is_not_utf8_is_refused_by_name(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes('mail_from = "Łódź <a@example.org>"'.encode("cp1250"))

    with pytest.raises(BrokenSource, match="UTF-8"):
        read(tmp_path)


def test_a_folder_that_cannot_be_one_is_refused_by_name(tmp_path):
    (tmp_path / "plik").touch()

    with pytest.raises(BrokenSource, match=r"plik: to nie jest folder.*AKADEMIA_INSTANCE"):
        read(tmp_path / "plik")


def test_a_settings_file_that_is_a_folder_is_refused_by_name(tmp_path):
    (tmp_path / "settings.toml").mkdir()

    with pytest.raises(BrokenSource, match=r"settings\.toml: to folder, a ma być plik"):
        read(tmp_path)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Do what follows as a user whom permissions bind; root may write everywhere."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_refused_by_name(tmp_path):
    tmp_path.chmod(0o500)

    with ordinary_user(), pytest.raises(BrokenSource, match="ten użytkownik nie ma do tego prawa"):
        read(tmp_path)


def test_an_empty_secret_is_refused_by_name_and_never_used(tmp_path):
    """A first run that was killed, or a full disk, leaves an empty file; sessions signed with it would be anyone's."""
    read(tmp_path)
    (tmp_path / "keys" / "secret_key.txt").write_text("")

    with pytest.raises(BrokenSource, match=r"secret_key\.txt: plik jest pusty"):
        read(tmp_path)

"""Flask-Security speaks Polish, all of it: also the parts that are switched on later."""

import re
from pathlib import Path

import flask_security
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from akademia.accounts import security

PACKAGE = Path(flask_security.__file__).parent / "translations" / "flask_security.pot"
OURS = Path(security.__file__).parent / "translations" / "pl" / "LC_MESSAGES" / "flask_security.po"


def _catalogue(path):
    with path.open("rb") as file:
        return read_po(file)


def _ids():
    return [message.id for message in _catalogue(PACKAGE) if message.id]


def test_no_string_of_the_package_is_left_without_polish():
    ours = _catalogue(OURS)

    assert len(_ids()) > 200
    missing = [text for text in _ids() if text not in ours or not ours[text].string or ours[text].fuzzy]
    assert missing == []


def test_the_compiled_catalogue_is_made_from_the_written_one():
    with OURS.with_suffix(".mo").open("rb") as file:
        compiled = {m.id: m.string for m in read_mo(file) if m.id}

    assert compiled == {m.id: m.string for m in _catalogue(OURS) if m.id}


def test_every_place_to_fill_in_is_kept():
    for message in _catalogue(OURS):
        if message.id:
            places = re.compile(r"%\([a-z]+\)s?d?|%s")
            assert sorted(places.findall(message.id)) == sorted(places.findall(message.string)), message.id


def test_no_reader_is_taken_for_a_man_or_a_woman():
    gendered = re.compile(r"\b\w+(?:łeś|łaś|łem|łam)\b|\bzalogowan[ya]\b", re.IGNORECASE)

    assert [m.string for m in _catalogue(OURS) if m.id and gendered.search(m.string)] == []


@pytest.mark.parametrize(
    ("text", "polish"),
    [
        ("Your new password must be different than your previous password.", "Nowe hasło ma być inne niż obecne."),
        ("Use a Passkey as a Second Factor", "Klucz dostępu jako drugi etap"),
    ],
)
def test_the_app_finds_the_catalogue(app, text, polish):
    with app.test_request_context():
        assert app.extensions["security"].i18n_domain.gettext(text) == polish

"""The operator's own logo: taken safely, shown everywhere at once, and taken back."""

import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.certificates.papers import pdf_of
from akademia.certificates.services import issue
from akademia.core import settings
from akademia.core.db import commit, db
from akademia.pages.queries import stored_settings
from akademia.running.files import damaged
from akademia.storage.models import StoredFile
from tests.factories import make_award, make_user
from tests.media import samples
from tests.pages.test_settings import form

PLACE = "/panel/ustawienia/logo/"


@pytest.fixture
def admin(app, client):
    person = make_user(Role.Admin)
    commit()
    return client.sign_in(person)


def send(client, data: bytes | None, name: str = "logo.jpg", alt: str = "Fundacja Most", status: int = 303):
    fields = {"alt": alt} | ({"file": (io.BytesIO(data), name)} if data else {})
    return client.post(PLACE, fields, status)


def logo_of(page: str) -> str:
    return page.partition('class="logo" src="')[2].partition('"')[0]


def test_a_logo_stands_on_every_page_at_once_under_an_address_that_browsers_keep(admin, new_client):
    visitor = new_client()
    assert logo_of(visitor.get("/kontakt/", 404).text) == logo_of(visitor.get("/").text) == ""

    send(admin, samples.photograph())

    address = logo_of(visitor.get("/").text)
    assert 'alt="Fundacja Most"' in visitor.get("/").text
    answer = visitor.get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    picture = Image.open(io.BytesIO(answer.data))
    assert (picture.format, picture.height <= 192, picture.width <= 640) == ("PNG", True, True)
    assert (dict(picture.getexif()), "exif" in picture.info) == ({}, False)

    send(admin, samples.picture("PNG", mode="RGBA"), "inne.png")

    assert logo_of(visitor.get("/").text) not in ("", address)
    visitor.get(address, 404)


def test_a_removed_logo_gives_the_mark_back_and_leaves_no_row(admin, new_client):
    send(admin, samples.photograph())

    admin.post(f"{PLACE}usun")

    page = new_client().get("/").text
    assert (logo_of(page), "#mark" in page) == ("", True)
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0


def test_words_change_without_another_file_and_an_open_settings_form_stays_good(admin, new_client):
    send(admin, samples.photograph())
    admin.post("/panel/ustawienia/", form(name="Most"))

    send(admin, None, alt="Most")
    admin.post("/panel/ustawienia/", form(version=1, name="Inny most"))

    operator = stored_settings().operator
    assert (operator.logo_alt, operator.name, bool(operator.logo_key)) == ("Most", "Inny most", True)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.svg", "SVG"),
        (b"%PDF-1.7 nic", "a.png", "PDF"),
        (samples.bomb(), "a.png", "za duży"),
        (samples.moving(), "a.gif", "GIF"),
        (samples.picture("PNG", size=(20, 20)), "a.png", "za małe"),
        (samples.picture("PNG", size=(4000, 60)), "a.png", "za wąskie"),
        (samples.picture("PNG"), "../../etc/a.png", "ścieżkę"),
    ],
)
def test_what_is_no_safe_logo_is_refused_with_the_reason_and_nothing_stays(admin, data, name, reason):
    answer = send(admin, data, name, status=422)

    assert reason in answer.text
    assert "Fundacja Most" in answer.text
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0
    assert stored_settings().operator.logo_key == ""


def test_no_file_and_a_file_name_as_words_are_refused(admin):
    assert "Wybierz plik" in send(admin, None, status=422).text
    assert "nie jest opisem" in send(admin, samples.picture("PNG"), "logo.png", "logo.png", 422).text


def test_only_who_may_change_settings_changes_the_logo(client, app):
    person = make_user(Role.Staff)
    commit()

    send(client.sign_in(person), samples.photograph(), status=403)


def test_certificates_show_the_logo_and_are_made_without_it_when_its_file_is_lost(admin):
    certificate = issue(make_award(make_user()))
    commit()
    plain = pdf_of(certificate)

    send(admin, samples.picture("PNG", mode="RGBA"))
    certificate = db.session.merge(certificate)
    shown = pdf_of(certificate)
    assert b"/Subtype/Image" in shown
    assert b"/Subtype/Image" not in plain
    assert pdf_of(certificate) == shown

    (settings.here().instance / "files" / stored_settings().operator.logo_key).unlink()
    assert pdf_of(certificate) == plain
    assert any(words.startswith("Logo (/panel/ustawienia/logo/): brakuje pliku") for words in damaged())

"""An academy is backed up while it serves, destroyed, and restored: its certificates verify where they always did."""

import io
import json
import shutil
import urllib.request
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import text

from akademia.certificates.services import issue
from akademia.core.db import commit, db
from tests.factories import PASSWORD, make_award, make_user
from tests.proof.academy import Academy, Browser
from tests.proof.conftest import Ask

pytestmark = pytest.mark.proof
NAME = "Żaneta Źdźbło-Łęcka"


def give_certificate(academy: Academy) -> tuple[str, str]:
    """Return the address of a learner and the code of the certificate that the learner holds."""
    with academy.inside():
        learner = make_user(name=NAME)
        code = issue(make_award(learner, name=NAME)).code
        commit()
        return learner.email or "", code


def fetch(academy: Academy, path: str) -> bytes:
    with urllib.request.urlopen(academy.base + path, timeout=30) as answer:
        return bytes(answer.read())


def badge_at(academy: Academy, code: str) -> dict[str, Any]:
    badge: dict[str, Any] = json.loads(fetch(academy, f"/zaswiadczenia/{code}.json"))
    return badge


def documents_of(academy: Academy, badge: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the badge itself leads a verifier to: its issuer's document and its key's."""
    addresses = (badge["issuer"]["id"], badge["proof"]["verificationMethod"])
    assert all(address.startswith(academy.base) for address in addresses)
    return [json.loads(fetch(academy, address.removeprefix(academy.base))) for address in addresses]


def words_of(pdf: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range().split())


def run(academy: Academy, *words: str) -> str:
    process = academy.run(*words)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def destroy(academy: Academy) -> None:
    """End every process and leave nothing: no folder, no table."""
    academy.kill_all()
    with academy.app.app_context():
        db.session.remove()
        if db.engine.dialect.name == "postgresql":
            with db.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        db.engine.dispose()
    shutil.rmtree(academy.own["AKADEMIA_INSTANCE"])


def test_a_certificate_verifies_at_its_address_after_the_academy_was_destroyed_and_restored(
    academy: Academy, tmp_path: Path, ask: Ask
):
    academy.start()
    email, code = give_certificate(academy)
    before, paper = badge_at(academy, code), words_of(fetch(academy, f"/zaswiadczenia/{code}.pdf"))
    assert "Kopia gotowa" in run(academy, "backup", str(tmp_path / "copy"))

    destroy(academy)
    assert "Odtworzono" in run(academy, "restore", str(tmp_path / "copy"))
    run(academy, "prepare")
    academy.start()

    page = Browser(academy.base).get(f"/zaswiadczenia/{code}/")
    assert "Zaświadczenie ważne" in page
    assert NAME in page
    assert NAME in paper
    assert words_of(fetch(academy, f"/zaswiadczenia/{code}.pdf")) == paper
    after = badge_at(academy, code)
    assert after == before
    documents = documents_of(academy, after)
    assert ask(after, *documents) == (True, "")
    accepted, said = ask({**after, "name": "Inna odznaka"}, *documents)
    assert not accepted
    assert "Invalid signature" in said
    Browser(academy.base).sign_in(email, PASSWORD)
    assert "Wszystko w porządku" in run(academy, "check")


@pytest.mark.parametrize("academy", ["sqlite"], indirect=True)
def test_without_the_keys_of_the_back_up_a_badge_given_out_before_verifies_no_more(
    academy: Academy, tmp_path: Path, ask: Ask
):
    """The control of the proof above: it is the restored keys that the verifier's answer hangs on."""
    academy.start()
    _, code = give_certificate(academy)
    before = badge_at(academy, code)
    run(academy, "backup", str(tmp_path / "copy"))
    destroy(academy)
    run(academy, "restore", str(tmp_path / "copy"))
    for key in Path(academy.own["AKADEMIA_INSTANCE"], "keys").glob("badge-*.pem"):
        key.unlink()

    academy.start()

    accepted, said = ask(before, *documents_of(academy, before))
    assert not accepted
    assert "Invalid signature" in said

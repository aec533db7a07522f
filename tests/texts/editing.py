"""What tests of the editor share: an editor at the desk, forms of texts, and the page's token."""

import re
from typing import Any

from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.texts.models import Draft, Page
from akademia.texts.services import keep_slug, lexicon, publish, render
from tests.client import InspectingClient
from tests.factories import make_user

PAGE = {"title": "Nasze zasady", "slug": "nasze-zasady", "summary": "O zasadach.", "legal_state_on": "",
        "source": "## Część\n\nTo jest tekst."}  # fmt: skip
TERM = {"name": "klub seniora", "abbreviation": "KS", "meaning": "Miejsce spotkań.", "forms": "klub seniora\nKS",
        "provisions": "", "more": "Kilka słów."}  # fmt: skip


def make_page(slug: str = "o-akademii", source: str = "## Część\n\nPierwszy tekst.", **values: Any) -> Page:
    """Make a published page with its first version, as the starter does."""
    told = {"title": "Strona", "summary": "Krótko.", **values}
    page = Page(key=slug, slug=slug, html="", version=0, digest="-", **told)
    db.session.add(page)
    db.session.flush()
    keep_slug("page", slug, page.id)
    made = render(source, lexicon(), explain=False)
    page.html, page.version = str(made.html), publish("page", page.id, page.title, source, made, None).version
    return page


def sign_in_editor(client: InspectingClient, role: Role = Role.Staff) -> InspectingClient:
    editor = make_user(role)
    commit()
    return client.sign_in(editor)


def opened(client: InspectingClient, address: str) -> str:
    """Return what the editor's form at an address was opened with."""
    found = re.search(r'name="opened" type="hidden" value="([^"]*)"', client.get(address).text)
    assert found, address
    return found[1]


def send(client: InspectingClient, address: str, values: dict[str, str], act: str = "save", **options: Any) -> Any:
    """Send a text's form as its page would."""
    token = options.pop("opened", None) or opened(client, address)
    return client.post(address, {**values, "opened": token, "act": act}, **options)


def drafts() -> list[Draft]:
    db.session.expire_all()
    return list(db.session.scalars(select(Draft).where(Draft.is_open).order_by(Draft.id)))

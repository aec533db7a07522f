"""Questions that were asked, by the service or through the two steps of the pages, and the letters about them."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from akademia.advisory.questions.models import Case, Topic
from akademia.advisory.questions.services.asking import Asked, ask
from akademia.core import clock
from akademia.core.db import db
from akademia.mail.models import Letter
from tests.advisory.factories import make_topic
from tests.client import InspectingClient

WORDS = "Prowadzimy klub w małej gminie. Czy spotkania mogą odbywać się w świetlicy wiejskiej?"
TITLE = "Czy klub może spotykać się w świetlicy?"
EMAIL = "lidka@example.org"


def asked_case(topic: Topic | None = None, **said: Any) -> Case:
    """Make a case by asking, with its link and letter; without an account unless `user` is given."""
    values = {"title": TITLE, "words": WORDS} | ({} if "user" in said else {"email": EMAIL}) | said
    return ask(Asked(topic or db.session.scalar(select(Topic)) or make_topic(), **values)).case


def fields(topic: Topic, **more: Any) -> dict[str, Any]:
    """Return what a person types on the first page."""
    return {"topic": str(topic.id), "title": TITLE, "words": WORDS, "role": "leader", "email": EMAIL, **more}


def opened(client: InspectingClient, address: str = "/doradztwo/zapytaj/") -> dict[str, str]:
    """Open the form and wait as long as a person does. Returns its hidden fields."""
    kept = hidden(client.get(address).text)
    clock.freeze(clock.now() + timedelta(seconds=20))
    return kept


def hidden(html: str) -> dict[str, str]:
    """Return the fields that a page carries without showing them."""
    found = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", html)
    pairs = [(re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in found]
    return {name[1]: value[1] if value else "" for name, value in pairs if name and name[1] != "csrf_token"}


def sent(client: InspectingClient, topic: Topic, **more: Any) -> str:
    """Ask through both steps. Returns the address of the private page."""
    typed = opened(client) | fields(topic)
    client.post("/doradztwo/zapytaj/", typed, 200)
    return client.post("/doradztwo/zapytaj/wyslij/", typed | more).headers["Location"]


def letters(to: str = EMAIL) -> list[Letter]:
    return list(db.session.scalars(select(Letter).where(Letter.to_address == to).order_by(Letter.id)))


def link_in(letter: Letter) -> str:
    """Return the path of the private link that a letter carries."""
    found = re.search(r"https?://[^/\s]+(/doradztwo/sprawa/[\w-]{30,}/)", letter.text_body or "")
    assert found, letter.text_body
    return found[1]

"""A test client that inspects each page it is given, as a strict reader would.

Each request runs in a context of its own, as in a server: nothing of the test's (its session, its `g`, who is signed
in) is shared with it. The test's session is put away before and emptied after, so that what was not committed is not
seen.
"""

import re
from collections import Counter
from contextvars import Context
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from akademia.accounts.safety.services import begin_sitting
from akademia.core.db import db, writing

VOID = {"input", "select", "textarea"}


class Page(HTMLParser):
    """What the inspection needs to know of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.labelled: set[str] = set()
        self.headings: list[str] = []
        self.title = ""
        self._into: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag == "label" and values.get("for"):
            self.labelled.add(str(values["for"]))
        if tag in ("h1", "title"):
            self._into.append(tag)
            if tag == "h1":
                self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._into and self._into[-1] == tag:
            self._into.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._into and self._into[-1] == "h1":
            self.headings[-1] += data
        elif self._into:
            self.title += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [values for name, values in self.tags if name == tag]


def inspect(html: str) -> list[str]:
    """Return what is wrong with a page, a sentence each; an empty list is a good page."""
    page = Page(html)
    wrong: list[str] = []
    if [v.get("lang") for v in page.all("html")] != ["pl"]:
        wrong.append("the page is not marked as Polish")
    heads = [" ".join(h.split()) for h in page.headings]
    if len(heads) != 1:
        wrong.append(f"{len(heads)} h1 headings instead of one")
    elif not " ".join(page.title.split()).startswith(heads[0]):
        wrong.append(f"title „{page.title.strip()}” does not begin with h1 „{heads[0]}”")
    ids = Counter(str(v["id"]) for _, v in page.tags if v.get("id"))
    wrong += [f"id {name} stands {n} times" for name, n in ids.items() if n > 1]
    for tag, values in page.tags:
        wrong += _inspect_tag(tag, values, page, ids)
    return wrong


def _inspect_tag(tag: str, values: dict[str, str | None], page: Page, ids: Counter[str]) -> list[str]:
    wrong = []
    if "style" in values or tag == "style":
        wrong.append(f"inline style on {tag}")
    if tag == "script" and not values.get("src"):
        wrong.append("inline script")
    wrong += [f"inline handler {name} on {tag}" for name in values if name.startswith("on")]
    if tag in VOID and values.get("type") not in ("hidden", "submit", "button"):
        named = values.get("id") in page.labelled or values.get("aria-label") or values.get("aria-labelledby")
        if not named:
            wrong.append(f"{tag} {values.get('name')} has no label")
    if tag == "img" and "alt" not in values:
        wrong.append(f"img {values.get('src')} has no alt")
    for name in ("aria-describedby", "aria-labelledby"):
        wrong += [f"{name} points to nothing: {i}" for i in str(values.get(name) or "").split() if i not in ids]
    if tag == "link" and "itemprop" in values and "rel" not in values:
        return wrong  # a fact for machines, which no browser asks for
    for name in ("src", "href", "action"):
        if re.match(r"(?:https?:)?//", str(values.get(name) or "")) and tag in (
            "script",
            "link",
            "img",
            "form",
            "iframe",
        ):
            wrong.append(f"{tag} asks another host: {values[name]}")
    return wrong


class InspectingClient:
    """A browser for tests: follows the site's rules, keeps cookies, inspects every page."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inner: Client = app.test_client()

    def get(self, address: str, status: int = 200, **options: Any) -> TestResponse:
        return self._open("GET", address, status, options)

    def post(self, address: str, data: dict[str, Any] | None = None, status: int = 303, **options: Any) -> TestResponse:
        """Send a form as a page of this site would, with its security token."""
        fields = {**(data or {})}
        if "csrf_token" not in fields:
            fields["csrf_token"] = self.token()
        return self._open("POST", address, status, {"data": fields, **options})

    def token(self) -> str:
        """Return a security token that belongs to this client's session."""
        return Context().run(self._token)

    def _token(self) -> str:
        from flask import session
        from flask_wtf.csrf import generate_csrf

        with self.inner.session_transaction() as kept:
            before = dict(kept)
        with self.app.test_request_context():
            session.update(before)
            token = generate_csrf()
            after = dict(session)
        with self.inner.session_transaction() as kept:
            kept.update(after)
        return str(token)

    def sign_in(self, user: Any) -> "InspectingClient":
        """Sign a person in by the session alone (the sign-in page has tests of its own)."""
        with writing():
            identity, _seat = begin_sitting(user, "Przeglądarka testu", two_steps=False)
            db.session.commit()
        with self.inner.session_transaction() as kept:
            kept["_user_id"] = identity
            kept["_fresh"] = True
            kept["fs_cc"] = "set"
            kept["fs_paa"] = 4102444800.0
            kept["identity.id"] = identity
        return self

    def open_any(self, method: str, address: str, **options: Any) -> TestResponse:
        """Ask as a context of its own and take whatever answer comes."""
        db.session.rollback()
        response = Context().run(self.inner.open, address, method=method, **options)
        db.session.rollback()
        db.session.expire_all()
        return response

    def _open(self, method: str, address: str, status: int, options: dict[str, Any]) -> TestResponse:
        response = self.open_any(method, address, **options)
        assert response.status_code == status, f"{method} {address}: {response.status_code}\n{response.text[:3000]}"
        if response.mimetype == "text/html" and response.data and not 300 <= status < 400:
            wrong = inspect(response.text)
            assert not wrong, f"{method} {address}: {wrong}"
        return response

    def words(self, address: str, **options: Any) -> str:
        """Return the words of a page, blanks made one."""
        return Page(self.get(address, **options).text).text.replace("\u00a0", " ")

"""Steps of the library's tests of files."""

import io
from typing import Any

from flask import Flask
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.text import sort_key
from akademia.jobs.worker import run_due
from akademia.publishing.library.models import Department, ItemFile, LibraryItem
from akademia.publishing.library.services import files as services
from akademia.storage import store
from tests.client import InspectingClient


def make_item(slug: str = "poradnik", title: str = "Poradnik o klubach", state: str = "draft", **values: Any) -> int:
    department = db.session.scalar(select(Department)) or Department(slug="dzial", title="Dział", position=1)
    item = LibraryItem(slug=slug, title=title, title_key=sort_key(title), kind="guide", department=department,
                       state=state, published_at=clock.now() if state == "published" else None, **values)  # fmt: skip
    db.session.add(item)
    db.session.flush()
    return item.id


def publish(ref: int) -> None:
    item = db.session.get(LibraryItem, ref)
    item.state, item.published_at, item.version = "published", clock.now(), 1
    commit()


def attach(ref: int, data: bytes, name: str = "plik.pdf", role: str = "work", label: str = "",
           replaced: str = "") -> str:  # fmt: skip
    """Attach a file by the services and return its key; nothing has read it yet."""
    with store.aside(io.BytesIO(data)) as path:
        laid = services.receive(path, name)
    older = file_at(replaced) if replaced else None
    key = services.attach(db.session.get(LibraryItem, ref), laid, role, label, "", 7, older).key
    commit()
    return key


def read(app: Flask) -> None:
    """Let the worker do what waits; the test's own transaction is put away first."""
    db.session.rollback()
    run_due(app)
    db.session.expire_all()


def file_at(key: str) -> ItemFile:
    return db.session.scalars(select(ItemFile).where(ItemFile.key == key)).one()


def upload(client: InspectingClient, ref: int, data: bytes, name: str, status: int = 303, query: str = "",
           **fields: str) -> Any:  # fmt: skip
    sent = {"role": "work", "label": "", "language": "", "file": (io.BytesIO(data), name), **fields}
    return client.post(f"/panel/biblioteka/{ref}/pliki/nowy/{query}", sent, status)

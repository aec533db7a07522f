"""Steps of the library's tests."""

import io
from typing import Any

from flask import Flask
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.media import services
from akademia.media.models import Media
from akademia.storage import store
from akademia.storage.services import Laid
from tests.client import InspectingClient
from tests.media import samples

ALT = "Dwie połowy: czerwona i niebieska."


def upload(client: InspectingClient, data: bytes, name: str = "kot.jpg", status: int = 303, place: str = "nowe") -> Any:
    return client.post(f"/panel/media/{place}/", {"file": (io.BytesIO(data), name)}, status)


def received(data: bytes, name: str) -> Laid:
    with store.aside(io.BytesIO(data)) as path:
        return services.receive(path, name)


def newest() -> Media:
    return db.session.scalars(select(Media).order_by(Media.id.desc())).first()


def ready_picture(app: Flask, title: str = "Dwie połowy", **words: Any) -> str:
    """A picture that readers may see; return its key."""
    media = services.add(received(samples.photograph(), "IMG_1.jpg"), 7)
    key = media.key
    commit()
    work(app)
    describe(key, title, **{"alt": ALT, **words})
    return key


def work(app: Flask) -> None:
    """Let the worker do what waits; the test's own transaction is put away first."""
    db.session.rollback()
    run_due(app)


def ready_film(captions: str = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nDzień dobry.\n") -> str:
    key = services.add(received(samples.film(), "film.mp4"), 7).key
    describe(key, "Dzień w klubie", transcript="Anna: dzień dobry.\n\nPan <b>Jan</b> macha.", captions=captions)
    return key


def describe(key: str, title: str, **words: Any) -> None:
    db.session.expire_all()
    media = db.session.scalars(select(Media).where(Media.key == key)).one()
    services.describe(media, services.Words(title, **words), media.version)
    commit()

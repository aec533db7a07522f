"""A real mail server beside the tests: aiosmtpd on a free port, which takes, refuses or breaks off as told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from flask import Flask


@dataclass
class Peer:
    """What the server answers to a recipient and to a letter's data; what it was given."""

    port: int
    to_recipient: str = "250 OK"
    to_data: str = "250 OK"
    taken: list[EmailMessage] = field(default_factory=list)
    signed_in: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.to_data.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return self.to_data

    def sign_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.signed_in.append(data.login)
        return AuthResult(success=data.password == b"ha:s/lo", handled=False)


@pytest.fixture
def peer(free_port: int) -> Iterator[Peer]:
    peer = Peer(free_port)
    controller = Controller(peer, "127.0.0.1", port=free_port, authenticator=peer.sign_in, auth_require_tls=False)
    controller.start()
    yield peer
    controller.stop()


@pytest.fixture
def mail_goes_to(app: Flask) -> Iterator[Callable[[str], None]]:
    """Give a function that changes where this installation's letters go."""
    house = app.extensions["akademia"]

    def change(url: str) -> None:
        app.extensions["akademia"] = replace(house, settings=replace(house.settings, mail_url=url))

    yield change
    app.extensions["akademia"] = house


@pytest.fixture
def letter_folder(app: Flask, mail_goes_to: Callable[[str], None], tmp_path: Any) -> Any:
    """An empty folder that letters go to."""
    mail_goes_to(f"file:{tmp_path}")
    return tmp_path

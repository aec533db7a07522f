"""The two ways out: a folder of .eml files, or a mail server. Over one line many letters can go."""

import os
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from akademia.core.settings import Settings
from akademia.mail.formats.dkim import signed
from akademia.mail.formats.mime import BadAddress, Envelope, Mould, ascii_address, compose, mould

# Seven exchanges with a server that answers at the last moment still fit in the lease of a delivery.
TIMEOUT_SECONDS = 15
LONGEST_WORDS = 500


class Refused(Exception):
    """The letter will never be taken: wrong address, or the server said so for good. Holds the server's words."""


class AddressRefused(Refused):
    """It was the address that the server did not want, not the letter."""


class Unreachable(Exception):
    """The letter was not taken now; later it may be. Holds the server's words."""


class Later(Unreachable):
    """The server puts off this one letter; others may go over the same line."""


class LineBroken(Unreachable):
    """The line broke in the middle of a letter.

    Where the last dot was on its way already, SMTP cannot know whether the letter was taken (RFC 1047). It is sent
    again then, with the same Message-ID: better two than none (RFC 5321, 4.2.5).
    """


@dataclass(frozen=True)
class Sealed:
    """A letter as it goes: `name` of its file, `token` of its Message-ID, `to` in ASCII, the whole message."""

    name: str
    token: str
    to: str
    message: bytes


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Post:
    """Where letters go: `file:` (the installation's folder), `file:/folder`, `smtp://user:password@host:port`, `smtps://`.

    `?starttls=1` asks an `smtp:` server for TLS before anything is said. `dkim_key`: PEM; None leaves letters unsigned.
    """

    url: SplitResult
    sender: str
    folder: Path
    dkim_key: bytes | None = None

    def send(self, envelope: Envelope) -> None:
        """Hand a letter over. Sent again it bears the same Message-ID, or overwrites the same file.

        :raises Refused: it will never be taken.
        :raises Unreachable: it was not taken this time.
        """
        sealed = self.sealed(envelope)
        with self.line() as line:
            line.hand(sealed)

    @contextmanager
    def line(self, patience_seconds: int = TIMEOUT_SECONDS) -> Iterator["Line"]:
        """Open a line over which letters go one after another.

        :param patience_seconds: how long the server may take to say that it took a letter.
        :raises Unreachable: there is no server, or it does not want us.
        """
        if self.url.scheme == "file":
            yield Line(self, None, patience_seconds)
            return
        try:
            server = self._server()
        except (OSError, smtplib.SMTPException) as error:
            raise _no_way(error) from error
        try:
            yield Line(self, server, patience_seconds)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    @property
    def encoding(self) -> str:
        """How words are written: whole lines for a reader of files, what passes every server for a server."""
        return "8bit" if self.url.scheme == "file" else "quoted-printable"

    def sealed(self, envelope: Envelope) -> Sealed:
        """Return a letter ready to go.

        :raises Refused: the address cannot stand in a letter.
        """
        try:
            message = compose(envelope, self.sender, self.encoding).as_bytes()
            return Sealed(envelope.name, envelope.token, ascii_address(envelope.to), self.signed(message))
        except BadAddress as error:
            raise AddressRefused("Na ten adres nie da się wysłać listu.") from error

    def signed(self, message: bytes) -> bytes:
        """Sign what goes to a server, where there is a key."""
        if self.url.scheme == "file" or self.dkim_key is None:
            return message
        return signed(message, self.dkim_key, self.domain)

    def to_many(self, subject: str, text: str, html: str, at: datetime, list_name: str) -> Mould:
        """Return a letter to many readers, composed once."""
        return mould(subject, text, html, at, list_name, self.sender, self.encoding)

    def cast(self, form: Mould, name: str, token: str, to: str, unsubscribe: str) -> Sealed:
        """Return one reader's letter, ready to go.

        :raises Refused: the address cannot stand in a letter.
        """
        try:
            return Sealed(name, token, ascii_address(to), self.signed(form.cast(to, token, unsubscribe)))
        except BadAddress as error:
            raise AddressRefused("Na ten adres nie da się wysłać listu.") from error

    @property
    def address(self) -> str:
        """The address that letters come from, its domain in ASCII."""
        return ascii_address(parseaddr(self.sender)[1])

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def remove(self, name: str) -> None:
        """Remove a letter's file, if there is one."""
        (self.folder / name).unlink(missing_ok=True)

    def remove_begun(self, start: str) -> None:
        """Remove the files of letters whose names begin so."""
        for path in self.folder.glob(f"{start}*.eml"):
            path.unlink(missing_ok=True)

    def put(self, message: bytes, name: str) -> None:
        """Write a letter's file whole, or leave the one that there is."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{name}.{os.getpid()}"
        draft.write_bytes(message)
        draft.replace(self.folder / name)

    def _server(self) -> smtplib.SMTP:
        host, port = self.url.hostname or "localhost", self.url.port or 0
        server: smtplib.SMTP
        if self.url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
        try:
            if parse_qs(self.url.query).get("starttls") == ["1"]:
                server.starttls(context=ssl.create_default_context())
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
        except BaseException:
            server.close()
            raise
        return server


@dataclass(frozen=True)
class Line:
    """An open line. `server` None: to the folder."""

    post: Post
    server: smtplib.SMTP | None
    patience_seconds: int

    def hand(self, letter: Sealed, is_wanted: Callable[[], bool] = _always) -> bool:
        """Hand one letter over; return whether it went.

        :param is_wanted: asked when the server has taken the address and nothing of the letter has gone yet.
        :raises AddressRefused: the server does not want this address, for good.
        :raises Refused: it will never take this letter.
        :raises Later: not this letter, not now.
        :raises LineBroken: the line is of no use any more.
        :raises Unreachable: the server wants none of our letters now.
        """
        if self.server is None:
            if is_wanted():
                self.post.put(letter.message, letter.name)
                return True
            return False
        try:
            return self._say(self.server, letter, is_wanted)
        except smtplib.SMTPServerDisconnected as error:
            raise LineBroken(str(error)[:LONGEST_WORDS]) from error
        except OSError as error:
            raise LineBroken(str(error)[:LONGEST_WORDS] or type(error).__name__) from error

    def _say(self, server: smtplib.SMTP, letter: Sealed, is_wanted: Callable[[], bool]) -> bool:
        server.ehlo_or_helo_if_needed()
        # RFC 3461: a server that can will name this in a report of what became of the letter.
        options = [f"ENVID={letter.token}"] if server.has_extn("dsn") else []
        code, words = server.mail(self.post.address, options)
        if code != 250:  # a refused sender is the operator's to mend: letters wait for it
            raise Unreachable(_words(code, words))
        code, words = server.rcpt(letter.to)
        if code not in (250, 251):
            server.rset()
            raise AddressRefused(_words(code, words)) if 500 <= code < 600 else Later(_words(code, words))
        if not is_wanted():
            server.rset()
            return False
        code, words = server.docmd("DATA")
        if code == 354:
            code, words = self._give(server, letter.message)
        if code != 250:
            raise _verdict(code, words)
        return True

    def _give(self, server: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
        """Send the letter's bytes with the last dot and wait for the answer."""
        server.send(message.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        assert server.sock is not None
        server.sock.settimeout(self.patience_seconds)
        answer = server.getreply()
        server.sock.settimeout(TIMEOUT_SECONDS)
        return answer


def post_of(settings: Settings) -> Post:
    """Return the way out that an installation has chosen."""
    url = urlsplit(settings.mail_url)
    folder = Path(url.path) if url.scheme == "file" and url.path else settings.instance / "mail"
    key = dkim_path(settings)
    return Post(url, settings.mail_from, folder, key.read_bytes() if key.exists() else None)


def dkim_path(settings: Settings) -> Path:
    """Return where the key lies that letters are signed with."""
    return settings.instance / "keys" / "dkim.pem"


def _no_way(error: Exception) -> Unreachable:
    if isinstance(error, smtplib.SMTPResponseException):  # a refused greeting or sign-in
        return Unreachable(_words(error.smtp_code, error.smtp_error))
    return Unreachable(str(error)[:LONGEST_WORDS] or type(error).__name__)


def _verdict(code: int, words: bytes | str) -> Exception:
    return (Refused if 500 <= code < 600 else Later)(_words(code, words))


def _words(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(said.split())}"[:LONGEST_WORDS]

"""The two ways out: a folder of .eml files, or a mail server."""

import os
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from akademia.core.settings import Settings
from akademia.mail.formats.mime import BadAddress, Envelope, compose

# Seven exchanges with a server that answers at the last moment still fit in the lease of a delivery.
TIMEOUT_SECONDS = 15
LONGEST_WORDS = 500


class Refused(Exception):
    """The letter will never be taken: wrong address, or the server said so for good. Holds the server's words."""


class Unreachable(Exception):
    """The letter was not taken now; later it may be. Holds the server's words."""


@dataclass(frozen=True)
class Post:
    """Where letters go: `file:` (the installation's folder), `file:/folder`, `smtp://user:password@host:port`, `smtps://`.

    `?starttls=1` asks an `smtp:` server for TLS before anything is said.
    """

    url: SplitResult
    sender: str
    folder: Path

    def send(self, envelope: Envelope) -> None:
        """Hand a letter over. Sent again it bears the same Message-ID, or overwrites the same file.

        :raises Refused: it will never be taken.
        :raises Unreachable: it was not taken this time.
        """
        to_folder = self.url.scheme == "file"
        try:
            message = compose(envelope, self.sender, "8bit" if to_folder else "quoted-printable")
        except BadAddress as error:
            raise Refused("Na ten adres nie da się wysłać listu.") from error
        if to_folder:
            self._put(message, envelope.name)
        else:
            self._hand_over(message)

    def remove(self, name: str) -> None:
        """Remove a letter's file, if there is one."""
        (self.folder / name).unlink(missing_ok=True)

    def _put(self, message: EmailMessage, name: str) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{name}.{os.getpid()}"
        draft.write_bytes(message.as_bytes())
        draft.replace(self.folder / name)

    def _hand_over(self, message: EmailMessage) -> None:
        try:
            with self._server() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _verdict(code, words) from error
        except smtplib.SMTPDataError as error:
            raise _verdict(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPResponseException as error:
            # A refused greeting, sign-in or sender is the operator's to mend: the letter waits for it.
            raise Unreachable(_words(error.smtp_code, error.smtp_error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(str(error)[:LONGEST_WORDS] or type(error).__name__) from error

    def _server(self) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        host, port = self.url.hostname or "localhost", self.url.port or 0
        server: smtplib.SMTP
        if self.url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=secure)
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
        try:
            if parse_qs(self.url.query).get("starttls") == ["1"]:
                server.starttls(context=secure)
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
        except BaseException:
            server.close()
            raise
        return server


def post_of(settings: Settings) -> Post:
    """Return the way out that an installation has chosen."""
    url = urlsplit(settings.mail_url)
    folder = Path(url.path) if url.scheme == "file" and url.path else settings.instance / "mail"
    return Post(url, settings.mail_from, folder)


def _verdict(code: int, words: bytes | str) -> Exception:
    return (Refused if 500 <= code < 600 else Unreachable)(_words(code, words))


def _words(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(said.split())}"[:LONGEST_WORDS]

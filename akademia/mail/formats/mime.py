"""A letter's values -> the message that travels."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

CALENDAR_FILE = "termin.ics"


class BadAddress(ValueError):
    """The address cannot stand in a letter's head."""


@dataclass(frozen=True)
class Envelope:
    """What a message is made of. `name` is its file's name, `token` the unique part of its Message-ID.

    `calendar`: an entry for the reader's calendar.
    `unsubscribe`: the address at which such letters are refused (RFC 8058), of a letter that may be refused.
    `list_name`: of a letter to all readers of a list, its name in one word (RFC 2919).
    """

    name: str
    token: str
    to: str
    subject: str
    text: str
    html: str
    at: datetime
    unsubscribe: str | None = None
    calendar: str | None = None
    list_name: str = ""


def compose(envelope: Envelope, sender: str, encoding: str) -> EmailMessage:
    """Make the message: plain text and HTML of the same letter, in UTF-8, marked as sent by a program.

    The same envelope gives the same bytes.

    :param sender: `Name <address>`.
    :param encoding: `8bit` keeps lines and links whole for a reader of files, `quoted-printable` passes every server.
    :raises BadAddress: `to` or `sender` is no address.
    """
    name, own = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(own, name)
    message["To"] = _address(envelope.to)
    message["Subject"] = envelope.subject
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = f"<{envelope.token}@{ascii_address(own).rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "pl"
    if envelope.list_name:
        message["List-Id"] = f"<{envelope.list_name}.{ascii_address(own).rpartition('@')[2]}>"
    if envelope.unsubscribe:
        message["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(envelope.text, cte=encoding)
    message.add_alternative(envelope.html, subtype="html", cte=encoding)
    message.set_boundary(f"={envelope.token}=")
    if envelope.calendar:
        _enclose(message, envelope.calendar, envelope.token, encoding)
    return message


def _enclose(message: EmailMessage, calendar: str, token: str, encoding: str) -> None:
    """Add an entry for a calendar twice: as a face of the letter, which calendars take up, and as a file to open.

    Source: RFC 6047, 2.4: the part bears the METHOD of what it holds.
    """
    found = re.search(r"^METHOD:(\w+)", calendar, re.MULTILINE)
    method = {"method": found[1]} if found else {}
    message.add_alternative(calendar, subtype="calendar", cte=encoding, params=method)
    message.add_attachment(calendar, subtype="calendar", cte=encoding, params=method, filename=CALENDAR_FILE)
    message.set_boundary(f"={token}:=")


def _address(value: str, name: str = "") -> Address:
    try:
        return Address(display_name=name, addr_spec=ascii_address(value))
    except (ValueError, IndexError, MessageError) as error:
        raise BadAddress(value) from error


def ascii_address(value: str) -> str:
    """Write the domain of an address in ASCII („żółw.pl” -> „xn--...”); the part before @ must be ASCII.

    :raises BadAddress: it cannot be written so.
    """
    local, _, domain = value.rpartition("@")
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise BadAddress(value) from error


# What stands in a letter to many where each reader's own will: no address, link or token of ours looks so.
ANYONE = "kazdy@odbiorca.invalid"
ANY_TOKEN = "znacznik-kazdego-listu"  # noqa: S105 - a stand-in, no secret
ANY_WAY_OUT = "https://wypis.invalid/kazdy"
_HOLES = (ANYONE, ANY_TOKEN, ANY_WAY_OUT)
LONGEST_PIECE = 70  # of a link in quoted-printable


@dataclass(frozen=True)
class Mould:
    """A letter to many, composed once: `head` and `body` in pieces, each second one the name of a hole."""

    head: tuple[str, ...]
    body: tuple[str, ...]
    encoding: str

    def cast(self, to: str, token: str, unsubscribe: str) -> bytes:
        """Return one reader's message.

        :param unsubscribe: an address without „=”, as links of ours are.
        :raises BadAddress: `to` is no address.
        """
        own = {ANYONE: _address(to).addr_spec, ANY_TOKEN: token, ANY_WAY_OUT: unsubscribe}
        in_body = {**own, ANY_WAY_OUT: self._in_body(unsubscribe)}
        return "".join([*(own.get(p, p) for p in self.head), *(in_body.get(p, p) for p in self.body)]).encode()

    def _in_body(self, link: str) -> str:
        """Write a link so that no line of the letter becomes too long (RFC 2045, 6.7: soft breaks)."""
        if self.encoding != "quoted-printable":
            return link
        parts = [link[at : at + LONGEST_PIECE] for at in range(0, len(link), LONGEST_PIECE)]
        return "=\r\n".join(["", *parts, ""])


def mould(subject: str, text: str, html: str, at: datetime, list_name: str, sender: str, encoding: str) -> Mould:
    """Compose a letter to many; in its words `ANY_WAY_OUT` stands where each reader's way out will.

    Composing anew for each reader took longer than sending.
    """
    any_one = Envelope("", ANY_TOKEN, ANYONE, subject, text, html, at, ANY_WAY_OUT, None, list_name)
    head, end, body = compose(any_one, sender, encoding).as_bytes().decode().partition("\r\n\r\n")
    return Mould(tuple(_parted(head)), tuple(_parted(end + body)), encoding)


def _parted(words: str) -> list[str]:
    """Part words at the holes, also where a soft break runs through one."""
    names = "|".join("(?:=\r\n)?".join(re.escape(sign) for sign in hole) for hole in _HOLES)
    return [re.sub("=\r\n", "", part) if at % 2 else part for at, part in enumerate(re.split(f"({names})", words))]

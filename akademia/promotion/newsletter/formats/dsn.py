"""A report of what became of a letter (DSN, RFC 3464) -> whose letter it was and what was said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

LARGEST_BYTES = 1_000_000
_TOKEN = re.compile(r"\bnl\d{1,10}-[0-9a-f]{20}\b")


@dataclass(frozen=True)
class Report:
    """`action`: failed, delayed, delivered, relayed or expanded. `words`: the status, then the server's own words."""

    token: str
    action: str
    words: str


class NoReport(ValueError):
    """The message is no report of a letter of ours."""


def read_report(data: bytes) -> Report:
    """Read a report. Its letter is named by the envelope's own name (ENVID) or by the Message-ID that comes back.

    :raises NoReport: it is no report, or of a letter that is not ours.
    """
    message = message_from_bytes(data[:LARGEST_BYTES], policy=compat32)
    if message.get_content_type() != "multipart/report":
        raise NoReport("To nie jest raport o doręczeniu (multipart/report).")
    fields = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for part in fields for block in _blocks(part)]
    of_recipient = next((block for block in blocks if block["Action"]), None)
    if of_recipient is None:
        raise NoReport("W raporcie nie ma stanu doręczenia (Action).")
    found = [match[0] for words in _names(message, blocks) if (match := _TOKEN.search(words))]
    if not found:
        raise NoReport("Raport nie mówi o liście newslettera.")
    words = f"{of_recipient['Status'] or ''} {of_recipient['Diagnostic-Code'] or ''}"
    return Report(found[0], str(of_recipient["Action"]).strip().lower(), " ".join(words.split()))


def _blocks(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [block for block in inner if isinstance(block, Message)] if isinstance(inner, list) else []


def _names(message: Message, blocks: list[Message]) -> Iterator[str]:
    """Yield what may name the letter: the envelope's own name, then the Message-ID of the letter that came back."""
    yield from (str(block["Original-Envelope-Id"]) for block in blocks if block["Original-Envelope-Id"])
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            yield from re.findall(r"^Message-ID:.*$", _text(part), re.IGNORECASE | re.MULTILINE)
        elif part is not message and part["Message-ID"]:
            yield str(part["Message-ID"])


def _text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    return raw.decode("ascii", "replace") if isinstance(raw, bytes) else ""

"""Taking a question in: its files, its case, its private link, its first letter."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from akademia.accounts.models import User
from akademia.advisory.questions.models import Attachment, Case, Message, Topic
from akademia.advisory.questions.queries.cases import same_question
from akademia.advisory.questions.rules.asking import (
    ATTACHMENTS,
    LARGEST_QUESTION_BYTES,
    MOST_FILES,
    digest_of,
    said_html,
)
from akademia.advisory.questions.services import letters
from akademia.advisory.questions.services.links import give_link
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.calendar import add_working_days
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.storage import fence, store
from akademia.storage import services as storage
from akademia.storage.rules import KINDS, clean_name
from akademia.storage.services import Laid

__all__ = ["LARGEST_QUESTION_BYTES", "Asked", "Taken", "TooManyFiles", "ask", "receive", "say"]
_OPENER = "akademia.media.formats.pictures"


class TooManyFiles(RuleBroken):
    message = f"Możesz dołączyć najwyżej {MOST_FILES} pliki."


@dataclass(frozen=True)
class Asked:
    """A question as its asker sent it, plain and tidied. Without an account `email` is where letters go."""

    topic: Topic
    title: str
    words: str
    role: str | None = None
    commune_code: str | None = None
    provision_id: int | None = None
    name: str | None = None
    email: str | None = None
    user: User | None = None

    @property
    def sender(self) -> str:
        return f"user:{self.user.id}" if self.user is not None else str(self.email)


@dataclass(frozen=True)
class Taken:
    """The case of a question; `is_new` is False where the same question had come before."""

    case: Case
    is_new: bool


def receive(files: Sequence[tuple[BinaryIO, str]]) -> list[Laid]:
    """Judge all files of a message, then lay their bytes ready: none where one is refused. Writes no row.

    Of a picture only what is seen is kept: where and with what it was taken stays behind. Slow: call it before the
    writing transaction begins.

    :param files: (bytes, what its sender calls it).
    :raises RuleBroken: why they are not taken, in a sentence that names the file.
    """
    if len(files) > MOST_FILES:
        raise TooManyFiles
    with ExitStack() as held:
        come = [(held.enter_context(store.aside(stream)), name) for stream, name in files]
        ready = [_judged(path, name, held) for path, name in come]
        return [storage.lay(path, name, kind) for (path, kind), (_, name) in zip(ready, come, strict=True)]


def _judged(path: Path, name: str, held: ExitStack) -> tuple[Path, str]:
    """Return the file to keep and its kind."""
    try:
        kind = storage.judge(path, name, ATTACHMENTS)
        return (_copied(path, kind, held) if KINDS[kind].family == "picture" else path), kind
    except RuleBroken as refusal:
        raise RuleBroken(f"{clean_name(name)}: {refusal.message}") from refusal


def _copied(path: Path, kind: str, held: ExitStack) -> Path:
    folder = Path(held.enter_context(TemporaryDirectory(dir=store.incoming(), prefix="copy-")))
    (made,) = fence.run(_OPENER, "copy", str(path), kind, str(folder))["files"]
    return folder / str(made["name"])


def ask(asked: Asked, files: Iterable[Laid] = ()) -> Taken:
    """Open a case for a question, give it its number and link, and write to its asker. Nothing is committed.

    The same words of the same sender within a day lead to the case that there is; its files are not taken again.
    """
    digest = digest_of(asked.sender, asked.title, asked.words)
    # One question of a topic at a time: of the same one sent twice at one moment the later sees the earlier.
    db.session.refresh(asked.topic, with_for_update={"key_share": True})
    before = same_question(digest)
    if before is not None:
        return Taken(before, is_new=False)
    now = clock.now()
    case = Case(
        number=secrets.token_hex(8), topic=asked.topic, title=asked.title, role=asked.role,
        commune_code=asked.commune_code, provision_id=asked.provision_id, digest=digest, asker=asked.user,
        asker_name=asked.name, asker_email=None if asked.user else asked.email, asked_at=now, moved_at=now,
        due_on=add_working_days(clock.today(), asked.topic.promise_days),
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    case.number = f"{clock.today().year}/{case.id}"
    give_link(case)
    say(case, "question", asked.words, files)
    record("case.asked", "case", case.id, actor=asked.user.id if asked.user else None, topic=asked.topic.key)
    letters.tell_asked(case)
    return Taken(case, is_new=True)


def say(case: Case, kind: str, words: str, files: Iterable[Laid] = ()) -> Message:
    """Write down what the asker said, with its files."""
    message = Message(case_id=case.id, kind=kind, source=words, html=said_html(words))
    db.session.add(message)
    db.session.flush()
    for laid in files:
        kept = storage.enter(laid, None)
        db.session.add(Attachment(message_id=message.id, file_id=kept.id, name=laid.name))
    db.session.flush()
    return message

"""Topics and cases as their askers see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from akademia.advisory.questions.models import Attachment, Case, Message, Topic
from akademia.advisory.questions.rules.asking import SAME_WITHIN
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.law import queries as law
from akademia.law.models import Act, Provision
from akademia.law.rules import DEFAULT_ACT
from akademia.storage.models import StoredFile

EXPERTS_KINDS = ("ask_back", "answer")
KIND_WORDS = {"question": "Pytanie", "reply": "Odpowiedź pytającego", "ask_back": "Pytanie do Ciebie",
              "answer": "Odpowiedź"}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A message on the case page. `files`: (number, name, whether it is still there)."""

    id: int
    kind: str
    html: Markup
    sent_at: datetime
    files: Sequence[tuple[int, str, bool]]

    @property
    def label(self) -> str:
        return KIND_WORDS[self.kind]

    @property
    def is_mine(self) -> bool:
        return self.kind not in EXPERTS_KINDS


@dataclass(frozen=True)
class About:
    """A provision that a question is about: its place („uzs/art-15-ust-4”) and its title with the act's name."""

    id: int
    place: str
    title: str


def open_topics() -> Sequence[Topic]:
    """Return the topics that take questions, in the order of the list."""
    return db.session.scalars(select(Topic).where(Topic.is_open).order_by(Topic.position, Topic.id)).all()


def topic_number(slug: str) -> int | None:
    """Return the number of the topic at a slug, if it takes questions."""
    return db.session.scalar(select(Topic.id).where(Topic.slug == slug, Topic.is_open))


def open_topic(topic_id: int) -> Topic:
    """Return a topic that takes questions.

    :raises Missing: there is none, or it takes none now.
    """
    found = db.session.get(Topic, topic_id)
    if found is None or not found.is_open:
        raise Missing
    return found


def about(place: str) -> About | None:
    """Return the provision at a place of the register; None where there is none.

    :param place: its address („uzs/art-15-ust-4”), or as texts call it („uzs:art-15-ust-4”, „art-15-ust-4”).
    """
    named = place.replace(":", "/")
    act_key, _, key = (named if "/" in named else f"{DEFAULT_ACT}/{named}").partition("/")
    try:
        shape = law.shape_of(act_key)
        unit = shape.unit(key)
    except Missing:
        return None
    return About(unit.id, f"{act_key}/{key}", unit.title_in(shape.act))


def about_number(provision_id: int | None) -> About | None:
    """Return a provision by its number."""
    named = select(Act.key, Provision.key).join(Provision).where(Provision.id == provision_id)
    found = db.session.execute(named).first() if provision_id is not None else None
    return about(f"{found[0]}/{found[1]}") if found else None


def same_question(digest: str) -> Case | None:
    """Return the case of the same question of the same sender that came within a day."""
    since = clock.now() - SAME_WITHIN
    mine = select(Case).where(Case.digest == digest, Case.asked_at >= since, Case.anonymised_at.is_(None))
    return db.session.scalar(mine.order_by(Case.id).limit(1))


def conversation(case_id: int) -> list[Said]:
    """Return what was said in a case, in order, with its files."""
    said = db.session.scalars(select(Message).where(Message.case_id == case_id).order_by(Message.id)).all()
    files = _files_of(case_id)
    return [Said(one.id, one.kind, Markup(one.html), one.sent_at, files.get(one.id, ())) for one in said]  # noqa: S704


def _files_of(case_id: int) -> Mapping[int, list[tuple[int, str, bool]]]:
    wanted = select(Attachment).join(Message).where(Message.case_id == case_id).order_by(Attachment.id)
    found: dict[int, list[tuple[int, str, bool]]] = {}
    for one in db.session.scalars(wanted):
        found.setdefault(one.message_id, []).append((one.id, one.name, one.file_id is not None))
    return found


def file_of(case_id: int, attachment_id: int) -> tuple[StoredFile, str]:
    """Return a file of a case and what it is called.

    :raises Missing: there is none, or it was removed.
    """
    wanted = (
        select(StoredFile, Attachment.name)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .join(Message, Message.id == Attachment.message_id)
        .where(Attachment.id == attachment_id, Message.case_id == case_id)
    )
    found = db.session.execute(wanted).first()
    if found is None:
        raise Missing
    return found[0], found[1]


def case_of(number: str, email: str) -> Case | None:
    """Return a case by what its asker knows: its number and the address to which letters about it go."""
    found = db.session.scalar(select(Case).where(Case.number == number).options(joinedload(Case.asker)))
    address = address_of(found) if found is not None else None
    return found if address is not None and address.casefold() == email.casefold() else None


def address_of(case: Case) -> str | None:
    """Return the address of a case's letters: its own, or its account's; None where nobody is left."""
    return case.asker_email or (case.asker.email if case.asker is not None else None)


def own_case(case_id: int, user_id: int) -> Case:
    """Return a case asked with an account, for its holder.

    :raises Missing: there is none, or it is another's.
    """
    found = db.session.get(Case, case_id)
    if found is None or found.asker_id != user_id:
        raise Missing
    return found


def own_cases(user_id: int) -> Sequence[Case]:
    """Return the cases that a person asked with an account, the one that moved last first."""
    return db.session.scalars(select(Case).where(Case.asker_id == user_id).order_by(Case.moved_at.desc())).all()


def merged_number(case: Case) -> str | None:
    """Return the number of the case in which another one goes on; None where it goes on by itself."""
    return db.session.scalar(select(Case.number).where(Case.id == case.merged_into_id))

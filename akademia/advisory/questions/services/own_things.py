"""What experts keep for their work: parts of replies, topics to hear of, the sheet of their work."""

import csv
from collections.abc import Collection
from io import StringIO

from sqlalchemy import delete

from akademia.advisory.questions.models import ExpertTopic, SavedPart
from akademia.advisory.questions.queries.work import work_of
from akademia.advisory.questions.rules.desk import SPEAKERS
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.sheet import in_cell

HEAD = ("Numer sprawy", "Tytuł", "Temat", "Co", "Kiedy", "Minuty pracy")


class Outdated(RuleBroken):
    message = "Ktoś zmienił to w międzyczasie. Otwórz stronę jeszcze raz i nanieś swoją zmianę."


def keep_part(part: SavedPart | None, version: int, title: str, source: str, owner_id: int | None) -> SavedPart:
    """Keep a part of replies, a new one (None) or a present one.

    :param version: of the present one, as it was opened.
    :param owner_id: whose it is; None for everybody's.
    :raises Outdated: it was saved since it was opened.
    """
    if part is None:
        part = SavedPart(version=0)
        db.session.add(part)
    elif part.version != version:
        raise Outdated
    part.title, part.source, part.owner_id = title, source, owner_id
    part.version, part.changed_at = part.version + 1, clock.now()
    db.session.flush()
    return part


def drop_part(part: SavedPart) -> None:
    db.session.delete(part)


def choose_topics(user_id: int, chosen: Collection[int]) -> None:
    """Keep of which topics an expert wants to hear."""
    db.session.execute(delete(ExpertTopic).where(ExpertTopic.user_id == user_id))
    db.session.add_all(ExpertTopic(user_id=user_id, topic_id=number) for number in sorted(set(chosen)))


def work_sheet(user_id: int) -> str:
    """Return an expert's own answers and hours as CSV; no cell is taken for a formula."""
    sheet = StringIO()
    lines = [
        (one.number, one.title, one.topic, SPEAKERS[one.kind], f"{one.sent_at.astimezone(WARSAW):%Y-%m-%d %H:%M}",
         one.minutes)
        for one in work_of(user_id)
    ]  # fmt: skip
    csv.writer(sheet, delimiter=";").writerows([in_cell(value) for value in line] for line in (HEAD, *lines))
    return "\ufeff" + sheet.getvalue()

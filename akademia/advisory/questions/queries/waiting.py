"""What of published answers waits for a person at the desk."""

from akademia.accounts.models import User
from akademia.advisory.questions.queries.readers import comments_waiting
from akademia.advisory.questions.queries.reading import ANSWER, waiting_texts
from akademia.core.area import WaitingRow
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.text import counted
from akademia.texts.queries.desk import waiting_drafts


def waiting_answers(user_id: int) -> list[WaitingRow]:
    """Return an expert's own drafts of answers and the texts that wait to be read; staff's, readers' comments."""
    person = db.session.get(User, user_id)
    if person is None:
        return []
    own = [*waiting_drafts(user_id, [ANSWER]), *_to_read(user_id)] if person.may(Permission.CaseAnswer) else []
    return own + (_comments() if person.may(Permission.CaseManage) else [])


def _comments() -> list[WaitingRow]:
    sent = comments_waiting()
    if not sent:
        return []
    words = counted(len(sent), "uwaga czytelnika", "uwagi czytelników", "uwag czytelników")
    return [WaitingRow(words, "answers_desk.show_opinions", {}, "do przejrzenia", sent[0])]


def _to_read(user_id: int) -> list[WaitingRow]:
    return [
        WaitingRow(one.title, "answers_desk.read_text", {"draft_id": one.draft_id}, "do przeczytania", one.since)
        for one in waiting_texts(user_id)
        if not one.mine
    ]

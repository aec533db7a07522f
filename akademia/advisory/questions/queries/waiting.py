"""What of published answers waits for a person at the desk."""

from akademia.accounts.models import User
from akademia.advisory.questions.queries.readers import comments_waiting
from akademia.advisory.questions.queries.reading import ANSWER, waiting_texts
from akademia.advisory.questions.queries.stale import stale_answers_of
from akademia.core.area import WaitingRow
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.text import counted, date_words
from akademia.texts.queries.desk import waiting_drafts


def waiting_answers(user_id: int) -> list[WaitingRow]:
    """Return an expert's own stale answers, drafts and the texts that wait to be read; staff's, readers' comments."""
    person = db.session.get(User, user_id)
    if person is None:
        return []
    own = []
    if person.may(Permission.CaseAnswer):
        own = [*_stale(user_id), *waiting_drafts(user_id, [ANSWER]), *_to_read(user_id)]
    return own + (_comments() if person.may(Permission.CaseManage) else [])


def _stale(user_id: int) -> list[WaitingRow]:
    return [
        WaitingRow(one.title, "answers_desk.open_answer", {"ref": one.ref},
                   f"zmiana prawa od {date_words(one.due_on)}", one.opened_at, one.is_late)
        for one in stale_answers_of(user_id)
    ]  # fmt: skip


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

"""What tests of published answers share: a case that is answered, its text, the way to readers by its very steps."""

from typing import Any

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case, PublishedAnswer, Topic
from akademia.advisory.questions.queries.answers import answer_of_case
from akademia.advisory.questions.services import consent, reading
from akademia.core.db import commit, db
from akademia.texts.models import Draft
from akademia.texts.services import publishing
from akademia.texts.services.drafts import open_draft, open_text, save
from akademia.texts.services.kinds import Place, Values, kind_named
from tests.advisory.factories import make_case, make_message
from tests.factories import make_user

QUESTION = "Nazywam się Jan Kowalski, PESEL 83011735174. Czy w czasie choroby należy się świadczenie?"
REPLY = "Tak. Mówi o tym art. 15 ust. 4. W razie pytań: jan.kowalski@example.org."


def answered_case(expert: User | None = None, topic: Topic | None = None, **values: Any) -> Case:
    """Make a case with a question and an expert's answer, both with personal data."""
    expert = expert or make_user(Role.Expert)
    case = make_case(topic, expert_id=expert.id, **{"state": "answered", **values})
    make_message(case, "question", QUESTION)
    make_message(case, "answer", REPLY, expert_id=expert.id)
    return case


def words_of(case: Case, **values: str) -> Values:
    """Return a text that could be published, made from a case."""
    blank = kind_named("answer").blank(case.id)
    told = {
        "title": "Czy w chorobie należy się świadczenie", "summary": "Tak, przez czas określony w ustawie.",
        "question": "Czy w czasie choroby należy się świadczenie integracyjne?",
        "source": "Tak. Mówi o tym [art. 15 ust. 4](uzs:art-15-ust-4).", "legal_state_on": "2022-09-22",
    }  # fmt: skip
    return {**blank, **told, **values}


def draft_of(case: Case, author: int, **values: str) -> Draft:
    """Keep a draft of a case's answer, of the published one where there is one."""
    answer = answer_of_case(case.id)
    place = Place(kind_named("answer"), answer.id if answer else None, 0 if answer else case.id)
    working = open_text(place)
    draft = save(place, working.draft_id, working.opened, words_of(case, **values), author)
    db.session.flush()
    return draft


def approve(draft: Draft, case: Case, author: int, reader: User | None = None) -> None:
    """Hand a draft over and have a second expert approve it."""
    second = reader or make_user(Role.Expert)
    made = reading.hand_over(case.id, draft.id, author)
    reading.judge(draft.id, second.id, made.digest, True, "")


def agree(case: Case) -> None:
    """Ask the asker and have them agree."""
    consent.ask(case, case.expert_id or 0)
    consent.give(case)


def publish(draft_id: int, author: int) -> PublishedAnswer:
    """Publish a draft as its editor would."""
    working = open_draft(draft_id)
    ref, _revision = publishing.publish(working, working.opened, working.values, author)
    return db.session.get_one(PublishedAnswer, ref)


def published(case: Case | None = None, topic: Topic | None = None, **values: str) -> PublishedAnswer:
    """Lead a case's answer all the way to its readers."""
    case = case or answered_case(topic=topic)
    author = case.expert_id or 0
    draft = draft_of(case, author, **values)
    approve(draft, case, author)
    agree(case)
    answer = publish(draft.id, author)
    commit()
    return answer

"""Questionnaires and studies for tests."""

from datetime import timedelta
from typing import Any

from akademia.core import clock
from akademia.core.db import db
from akademia.research.surveys.models import Study, SurveyGroup, SurveyInvitation
from akademia.research.surveys.queries.keys import hash_of, token_of
from akademia.research.surveys.rules.questionnaire import Questionnaire, from_data
from akademia.research.surveys.services.describing import begin
from akademia.research.surveys.services.groups import put_group
from akademia.research.surveys.services.opening import freeze
from akademia.research.surveys.services.starting import approve
from akademia.texts.services.rendering import lexicon
from tests.factories import make_user

PAGES: list[dict[str, Any]] = [
    {
        "key": "s1", "title": "Plany",
        "questions": [
            {"key": "p1", "kind": "single", "words": "Czy planujecie?", "required": True,
             "options": [{"key": "tak", "words": "Tak"}, {"key": "nie", "words": "Nie"}]},
            {"key": "p2", "kind": "multiple", "words": "Dlaczego?", "most": 2,
             "options": [{"key": key, "words": key.upper()} for key in ("a", "b", "c")]},
        ],
        "branches": [{"question": "p1", "options": ["nie"], "to": "s3"}],
    },
    {"key": "s2", "title": "Szczegóły", "questions": [
        {"key": "p3", "kind": "number", "words": "Ile osób?", "low": 0, "high": 500},
        {"key": "p4", "kind": "date", "words": "Od kiedy?"},
        {"key": "p5", "kind": "organisation", "words": "Jaka organizacja?"},
        {"key": "p6", "kind": "region", "words": "Gdzie?"},
    ]},
    {"key": "s3", "title": "Ocena", "questions": [
        {"key": "p7", "kind": "matrix", "words": "Oceńcie", "required": True, "low": 1, "high": 5,
         "rows": [{"key": "r1", "words": "Gminę"}, {"key": "r2", "words": "Powiat"}]},
        {"key": "p8", "kind": "scale", "words": "Ogólnie?", "low": 1, "high": 5},
        {"key": "p9", "kind": "short", "words": "Jednym słowem?"},
        {"key": "p10", "kind": "long", "words": "Własnymi słowami?"},
    ]},
]  # fmt: skip


WORDS = {
    "summary": "Krótko.", "purpose": "Chcemy wiedzieć.", "period": "2027", "region": "Polska", "team": "My",
    "consent": "Zgadzam się.", "thanks": "", "legal_state_on": "", "source": "## Opis\n\nO co pytamy.",
}  # fmt: skip


def questionnaire(pages: list[dict[str, Any]] | None = None) -> Questionnaire:
    return from_data({"pages": PAGES if pages is None else pages})


def make_study(mode: str = "link", state: str = "open", slug: str = "", groups: int = 1, **words: str) -> Study:
    """Make a study of one kind of questions in each group; committed."""
    study = begin(slug or "Badanie próbne", make_user().id)
    study.mode = mode
    approve(study, {**WORDS, "title": study.title, "slug": study.slug, **words}, lexicon())
    for number in range(groups):
        put_group(study, f"Grupa {number + 1}", "", questionnaire())
    if state != "draft":
        study.opened_at, study.closes_at = clock.now(), clock.now() + timedelta(days=20)
        study.frozen_digest, study.state = freeze(study), "open"
    db.session.commit()
    return study


def invite(group: SurveyGroup, count: int, address: bool = False) -> list[str]:
    """Invite so many to a group; return their tokens. Committed."""
    made = [
        SurveyInvitation(key=f"{number:032x}", group_id=group.id, token_hash=hash_of(token_of(f"{number:032x}")),
                         address=f"osoba{number}@example.org" if address else None, is_paper=not address,
                         invited_on=clock.today())
        for number in range(count)
    ]  # fmt: skip
    db.session.add_all(made)
    db.session.commit()
    return [token_of(one.key) for one in made]

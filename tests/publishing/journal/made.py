"""What tests of the quarterly share: numbers, articles published through the editor's own act, files made."""

from datetime import date
from typing import Any

from akademia.core.db import commit, db
from akademia.jobs.services import do, finish, take
from akademia.publishing.journal.models import Article, Issue
from akademia.publishing.journal.services import issues
from akademia.publishing.journal.services.articles import ARTICLE
from akademia.texts.services import publishing
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place

EDITOR = 1  # a number that the trail keeps
JOURNAL = issues.JournalValues(
    "Kwartalnik próbny", "2544-2465", "Wydawnictwo Przykładowe", "ul. Próbna 1, 00-001 Łódź", "Żaneta Próbna", "", "",
    "Łódź", "CC BY 4.0", "", ("Od redakcji", "Prawo"),
)  # fmt: skip
FRONT = "/publikacje/kwartalnik/"


def make_journal() -> None:
    issues.save_journal(0, JOURNAL, EDITOR)


def make_issue(year: int = 2026, number: int = 3, **values: Any) -> Issue:
    told: dict[str, Any] = {
        "year": year, "number": number, "title": "O świadczeniach", "summary": "Numer o liczeniu.",
        "issued_on": date(2026, 9, 30), "legal_state_on": None, "is_record": False, "available_at": "",
    }  # fmt: skip
    return issues.save_issue(None, 0, issues.IssueValues(**told | values), EDITOR)


def form_of(**values: str) -> dict[str, str]:
    told = {
        "title": "Źródło żółtych łąk", "slug": "zrodlo", "section": "", "authors": "Łucja Maria Próbna\nJan Zmyślony",
        "summary": "Streszczenie próby.", "keywords": "świadczenie\nreintegracja", "first_page": "5", "last_page": "7",
        "legal_state_on": "", "default_act": "", "source": "## Część\n\nPrzewodniczka opowiada o gęsiach.",
    }  # fmt: skip
    return told | values


def make_article(issue: Issue, **values: str) -> Article:
    """Publish an article through the editor's own act."""
    working = open_text(Place(ARTICLE, parent=issue.id))
    ref, _revision = publishing.publish(working, working.opened, form_of(**values), 0)
    return db.session.get_one(Article, ref)


def change_article(article: Article, **values: str) -> None:
    working = open_text(Place(ARTICLE, article.id))
    publishing.publish(working, working.opened, form_of(**values), 0)


def make_published(**values: Any) -> Issue:
    """Make a number with two articles that is out, its files made."""
    make_journal()
    issue = make_issue(**values)
    make_article(issue)
    make_article(
        issue,
        title="Drugi artykuł",
        slug="drugi",
        source="Krótko o bocianach.",
        authors="Ewa Próbna",
        first_page="8",
        last_page="",
    )
    issues.publish_issue(issue, EDITOR)
    commit()
    make_all()
    return db.session.get_one(Issue, issue.id)


def make_all() -> int:
    """Do the making of files that is due, as a worker does; return how many jobs there were."""
    done = 0
    while (task := take("worker", "journal.files")) is not None:
        commit()
        do(task)
        finish(task)
        commit()
        done += 1
    return done

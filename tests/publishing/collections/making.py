"""What tests of collections share: a staff person at the desk, an answer in a collection, jobs done."""

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import PublishedAnswer
from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.law.formats.register import read_act
from akademia.law.services import cite, keep_act
from akademia.publishing.collections.models import Collection
from akademia.publishing.collections.services import editing, issuing
from akademia.starter.services.loading import STARTER
from akademia.texts.services.rendering import lexicon, places, render
from tests.advisory.publishing import published
from tests.factories import make_course, make_user

SAID = "Premia motywacyjna nie należy się co miesiąc."
WORDS = editing.Values("Premia i świadczenie", "Co o nich mówimy.", "art. 15\nart. 15a", "Wstęp do zbioru.")
KINDS = ("collections.follow", "collections.make", "collections.reader_book")


def law_and_lesson() -> None:
    """Keep the act and a course of one lesson, open to visitors, that speaks of art. 15."""
    keep_act(read_act(STARTER / "law" / "ustawa.yaml"))
    lesson = make_course(lessons=1, title="Ustawa od podstaw").modules[0].course.lessons[0]
    made = render("## Potrącenia\n\nO potrąceniach mówi [art. 15 ust. 7](uzs:art-15-ust-7).", lexicon())
    lesson.title, lesson.html, lesson.preview = "Zajęcia i świadczenie", str(made.html), True
    cite("lesson", lesson.id, lesson.version, list(places(made)), lesson.legal_state_on)
    db.session.flush()


def answer(words: str = SAID, **more: str) -> PublishedAnswer:
    """Publish an answer that cites art. 15a."""
    return published(source=f"{words} Mówi o tym [art. 15a ust. 1](uzs:art-15a-ust-1).", **more)


def collection(*kinds: str) -> Collection:
    """Make a collection of art. 15 and 15a; of some kinds of texts only where they are named."""
    made = editing.begin(WORDS, editing.rendered(WORDS.source), None)
    if kinds:
        made.chosen = [one for one in made.chosen if one.startswith(kinds)]
    commit()
    return made


def issued(app, *kinds: str) -> Collection:
    """Make a collection, issue its first number and make the files."""
    made = collection(*kinds)
    number = made.id
    issuing.issue(made, "", None)
    commit()
    work(app)
    return db.session.get_one(Collection, number)


def work(app, *kinds: str) -> None:
    """Do what collections asked the outbox for; only some kinds of it where they are named."""
    db.session.rollback()
    for kind in kinds or KINDS:
        run_due(app, kind)
    db.session.expire_all()


def staff():
    person = make_user(Role.Staff)
    commit()
    return person

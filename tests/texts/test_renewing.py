"""A changed alt text or glossary term is shown by the published texts that use it, without a new version of them."""

import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.models import PublicGeneration
from akademia.education.courses.models import Lesson
from akademia.jobs.models import Job
from akademia.jobs.queries import any_open
from akademia.media.models import MediaUse
from akademia.texts.models import BinItem, Draft, Revision
from akademia.texts.services import house_texts, lexicon, publish, recycling, renewing
from akademia.texts.services.keeping import keep_terms
from akademia.texts.services.kinds import Place, kind_named
from tests.factories import make_course, make_user
from tests.media.library import ALT, describe, ready_picture, work

TERM = {"name": "Kontrakt socjalny", "abbreviation": "", "meaning": "Umowa o drodze do pracy.",
        "forms": "kontrakt socjalny\nkontraktu socjalnego", "legal_state_on": "", "provisions": "",
        "more": ""}  # fmt: skip


def published(lesson: Lesson, source: str) -> int:
    """Publish a lesson's text as the editor does; return its number."""
    kind = kind_named("lesson")
    values = kind.only_known({**kind.read(lesson.id), "source": source, "slug": lesson.slug})
    made = kind.make(values, lexicon())
    ref, day = kind.write(Place(kind, lesson.id), values, made)
    fields = {name: value for name, value in values.items() if name != "source"}
    kind.stamp(ref, publish("lesson", ref, lesson.title, source, made, day, fields=fields).version)
    commit()
    return ref


def keep_term(ref: int | None = None, **changes: str) -> int:
    values = {**TERM, **changes}
    number, day = house_texts.TERM.write(
        Place(house_texts.TERM, ref), values, made := house_texts.make_term(values, lexicon())
    )
    fields = {name: value for name, value in values.items() if name != "more"}
    publish("term", number, values["name"], values["more"], made, day, fields=fields)
    commit()
    return number


def html(number: int) -> str:
    db.session.expire_all()
    return db.session.scalars(select(Lesson.html).where(Lesson.id == number)).one().replace("\u00a0", " ")


def generation() -> int:
    return db.session.scalars(select(PublicGeneration.number).execution_options(populate_existing=True)).one()


@pytest.fixture
def lessons(app):
    course = make_course(lessons=3)
    commit()
    return course.lessons


def test_new_alt_words_reach_every_text_at_once_and_no_new_version_is_made(app, lessons):
    key = ready_picture(app)
    shown = [published(lesson, f"Tekst.\n\n![](media:{key})\n") for lesson in lessons[:2]]
    other = published(lessons[2], "Bez obrazu.")
    work(app)
    versions, before = db.session.scalar(select(func.count(Revision.id))), html(other)

    describe(key, "Wejście", alt="Drzwi centrum z podjazdem.")
    assert all(ALT in html(number) for number in shown)
    at_describing = generation()
    work(app)

    assert all('alt="Drzwi centrum z podjazdem."' in html(number) for number in shown)
    assert (html(other), db.session.scalar(select(func.count(Revision.id)))) == (before, versions)
    assert generation() == at_describing + 1
    newest = select(Revision.html).where(Revision.ref == shown[0], Revision.kind == "lesson")
    assert db.session.scalars(newest.order_by(Revision.version.desc()).limit(1)).one() == html(shown[0])
    assert len(set(db.session.scalars(select(MediaUse.version)))) == 1


def test_doing_it_again_after_a_worker_died_changes_nothing_more(app, lessons):
    key = ready_picture(app)
    number = published(lessons[0], f"![](media:{key})\n")
    describe(key, "Wejście", alt="Nowe słowa.")
    found = [renewing.render_anew("lesson", number, lexicon())]

    assert [renewing.keep_renewed(found), renewing.keep_renewed(found)] == [1, 0]
    commit()
    before = generation()
    work(app)

    assert "Nowe słowa." in html(number)
    assert generation() - before <= 1


def test_a_text_published_while_it_was_rendered_keeps_what_its_editor_wrote(app, lessons):
    key = ready_picture(app)
    number = published(lessons[0], f"Dawny.\n\n![](media:{key})\n")
    old = renewing.render_anew("lesson", number, lexicon())
    published(db.session.get(Lesson, number), "Nowszy tekst.")

    assert renewing.keep_renewed([old]) == 0
    assert "Nowszy tekst." in html(number)


def test_drafts_stay_as_they_are(app, lessons):
    key = ready_picture(app)
    number = published(lessons[0], f"![](media:{key})\n")
    db.session.add(Draft(kind="lesson", ref=number, title="Szkic", data={"source": "mój szkic"}, base_version=1))
    commit()

    describe(key, "Wejście", alt="Nowe słowa.")
    work(app)

    assert "Nowe słowa." in html(number)
    assert db.session.scalars(select(Draft.data)).one() == {"source": "mój szkic"}


def test_a_term_is_explained_in_texts_once_it_is_there_changes_with_it_and_goes_with_it(app, lessons):
    number = published(lessons[0], "Podpisuje się kontrakt socjalny z ośrodkiem.")
    assert "law--term" not in html(number)

    ref = keep_term()
    work(app)
    assert "Umowa o drodze do pracy." in html(number)

    keep_term(ref, meaning="Umowa o tym, jak dojść do pracy.")
    assert "To hasło objaśnia teraz: 1\u00a0tekst." in house_texts.TERM.notice(Place(house_texts.TERM, ref))
    work(app)
    assert "jak dojść do pracy" in html(number)
    assert house_texts.TERM.notice(Place(house_texts.TERM, ref)) == ""

    recycling.remove(house_texts.TERM, ref, 7)
    commit()
    work(app)
    assert "law--term" not in html(number)


def test_a_text_that_cannot_be_rendered_now_keeps_no_other_back_and_its_place_says_so(app, client, lessons):
    key = ready_picture(app)
    good = published(lessons[0], f"![](media:{key})\n")
    bad = published(lessons[1], f"![](media:{key})\n")
    revision = db.session.scalars(select(Revision).where(Revision.ref == bad, Revision.kind == "lesson")).all()[-1]
    revision.source = f"![](media:{key})\n\n[art. 999](uzs:art-999)"
    editor = make_user(Role.Staff)
    commit()

    describe(key, "Wejście", alt="Nowe słowa.")
    waiting = client.sign_in(editor).words(f"/panel/media/{key}/")
    work(app)
    after = client.words(f"/panel/media/{key}/")

    assert "Odnawiamy: 2 teksty." in waiting.replace("\u00a0", " ")
    assert ("Nowe słowa." in html(good), "Nowe słowa." in html(bad)) == (True, False)
    assert "Tych tekstów nie dało się odnowić" in after.replace("\u00a0", " ")
    assert db.session.scalar(select(func.count(Job.id)).where(Job.failed_at.is_not(None))) == 0


def test_where_it_is_used_leads_to_the_editor_and_to_the_public_page(app, client, lessons):
    key = ready_picture(app)
    number = published(lessons[0], f"![](media:{key})\n")
    slugs = lessons[0].course.slug, lessons[0].slug
    editor = make_user(Role.Staff)
    commit()

    page = client.sign_in(editor).get(f"/panel/media/{key}/").text

    assert f'href="/panel/teksty/lekcja/{number}/"' in page
    shown = client.get(f"/panel/teksty/lekcja/{number}/na-stronie", 303)
    assert shown.location.endswith("/edukacja/kursy/{}/lekcje/{}/".format(*slugs))


def test_a_glossary_renewed_from_its_file_reaches_texts_that_people_wrote(app, lessons, tmp_path):
    """The starter's own lessons are read again with its glossary; nobody else would renew what an editor published."""
    number = published(lessons[0], "Podpisuje się kontrakt socjalny z ośrodkiem.")
    path = tmp_path / "glossary.yaml"

    def load(meaning):
        path.write_text(
            f"- key: kontrakt\n  term: kontrakt socjalny\n  meaning: {meaning}\n  provisions: []\n"
            "  forms: [kontrakt socjalny]\n",
            "utf-8",
        )
        keep_terms(path)
        commit()

    load("Umowa o drodze do pracy.")
    work(app)
    assert "Umowa o drodze do pracy." in html(number)

    load("Umowa o tym, jak dojść do pracy.")
    work(app)
    assert "jak dojść do pracy" in html(number)

    load("Umowa o tym, jak dojść do pracy.")
    assert not any_open("texts.renew", "")


def test_where_a_term_is_used_leads_to_the_editor_and_to_the_public_page_of_texts_that_explain_it_now(
    app, client, lessons, count_queries
):
    """Not to those that did before, nor to those in the bin; asked of the database at once, for one text or many."""
    ref = keep_term()
    explains = published(lessons[0], "Podpisuje się kontrakt socjalny z ośrodkiem.")
    published(lessons[1], "Podpisuje się kontrakt socjalny.")
    published(lessons[1], "Już bez hasła.")
    binned = published(lessons[2], "Kończy się kontrakt socjalny.")
    recycling.remove(kind_named("lesson"), binned, 7)
    editor = make_user(Role.Staff)
    commit()
    work(app)

    address = f"/panel/teksty/haslo/{ref}/"
    page = client.sign_in(editor).get(address).text.partition('id="uzycie"')[2]

    assert f'href="/panel/teksty/lekcja/{explains}/"' in page
    assert f'href="/panel/teksty/lekcja/{explains}/na-stronie"' in page
    assert "1\u00a0tekst<" in page
    asked = count_queries(lambda: client.get(address))
    recycling.restore(db.session.scalars(select(BinItem.id)).one(), 7)
    commit()
    assert "2\u00a0teksty<" in client.get(address).text
    assert count_queries(lambda: client.get(address)) == asked


def test_a_term_that_no_text_explains_says_so(app, client):
    ref, editor = keep_term(), make_user(Role.Staff)
    commit()

    assert "Żaden opublikowany tekst teraz go nie objaśnia." in client.sign_in(editor).words(
        f"/panel/teksty/haslo/{ref}/"
    ).replace("\u00a0", " ")

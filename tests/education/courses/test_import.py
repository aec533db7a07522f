"""Bringing a course folder in: all of it or nothing, renewed by key, with versions kept."""

import pytest
from sqlalchemy import func, select

from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.education.courses.models import Course, Lesson
from akademia.education.courses.services import learning
from akademia.education.quizzes.models import Question, Quiz
from akademia.education.services import import_folder
from akademia.law.models import Citation
from akademia.texts.models import Revision, Term
from tests.education.folder import add_lesson, change, write_course
from tests.factories import make_provision, make_user
from tests.media.library import ready_picture

ALFA, ETR, BETA = "lessons/01-alfa.md", "lessons/01-alfa.etr.md", "lessons/02-beta.md"


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "kurs")


def course() -> Course:
    return db.session.scalars(select(Course)).one()


def lesson(key: str) -> Lesson:
    return db.session.scalars(select(Lesson).where(Lesson.key == key)).one()


def counts() -> dict[str, int]:
    return {
        model.__tablename__: db.session.scalar(select(func.count()).select_from(model))
        for model in (Course, Lesson, Question, Quiz, Revision)
    }


def make_term(word: str) -> None:
    """Make a glossary term that stands in texts by one word."""
    db.session.add(
        Term(key=word, name=word, name_key=word, meaning="Znaczy coś.", more_html="", forms=[word], digest="-")
    )
    commit()


def refused(folder) -> str:
    with pytest.raises(BrokenSource) as caught:
        import_folder(folder)
    db.session.rollback()
    return "\n".join(caught.value.problems)


def test_the_command_brings_a_folder_in_and_says_what_it_did(app, folder):
    told = app.test_cli_runner().invoke(args=["courses", "import", str(folder)])
    db.session.rollback()

    assert told.exit_code == 0, told.output
    assert "Wczytano „Kurs pierwszy”: pytania 3, testy 1." in told.output
    assert counts() == {"courses": 1, "lessons": 2, "questions": 3, "quizzes": 1, "revisions": 5}
    assert course().origin == "person"


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    (BETA, "minutes: 10", "minutes: długo", "02-beta.md, wiersz 6, minutes: ma być liczbą"),
    (BETA, "To jest tekst", "Zob. [art. 99](uzs:art-99). To jest tekst", "02-beta.md, wiersz 10: "),
    ("questions/01.yaml", "answer: true", "answer: może", "01.yaml, wiersz 23, p-3, answer: ma być true albo false"),
    ("questions/01.yaml", "kind: single", "provisions: [art-99]\n    kind: single", "nie ma przepisu „art-99”"),
    ("kurs.yaml", "counts: true", "counts: false", "kurs.yaml, completion.quiz: kurs wymaga testu"),
    ("kurs.yaml", "slug: pierwszy", "slug: kwartalnik", "kurs.yaml, wiersz 2, slug: adres „kwartalnik”"),
])  # fmt: skip
def test_a_broken_folder_leaves_nothing_behind(app, folder, name, old, new, said):
    change(folder, name, old, new)

    told = app.test_cli_runner().invoke(args=["courses", "import", str(folder)])
    db.session.rollback()

    assert told.exit_code != 0
    assert said in told.output
    assert "Traceback" not in told.output
    assert set(counts().values()) == {0}


def test_a_broken_renewal_keeps_what_was_there(app, folder):
    import_folder(folder)
    commit()
    change(folder, "kurs.yaml", "title: Kurs pierwszy", "title: Kurs nowy")
    change(folder, "questions/01.yaml", "answer: true", "answer: 7")

    assert "p-3, answer" in refused(folder)

    assert course().title == "Kurs pierwszy"


def test_an_import_renews_by_key_and_keeps_versions(app, folder):
    import_folder(folder)
    commit()
    before = {key: lesson(key).id for key in ("alfa", "beta")}
    change(folder, ALFA, "tekst lekcji alfa", "lepszy tekst")
    change(folder, ALFA, "slug: alfa", "slug: alfa-nowa")

    report = import_folder(folder)
    commit()

    assert report.course.renewed == ["Kurs pierwszy"]
    assert {key: lesson(key).id for key in ("alfa", "beta")} == before
    assert (lesson("alfa").version, lesson("beta").version) == (2, 1)
    kept = db.session.scalars(
        select(Revision).where(Revision.kind == "lesson", Revision.ref == before["alfa"]).order_by(Revision.version)
    ).all()
    assert ["tekst lekcji alfa" in revision.source for revision in kept] == [True, False]
    assert "lepszy tekst" in lesson("alfa").html


def test_importing_the_same_folder_again_changes_nothing(app, folder):
    import_folder(folder)
    commit()
    before = counts()

    import_folder(folder)
    commit()

    assert counts() == before
    assert lesson("alfa").version == 1


def test_a_lesson_nobody_has_done_can_go_and_is_told_and_a_done_one_stays(app, folder):
    add_lesson(folder, "gamma")
    import_folder(folder)
    learner, here = make_user(), course()
    enrolment = learning.enrol(here, learner.id)
    for key in ("alfa", "beta"):
        learning.mark_done(enrolment, lesson(key))
    commit()
    change(folder, "kurs.yaml", "[alfa, beta, gamma]", "[alfa, beta]")
    (folder / "lessons/09-gamma.md").unlink()

    assert import_folder(folder).course.removed == ["Lekcja gamma"]
    commit()
    change(folder, "kurs.yaml", "[alfa, beta]", "[alfa]")
    (folder / BETA).unlink()

    assert "lekcja „beta”: ktoś ją już ukończył" in refused(folder)
    assert [row.key for row in course().lessons] == ["alfa", "beta"]


def test_an_address_that_another_course_or_lesson_has_or_had_is_refused_by_file_line_and_key(app, folder, tmp_path):
    import_folder(folder)
    change(folder, ALFA, "slug: alfa", "slug: inna")
    import_folder(folder)
    commit()
    other = write_course(tmp_path / "drugi")
    change(other, "kurs.yaml", "key: pierwszy", "key: drugi")

    assert f"{other}/kurs.yaml, wiersz 2, slug: adres „pierwszy” jest już zajęty" in refused(other)

    change(folder, BETA, "slug: beta", "slug: alfa")  # alfa once had it: the old address leads there for ever
    assert f"{folder}/{BETA}, wiersz 3, slug: adres „alfa” jest już zajęty" in refused(folder)
    assert lesson("beta").slug == "beta"


def test_a_twin_is_bound_to_the_text_it_was_written_from(app, folder):
    import_folder(folder)
    commit()
    assert lesson("alfa").twin.source_version == lesson("alfa").version == 1

    change(folder, ALFA, "tekst lekcji alfa", "zmieniony tekst")
    import_folder(folder)
    commit()
    assert (lesson("alfa").twin.source_version, lesson("alfa").version) == (1, 2)

    change(folder, ETR, "łatwy tekst", "łatwy nowy tekst")
    import_folder(folder)
    commit()
    assert (lesson("alfa").twin.source_version, lesson("alfa").version) == (2, 2)


def test_lessons_and_questions_cite_the_register(app, folder):
    make_provision("art-1")
    change(folder, BETA, "To jest tekst", "Zob. [art. 1](uzs:art-1). To jest tekst")
    change(folder, "questions/01.yaml", "kind: single", "provisions: [art-1]\n    kind: single")

    import_folder(folder)

    assert sorted(db.session.scalars(select(Citation.kind))) == ["lesson", "question"]
    assert 'id="przepis-art-1"' in lesson("beta").html


def test_the_starter_leaves_alone_a_course_that_a_person_brought_in(app, folder):
    import_folder(folder, origin="person")
    change(folder, "kurs.yaml", "title: Kurs pierwszy", "title: Ze startera")

    report = import_folder(folder, origin="starter")

    assert report.course.left_alone == ["Kurs pierwszy"]
    assert course().title == "Kurs pierwszy"


def test_a_new_glossary_term_neither_makes_a_twin_stale_nor_an_outdated_one_fresh(app, folder):
    import_folder(folder)
    commit()
    make_term("tekst")
    import_folder(folder)
    commit()
    alfa = lesson("alfa")
    assert alfa.version == 2
    assert alfa.twin.source_version == 2

    change(folder, ALFA, "tekst lekcji alfa", "zmieniony tekst")
    import_folder(folder)
    commit()
    make_term("łatwy")
    import_folder(folder)
    commit()

    assert lesson("alfa").twin.source_version < lesson("alfa").version


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tutaj](https://example.org/)", "nie mówi, dokąd prowadzi"),
        ("[https://example.org/](https://example.org/)", "goły adres"),
        ("|  |  |\n|--|--|\n| a | b |", "nagłówków kolumn"),
    ],
)
def test_what_the_editor_would_have_mended_is_refused_in_a_folder_by_its_line(app, folder, text, words):
    change(folder, BETA, "To jest tekst", f"{text}\n\nTo jest tekst")

    told = refused(folder)

    assert "02-beta.md, wiersz 10: " in told
    assert words in told
    assert counts()["courses"] == 0


def test_a_picture_in_a_folder_has_words_or_is_marked_as_an_ornament(app, folder):
    key = ready_picture(app)
    change(folder, BETA, "To jest tekst", f"![](media:{key})\n\nTo jest tekst")
    assert "02-beta.md, wiersz 10: Obraz nie ma opisu" in refused(folder)

    change(folder, BETA, f"![](media:{key})", f"![02-zdjecie.jpg](media:{key})")
    assert "02-beta.md, wiersz 10: Opisem obrazu jest nazwa pliku" in refused(folder)

    change(folder, BETA, "![02-zdjecie.jpg]", "![Drzwi centrum]")
    import_folder(folder)
    assert 'alt="Drzwi centrum"' in lesson("beta").html

"""A course folder: what authors write is read whole, and each mistake is named by file, line and key."""

from datetime import date

import pytest

from akademia.core.errors import BrokenSource
from akademia.education.courses.formats.folder import read_course
from akademia.education.quizzes.formats.folder import read_bank
from tests.education.folder import add_lesson, change, write_course

MAIN, BANK = "kurs.yaml", "questions/01.yaml"
ALFA, ETR, BETA = "lessons/01-alfa.md", "lessons/01-alfa.etr.md", "lessons/02-beta.md"


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "kurs")


def mistakes(read, folder):
    with pytest.raises(BrokenSource) as caught:
        read(folder)
    return [problem.removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_good_folder_is_read_whole(folder):
    course = read_course(folder)

    assert (course.key, course.hours, course.edition, course.lesson_order) == ("pierwszy", 4, 2, "sequence")
    assert (course.requires_lessons, course.requires_quiz, course.minimum_percent) == (True, True, 70)
    assert course.legal_state_on == date(2022, 9, 22)
    alfa, beta = course.modules[0].lessons
    assert (alfa.key, alfa.preview, alfa.minutes, alfa.twin.title) == ("alfa", True, 10, "Alfa łatwo")
    assert (beta.key, beta.preview, beta.twin) == ("beta", False, None)
    assert alfa.text.body.startswith("## Pierwsza część")
    assert alfa.text.first_line == 9


def test_a_good_bank_is_read_whole(folder):
    bank = read_bank(folder)

    one, two, three = bank.questions
    assert [q.difficulty for q in bank.questions] == [2, 3, 2]
    assert [option.right for option in one.options] == [True, False]
    assert [option.right for option in two.options] == [True, False, True]
    assert [(option.text, option.right) for option in three.options] == [("prawda", True), ("fałsz", False)]
    quiz = bank.quizzes[0]
    assert (quiz.draw, quiz.minutes_allowed, quiz.attempts_allowed, quiz.review) == (2, 30, 3, "passed")
    assert (quiz.counts, quiz.after_lessons, quiz.shuffle) == (True, True, True)


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    (MAIN, "title: Kurs pierwszy", "tytul: Kurs", "kurs.yaml, wiersz 3, tytul: nieznany klucz"),
    (MAIN, "title: Kurs pierwszy\n", "", "title: ma być niepustym tekstem"),
    (MAIN, "slug: pierwszy", "slug: Pierwszy Kurs", "kurs.yaml, wiersz 2, slug: tylko małe litery"),
    (MAIN, "level: basic", "level: hard", "kurs.yaml, wiersz 9, level: może być tylko: basic"),
    (MAIN, "hours: 4", "hours: cztery", "kurs.yaml, wiersz 10, hours: ma być liczbą całkowitą od 1 do 500"),
    (MAIN, "edition: 2", "edition: 0", "kurs.yaml, wiersz 11, edition: ma być liczbą"),
    (MAIN, "2022-09-22", "wrzesień", "kurs.yaml, wiersz 12, legal_state_on: ma być datą RRRR-MM-DD"),
    (MAIN, "state: published", "state: gotowy", "kurs.yaml, wiersz 13, state: może być tylko: draft"),
    (MAIN, "sequence", "losowa", "kurs.yaml, wiersz 14, lesson_order: może być tylko"),
    (MAIN, "lessons: true\n  quiz: true", "lessons: false", "completion.lessons: kurs bez warunku ukończenia"),
    (MAIN, "minimum_percent: 70", "minimum_percent: 101", "kurs.yaml, wiersz 18, completion.minimum_percent: ma być"),
    (MAIN, "quiz: true", "quiz: tak", "kurs.yaml, wiersz 17, completion.quiz: ma być true albo false"),
    (MAIN, "[alfa, beta]", "[alfa, beta, gamma]", "modules.lessons: nie ma lekcji o kluczu „gamma”"),
    (MAIN, "[alfa, beta]", "[alfa, beta, alfa]", "modules.lessons: lekcja „alfa” stoi w dwóch miejscach"),
    (MAIN, "[alfa, beta]", "[alfa]", "lessons/02-beta.md, wiersz 2, key: lekcji „beta” nie ma w żadnym module"),
    (MAIN, "outcomes:\n", "outcomes: [\n", "to nie jest poprawny YAML"),
    (MAIN, "2022-09-22", "2022-13-45", "kurs.yaml, wiersz 12: to nie jest poprawny YAML (nie ma dnia „2022-13-45”)"),
    (MAIN, "2022-09-22", "2022-09-22 10:00:00", "kurs.yaml, wiersz 12, legal_state_on: ma być datą RRRR-MM-DD"),
    (MAIN, "hours: 4", "hours: 4\ntitle: Inny", "kurs.yaml, wiersz 11: to nie jest poprawny YAML (klucz „title”"),
    (MAIN, "title: Kurs pierwszy", 'title: "a\\0b"', "wiersz 3: to nie jest poprawny YAML (w tekście stoi znak 0)"),
    (ALFA, "minutes: 10", "minutes: 0", "lessons/01-alfa.md, wiersz 6, minutes: ma być liczbą całk"),
    (ALFA, "preview: true", "preview: tak", "lessons/01-alfa.md, wiersz 7, preview: ma być true albo false"),
    (ALFA, "---\nkey", "key", "lessons/01-alfa.md, wiersz 1: plik ma zaczynać się od nagłówka"),
    (ETR, "title: Alfa łatwo", "titel: Alfa", "lessons/01-alfa.etr.md, wiersz 2, titel: nieznany"),
    (BETA, "key: beta", "key: alfa", "lessons/02-beta.md, wiersz 2, key: „alfa” ma już 01-alfa.md"),
    (BETA, "slug: beta", "slug: alfa", "lessons/02-beta.md, wiersz 3, slug: „alfa” ma już 01-alfa.md"),
])  # fmt: skip
def test_a_mistake_in_a_course_is_named_by_file_line_and_key(folder, name, old, new, said):
    change(folder, name, old, new)

    assert any(said in problem for problem in mistakes(read_course, folder)), mistakes(read_course, folder)


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    (BANK, "category: ogólne", "kategoria: ogólne", "questions/01.yaml, wiersz 1, kategoria: nieznany klucz"),
    (BANK, "kind: single", "kind: jedna", "questions/01.yaml, wiersz 3, p-1, kind: może być tylko: single"),
    (BANK, "difficulty: 3", "difficulty: 9", "questions/01.yaml, wiersz 12, p-2, difficulty: ma być liczbą"),
    (BANK, "right: true\n        feedback: Tak.", "feedback: Tak.", "p-1, options: zaznacz dokładnie jedną"),
    (BANK, "- text: Pięć", "- text: Pięć\n        right: true", "jedną dobrą odpowiedź, teraz jest ich 2"),
    (BANK, "      - text: Pięć\n", "", "p-1, options: ma być listą od 2 do 8 odpowiedzi"),
    (BANK, "answer: true", "odpowiedz: true", "wiersz 23, p-3, answer: podaj true albo false"),
    (BANK, "key: p-3", "key: p-1", "klucz powtarza się w"),
    (BANK, "- text: Trzy", "- tekst: Trzy", "odpowiedź 2, tekst: nieznany klucz"),
    (MAIN, "draw: 2", "draw: 4", "test koncowy, draw: bank ma tylko 3 pytań"),
    (MAIN, "pass_percent: 60", "pass_percent: 0", "test koncowy, pass_percent: ma być liczbą całkowitą od 1 do 100"),
    (MAIN, "review: passed", "review: sometimes", "test koncowy, review: może być tylko: always, passed, never"),
    (MAIN, "minutes: 30", "minuty: 30", "test koncowy, minuty: nieznany klucz"),
])  # fmt: skip
def test_a_mistake_in_a_bank_is_named_by_file_line_and_key(folder, name, old, new, said):
    change(folder, name, old, new)

    assert any(said in problem for problem in mistakes(read_bank, folder)), mistakes(read_bank, folder)


def test_all_mistakes_are_named_at_once(folder):
    change(folder, "kurs.yaml", "hours: 4", "hours: 0")
    change(folder, "lessons/01-alfa.md", "minutes: 10", "minutes: 0")
    change(folder, "lessons/02-beta.md", "minutes: 10", "minutes: 0")

    assert len(mistakes(read_course, folder)) == 3


def test_a_folder_without_its_files_says_which_is_missing(folder, tmp_path):
    assert mistakes(read_course, tmp_path) == ["kurs.yaml: nie ma takiego pliku"]

    (folder / "lessons/01-alfa.md").write_bytes("---\nkey: alfa\ntitle: łąka\n".encode("iso-8859-2"))
    assert "lessons/01-alfa.md: plik nie jest zapisany w UTF-8" in mistakes(read_course, folder)


def test_what_is_no_file_and_a_twin_of_no_lesson_are_named(folder):
    (folder / "lessons/03-folder.md").mkdir()
    (folder / "lessons/04-sierota.etr.md").write_text((folder / ETR).read_text("utf-8"), "utf-8")

    told = mistakes(read_course, folder)

    assert any("lessons/03-folder.md: tego nie da się odczytać jako pliku" in problem for problem in told)
    assert "lessons/04-sierota.etr.md: nie ma lekcji 04-sierota.md, której to jest łatwy tekst" in told


def test_a_file_as_some_editors_begin_it_is_read(folder):
    """Windows editors put a mark of the encoding first; it is not a part of the text."""
    for name in (MAIN, ALFA, BANK):
        (folder / name).write_bytes(b"\xef\xbb\xbf" + (folder / name).read_bytes())

    assert read_course(folder).modules[0].lessons[0].key == "alfa"
    assert len(read_bank(folder).questions) == 3


def test_one_more_lesson_is_read_at_its_place(folder):
    add_lesson(folder, "gamma")

    assert [lesson.key for lesson in read_course(folder).modules[0].lessons] == ["alfa", "beta", "gamma"]

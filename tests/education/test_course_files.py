"""A course out as a folder in a ZIP and in again: equal bytes; every doubt about a ZIP refused with its reason."""

import stat
import warnings
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select, update

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.education import services
from akademia.education.courses.formats.folder import CourseSource, LessonSource, ModuleSource, TwinSource, read_course
from akademia.education.courses.models import Course, Lesson
from akademia.education.formats.parcel import BadParcel, pack, unpack
from akademia.education.models import CourseParcel
from akademia.education.quizzes.formats.folder import BankSource, OptionSource, QuestionSource, QuizSource, read_bank
from akademia.education.quizzes.models import Question, Quiz
from akademia.law.models import Citation
from akademia.starter.services.loading import STARTER
from akademia.texts.formats.source import Source
from akademia.texts.models import Revision, Slug
from tests.education.folder import change, write_course, zipped
from tests.factories import make_lesson, make_user

DESK = "/panel/kursy-w-plikach/"
KEPT = (Course, Lesson, Question, Quiz, Revision, Citation)


@pytest.fixture
def editor(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "kurs")


def course() -> Course:
    db.session.expire_all()
    return db.session.scalars(select(Course).order_by(Course.id)).first()


def counts() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(model)) or 0 for model in KEPT]


def on_disk(folder: Path, body: bytes) -> Path:
    path = folder / "kurs.zip"
    path.write_bytes(body)
    return path


def exported(one: Course) -> bytes:
    with services.export_course(one) as file:
        return file.read()


def packed(files: dict[str, str]) -> bytes:
    body = BytesIO()
    pack(body, "kurs", files, {})
    return body.getvalue()


def send(editor, body: bytes, status: int = 303):
    return editor.post(DESK, {"file": (BytesIO(body), "kurs.zip")}, status=status)


def test_a_course_goes_out_and_comes_in_with_equal_bytes_and_changes_nothing(editor, folder):
    services.import_folder(folder)
    commit()
    first, before = editor.get(f"{DESK}{course().id}/eksport.zip").data, counts()

    plan = send(editor, first).location
    assert "Nic się nie zmieni" in editor.words(plan)
    editor.post(plan)

    assert counts() == before
    assert editor.get(f"{DESK}{course().id}/eksport.zip").data == first


def test_a_course_brought_in_where_it_was_not_goes_out_with_the_same_bytes(app, folder, tmp_path):
    services.import_folder(folder)
    old = course()
    body, old.key, old.slug = exported(old), "dawny", "dawny"
    db.session.execute(update(Slug).where(Slug.kind == "course").values(slug="dawny"))
    db.session.flush()

    services.apply(services.prepare_parcel(on_disk(tmp_path, body)))

    again = services.course_by_key("pierwszy")
    assert again.id != old.id
    assert exported(again) == body


def test_the_first_course_goes_out_with_the_meaning_of_its_folder(app, tmp_path, starter):
    before = counts()
    body = exported(course())
    starter = STARTER / "courses" / "ustawa-od-podstaw"

    with services.unpacked(on_disk(tmp_path, body)) as written:
        assert meaning(written) == meaning(starter)
        services.import_folder(written, origin="starter")
    commit()

    assert counts() == before
    assert exported(course()) == body


def meaning(folder: Path) -> tuple:
    """Return what a folder says, without its places and digests."""
    source, bank = read_course(folder), read_bank(folder)
    lessons = [
        (m.title, m.provisions, *((*_lesson(one), one.twin and _twin(one.twin)) for one in m.lessons))
        for m in source.modules
    ]
    head = [getattr(source, n) for n in CourseSource.__dataclass_fields__ if n not in ("modules", "digest", "path")]
    return head, lessons, sorted(bank.questions, key=lambda one: one.key), bank.quizzes


def _lesson(one: LessonSource) -> tuple:
    return (one.key, one.slug, one.title, one.summary, one.minutes, one.preview, one.provisions, one.text.body)


def _twin(one: TwinSource) -> tuple:
    return (one.title, one.summary, one.minutes, one.provisions, one.text.body)


def test_the_preview_names_what_comes_changes_and_goes_and_the_act_does_it(editor, folder):
    services.import_folder(folder)
    commit()
    change(folder, "lessons/01-alfa.md", "To jest tekst lekcji alfa.", "To jest nowy tekst.")
    change(folder, "questions/01.yaml", "key: p-3", "key: p-4")

    plan = send(editor, zipped(folder)).location
    words = editor.words(plan)

    assert "Dojdzie 1 pytanie p-4" in words
    assert "Zmieni się 1 lekcja „alfa”" in words
    assert "Zniknie 1 pytanie p-3" in words
    assert db.session.scalar(select(Question.id).where(Question.key == "p-4")) is None
    editor.post(plan)
    assert db.session.scalar(select(Question.current).where(Question.key == "p-4")) is True
    assert "nowy tekst" in db.session.scalar(select(Lesson.html).where(Lesson.key == "alfa"))
    editor.post(plan, status=404)
    assert db.session.scalars(select(CourseParcel)).all() == []


def test_a_mistake_in_a_file_is_named_by_file_and_line_on_the_page(editor, folder):
    change(folder, "lessons/02-beta.md", "minutes: 10", "minutes: dużo")

    page = send(editor, zipped(folder), status=422).text

    assert "lessons/02-beta.md, wiersz 6, minutes: ma być liczbą" in page
    assert "/tmp" not in page
    assert counts() == [0] * len(KEPT)


def test_a_course_whose_lesson_has_no_source_says_which_one(editor, folder):
    services.import_folder(folder)
    make_lesson(course(), title="Bez źródła")
    commit()

    assert "Bez źródła" in editor.get(f"{DESK}{course().id}/eksport.zip", status=409).text


def archive(*files: tuple[str, bytes], **attributes: int) -> bytes:
    body = BytesIO()
    with warnings.catch_warnings(), ZipFile(body, "w", ZIP_DEFLATED) as parcel:
        warnings.simplefilter("ignore")  # of a name that stands twice
        for name, words in files:
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            for key, value in attributes.items():
                setattr(entry, key, value)
            parcel.writestr(entry, words)
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"nie zip", "To nie jest poprawny plik ZIP."),
        (archive(("kurs.yaml", b"x"))[:-30], "To nie jest poprawny plik ZIP."),
        (archive(("../kurs.yaml", b"x")), "takiego pliku nie ma"),
        (archive(("/etc/passwd", b"x")), "takiego pliku nie ma"),
        (archive(("lessons/../../x.md", b"x"), ("kurs.yaml", b"")), "takiego pliku nie ma"),
        (archive(("lessons\\..\\x.md", b"x"), ("kurs.yaml", b"")), "takiego pliku nie ma"),
        (archive(("kurs.yaml", b"x"), ("lessons/a.exe", b"x")), "lessons/a.exe: takiego pliku nie ma"),
        (archive(("kurs.yaml", b"x"), ("kurs.yaml", b"y")), "dwa razy"),
        (archive(("kurs.yaml", b"/etc/passwd"), external_attr=(stat.S_IFLNK | 0o777) << 16), "dowiązanie"),
        (archive(("kurs.yaml", b"0" * 600_000)), "po rozpakowaniu miałby 600 KB"),
        (archive(*((f"lessons/{n}.md", b"x") for n in range(1001))), "1001 plików"),
        (archive(*((f"lessons/{n}.md", b"0" * 400_000) for n in range(30))), "za dużo tekstu"),
        (archive(("media/../kurs.yaml", b"x"), ("kurs.yaml", b"")), "takiego pliku nie ma"),
        (archive(("media/a/b.jpg", b"x"), ("kurs.yaml", b"")), "takiego pliku nie ma"),
        (archive(("media/..", b"x"), ("kurs.yaml", b"")), "takiego pliku nie ma"),
        (archive(("media/a.jpg", b"0" * 20_000_001)), "media/a.jpg: po rozpakowaniu miałby 20 MB"),
        (archive(*((f"media/{n}.mp3", b"0" * 72_000_000) for n in range(3))), "cały folder miałby więcej niż 210 MB"),
    ],
)  # fmt: skip
def test_a_doubtful_zip_is_refused_with_the_reason(tmp_path, body, said):
    with pytest.raises(BadParcel) as caught:
        unpack(on_disk(tmp_path, body), tmp_path / "nowy")

    assert said in str(caught.value).replace("\xa0", " ")


def test_a_zip_larger_than_a_form_carries_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "kurs.zip"
    with path.open("wb") as file:
        file.truncate(200_000_001)

    with pytest.raises(BadParcel, match=r"może mieć najwyżej 200.MB"):
        unpack(path, tmp_path)


def test_a_zip_that_lies_about_a_size_is_stopped_while_it_is_read(tmp_path):
    body = archive(("kurs.yaml", b"0" * 700_000))
    lying = body.replace((700_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises(BadParcel):
        unpack(on_disk(tmp_path, lying), tmp_path / "nowy")


def test_a_refused_zip_is_told_of_on_the_page_and_nothing_is_kept(editor):
    assert "To nie jest poprawny plik ZIP." in send(editor, b"nie zip", status=422).text
    assert "Wybierz plik ZIP" in editor.post(DESK, {}, status=422).text
    assert db.session.scalars(select(CourseParcel)).all() == []


LETTERS = some.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t")
WORDS = some.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(bool)
TRICKY = some.sampled_from(
    ["---", "a\n---\nb", "yes", "2022-09-22", "0x1f", "~", "key: x", "# nie", "- a", "&a", "„”", "null"]
)
TEXT = WORDS | TRICKY
KEY = some.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
BODY = some.text(some.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n"), max_size=200)
NUMBER = some.integers(1, 500)


def _source(body: str) -> Source:
    return Source(Path(), {}, body, 1, "")


TWIN = some.builds(TwinSource, TEXT, TEXT, NUMBER, some.tuples(KEY), BODY.map(_source))


@some.composite
def courses(draw):
    """Draw any course that the format can hold, with its bank and tests."""
    keys = draw(some.lists(KEY, min_size=1, max_size=4, unique=True))
    lessons = [
        LessonSource(key, key, draw(TEXT), draw(TEXT), draw(NUMBER), draw(some.booleans()),
                     tuple(draw(some.lists(KEY, max_size=2))), _source(draw(BODY)), draw(some.none() | TWIN))
        for key in keys
    ]  # fmt: skip
    half = len(lessons) // 2
    modules = (ModuleSource(draw(TEXT), draw(TEXT), tuple(lessons[:half])),
               ModuleSource(draw(TEXT), draw(TEXT), tuple(lessons[half:])))  # fmt: skip
    lists = some.lists(TEXT, max_size=3).map(tuple)
    course = CourseSource(
        "kurs", "kurs", draw(TEXT), draw(TEXT), draw(TEXT), draw(lists), draw(lists), "basic", draw(NUMBER), 1,
        draw(some.dates(date(1990, 1, 1), date(2100, 1, 1))), "draft", "free", True, draw(some.booleans()),
        draw(some.integers(0, 100)), modules, "", Path(),
    )  # fmt: skip
    bank = tuple(draw(_question(key)) for key in sorted(draw(some.lists(KEY, min_size=1, max_size=5, unique=True))))
    quizzes = tuple(draw(_quiz(key, bank)) for key in draw(some.lists(KEY, max_size=2, unique=True)))
    return course, BankSource(bank, quizzes)


@some.composite
def _question(draw, key):
    kind = draw(some.sampled_from(["single", "multiple", "true_false"]))
    if kind == "true_false":
        said = draw(some.booleans())
        options = (OptionSource("prawda", said, ""), OptionSource("fałsz", not said, ""))
    else:
        texts = draw(some.lists(TEXT, min_size=2, max_size=8))
        options = tuple(OptionSource(text, n == 0, draw(some.just("") | TEXT)) for n, text in enumerate(texts))
    return QuestionSource(key, draw(TEXT), kind, draw(some.integers(1, 3)), draw(TEXT), draw(TEXT),
                          tuple(draw(some.lists(KEY, max_size=2))), options)  # fmt: skip


@some.composite
def _quiz(draw, key, bank):
    number = some.none() | some.integers(1, 100)
    return QuizSource(key, draw(TEXT), draw(TEXT), draw(some.booleans()),
                      draw(some.none() | some.integers(1, len(bank))), (), draw(some.integers(1, 100)), draw(number),
                      draw(number), draw(some.booleans()), draw(some.sampled_from(["always", "passed", "never"])),
                      draw(some.booleans()))  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(courses())
def test_whatever_a_folder_can_hold_is_read_as_it_was_written(drawn):
    source, bank = drawn
    body = packed(services.folder_files(source, bank))

    with TemporaryDirectory() as name:
        folder = Path(name) / "kurs"
        unpack(on_disk(Path(name), body), folder)
        again, same_bank = read_course(folder), read_bank(folder)
        written = packed(services.folder_files(again, same_bank))

    assert written == body
    assert sorted(same_bank.questions, key=lambda one: one.key) == list(bank.questions)
    assert same_bank.quizzes == bank.quizzes
    old, new = ([one for m in c.modules for one in m.lessons] for c in (source, again))
    assert [_lesson(one) for one in new] == [_lesson(one) for one in old]
    assert [one.twin and _twin(one.twin) for one in new] == [one.twin and _twin(one.twin) for one in old]

"""The media of a course folder: out with the lessons that show them, in again under the same keys, never replaced."""

import stat
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
import yaml
from PIL import Image
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import Model, commit, db
from akademia.core.errors import BrokenSource
from akademia.education import services
from akademia.education.courses.models import Course, Lesson
from akademia.education.models import CourseParcel
from akademia.jobs.models import Job
from akademia.media.models import Media, MediaUse
from akademia.media.services.arriving import TakenMeanwhile
from akademia.storage import store
from akademia.storage.models import StoredFile
from akademia.texts.models import Revision
from tests.education.folder import change, write_course, zipped
from tests.education.media_folder import FILES, FILM, ORNAMENT, PICTURE, RECORDING, write_course_with_media
from tests.factories import make_user
from tests.media import samples
from tests.media.library import describe, work

DESK = "/panel/kursy-w-plikach/"
KEYS = [FILM, PICTURE, ORNAMENT, RECORDING]
STORED = (Course, Lesson, Revision, Media, MediaUse, StoredFile, CourseParcel, Job)


@pytest.fixture
def editor(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


@pytest.fixture
def folder(tmp_path):
    return write_course_with_media(tmp_path / "kurs")


def counts() -> list[int]:
    """Return how much of each is stored; that the search is asked to look anew does not count."""
    searching = select(func.count(Job.id)).where(Job.kind.startswith("search."))
    rows = {model: db.session.scalar(select(func.count()).select_from(model)) or 0 for model in STORED}
    return [count - ((db.session.scalar(searching) or 0) if model is Job else 0) for model, count in rows.items()]


def course() -> Course:
    db.session.expire_all()
    return db.session.scalars(select(Course)).one()


def medium(key: str) -> Media:
    db.session.expire_all()
    return db.session.scalars(select(Media).where(Media.key == key)).one()


def lesson_html(key: str) -> str:
    return db.session.scalars(select(Lesson.html).where(Lesson.key == key)).one()


def send(editor, folder: Path, status: int = 303):
    return editor.post(DESK, {"file": (BytesIO(zipped(folder)), "kurs.zip")}, status=status)


def exported() -> bytes:
    with services.export_course(course()) as file:
        return file.read()


def forget_everything() -> None:
    """Leave the installation as one that has never seen the course."""
    for table in reversed(Model.metadata.sorted_tables):
        if table.name != "public_generation":
            db.session.execute(table.delete())
    commit()


def test_a_course_with_media_goes_out_and_in_and_out_again_with_equal_bytes(app, folder, tmp_path):
    services.import_folder(folder)
    commit()
    first = exported()
    names = [name.removeprefix("pierwszy/") for name in ZipFile(BytesIO(first)).namelist()]
    assert [name for name in names if name.startswith("media/")] == sorted(f"media/{name}" for name in FILES)
    forget_everything()
    parcel = tmp_path / "kurs.zip"
    parcel.write_bytes(first)

    services.apply(services.prepare_parcel(parcel, lay=True))
    commit()

    assert exported() == first
    work(app)
    assert exported() == first
    with ZipFile(BytesIO(first)) as held:
        kept = {name: held.read(f"pierwszy/media/{name}") for name in FILES}
    assert [name for name in FILES if kept[name] != FILES[name]] == [f"{FILM}.yaml"]  # its style alone differs
    assert yaml.safe_load(kept[f"{FILM}.yaml"]) == yaml.safe_load(FILES[f"{FILM}.yaml"])


def test_pictures_that_came_are_prepared_and_shown_by_the_texts_as_they_were_written(app, client, folder):
    services.import_folder(folder)
    commit()
    before = lesson_html("alfa")
    assert (medium(PICTURE).state, medium(FILM).state) == ("preparing", "ready")
    assert 'width="800" height="1200"' in before

    work(app)

    assert {medium(key).state for key in KEYS} == {"ready"}
    page = client.get("/edukacja/kursy/pierwszy/lekcje/alfa/").text
    for part in ("480.avif", "800.webp", "800.jpg"):
        assert f"/media/{PICTURE}/{part}" in page
        assert client.get(f"/media/{PICTURE}/{part}").data
    assert "Dzień dobry." in client.get(f"/media/{FILM}/napisy.vtt").text
    report = services.import_folder(folder)
    commit()
    assert (report.media, lesson_html("alfa")) == ((), before)
    assert db.session.scalar(select(Lesson.version).where(Lesson.key == "alfa")) == 1


def test_a_course_brought_in_again_before_its_pictures_are_prepared_changes_nothing(app, folder):
    services.import_folder(folder)
    commit()
    before = counts()

    services.import_folder(folder)
    commit()

    assert counts() == before


def test_the_preview_lists_what_will_come_and_the_act_says_who_brought_it(editor, folder):
    plan = send(editor, folder).location
    words = editor.words(plan)

    assert "Dojdą materiały do biblioteki 4" in words
    assert f"obraz „Dwie połowy” ({PICTURE}), " in words
    assert f"film „Dzień w klubie” ({FILM})" in words
    assert db.session.scalars(select(Media)).all() == []
    editor.post(plan)
    assert "obrazy pokażą się, gdy je przygotujemy" in editor.words(DESK)
    assert "4 materiały, " in editor.words(DESK)
    assert sorted(db.session.scalars(select(Media.key))) == sorted(KEYS)
    added = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "media.add")).all()
    assert {entry.thing_ref for entry in added} == set(KEYS)
    assert {entry.actor_number for entry in added} == {medium(PICTURE).made_by_number}
    assert db.session.scalars(select(CourseParcel)).all() == []
    assert db.session.scalars(select(StoredFile).where(StoredFile.kind == "zip")).all() == []
    assert "Nic się nie zmieni" in editor.words(send(editor, folder).location)


def test_a_medium_described_otherwise_here_stays_and_is_told(app, editor, folder):
    services.import_folder(folder)
    commit()
    work(app)
    describe(PICTURE, "Dwie połowy", alt="Po lewej czerwień, po prawej błękit.", licence="CC0")

    plan = send(editor, folder).location
    words = editor.words(plan)

    assert "Nic się nie zmieni" in words
    assert "Zostaną opisy z Akademii 1" in words
    assert "w bibliotece jest inny opis obrazu, podpis, autor, licencja" in words
    assert services.import_folder(folder).differing[0].startswith("obraz „Dwie połowy”")
    commit()
    assert medium(PICTURE).alt == "Po lewej czerwień, po prawej błękit."


def test_line_ends_and_blanks_that_a_browser_sends_are_no_other_words(app, folder):
    services.import_folder(folder)
    commit()
    describe(FILM, "Dzień w klubie ", transcript="Anna: dzień dobry.\r\n\r\nPan Jan macha.\r\n",
             captions=medium(FILM).captions)  # fmt: skip

    assert services.import_folder(folder).differing == ()


def test_another_file_under_a_known_key_is_refused_and_nothing_is_replaced(app, editor, folder):
    services.import_folder(folder)
    commit()
    work(app)
    before, sha256 = counts(), medium(PICTURE).file.sha256
    (folder / f"media/{PICTURE}.jpg").write_bytes(samples.picture())
    change(folder, "lessons/01-alfa.md", "To jest tekst", "To jest inny tekst")

    words = send(editor, folder, 422).text

    assert f"media/{PICTURE}.jpg: w bibliotece pod kluczem „{PICTURE}” jest inny plik." in words
    assert (counts(), medium(PICTURE).file.sha256) == (before, sha256)
    for name in (f"{PICTURE}.jpg", f"{PICTURE}.yaml"):
        (folder / "media" / name).unlink()
    services.import_folder(folder)
    assert "inny tekst" in lesson_html("alfa")


def test_a_lesson_that_shows_what_is_neither_here_nor_in_the_folder_is_refused(app, folder):
    for name in (f"{FILM}.mp4", f"{FILM}.yaml", f"{FILM}.vtt"):
        (folder / "media" / name).unlink()

    with pytest.raises(BrokenSource, match=f"01-alfa.md, wiersz .*nie ma w bibliotece gotowego materiału „{FILM}”"):
        services.import_folder(folder)


def spoil(name: str, data: bytes):
    def act(folder: Path) -> None:
        (folder / "media" / name).write_bytes(data)

    return act


def drop(name: str):
    return lambda folder: (folder / "media" / name).unlink()


def say(name: str, old: str, new: str):
    return lambda folder: change(folder, f"media/{name}", old, new)


HOSTILE = {
    "a script in a picture's name": (spoil(f"{PICTURE}.jpg", samples.SVG), f"{PICTURE}.jpg: To obraz SVG, a on może"),
    "an svg": (spoil("a.svg", samples.SVG), "media/a.svg: takiego pliku nie ma wśród materiałów"),
    "a page": (spoil(f"{FILM}.mp4", b"<!doctype html><script>x</script>"), f"media/{FILM}.mp4: To strona HTML"),
    "a document": (spoil(f"{PICTURE}.jpg", b"%PDF-1.7\n"), f"media/{PICTURE}.jpg: To plik PDF."),
    "another kind": (spoil(f"{PICTURE}.jpg", samples.picture("PNG")), f"{PICTURE}.jpg: to plik PNG, a nazwa i opis"),
    "a bomb": (spoil(f"{ORNAMENT}.png", samples.bomb()), f"media/{ORNAMENT}.png: Ten obraz jest za duży"),
    "half a picture": (spoil(f"{PICTURE}.jpg", samples.photograph()[:900]), f"media/{PICTURE}.jpg: Ten obraz jest"),
    "an empty file": (spoil(f"{PICTURE}.jpg", b""), f"media/{PICTURE}.jpg: Ten plik jest pusty."),
    "two files": (spoil(f"{PICTURE}.png", b"x"), f"media/{PICTURE}.png: materiał „{PICTURE}” ma już plik"),
    "no words": (drop(f"{PICTURE}.yaml"), f"media/{PICTURE}.jpg: brakuje opisu materiału, czyli pliku {PICTURE}.yaml"),
    "no file": (drop(f"{PICTURE}.jpg"), f"media/{PICTURE}.yaml: brakuje pliku samego materiału"),
    "no captions": (drop(f"{FILM}.vtt"), f"media/{FILM}.mp4: brakuje napisów do filmu"),
    "odd captions": (spoil(f"{RECORDING}.vtt", samples.CAPTIONS), f"media/{RECORDING}.vtt: napisy ma tylko film"),
    "bad captions": (spoil(f"{FILM}.vtt", b"1\n00:01 --> x"), f"media/{FILM}.vtt: Plik z napisami ma być w formacie"),
    "a script in captions": (
        spoil(f"{FILM}.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<script>x</script>\n"), "Napisy, wiersz 4: jest tu"
    ),
    "no alt": (say(f"{PICTURE}.yaml", "alt: Obraz", "# "), f"{PICTURE}.yaml, wiersz 1, alt: opisz, co widać"),
    "alt and ornament": (
        say(f"{PICTURE}.yaml", "kind", "decorative: true\nkind"), f"{PICTURE}.yaml, wiersz 4, alt: ozdoba nie ma opisu"
    ),
    "a file name as alt": (
        say(f"{PICTURE}.yaml", "alt: Obraz ma połowę czerwoną i połowę niebieską.", "alt: IMG_2034.jpg"),
        "alt: nazwa pliku nie jest opisem",
    ),
    "no transcript": (say(f"{RECORDING}.yaml", "transcript: Dzień dobry.\n", ""), "transcript: brakuje tekstu"),
    "no title": (say(f"{FILM}.yaml", "title: Dzień w klubie", "title: ''"), f"{FILM}.yaml, wiersz 2, title: ma być"),
    "a long title": (say(f"{FILM}.yaml", "Dzień", "D" * 170), f"{FILM}.yaml, wiersz 2, title: najwyżej 160"),
    "a strange key": (say(f"{FILM}.yaml", "kind", "path: ../../x\nkind"), f"{FILM}.yaml, wiersz 1, path: nieznany"),
    "a key twice": (say(f"{FILM}.yaml", "kind: mp4", "kind: mp4\nkind: mp4"), "klucz „kind” stoi dwa razy"),
    "a strange kind": (say(f"{FILM}.yaml", "kind: mp4", "kind: exe"), f"{FILM}.yaml, wiersz 1, kind: może być tylko"),
    "a kind that is not the name's": (say(f"{FILM}.yaml", "mp4", "webm"), "kind: mówi „webm”, a plik nazywa się"),
    "no mapping": (spoil(f"{FILM}.yaml", b"- a"), f"media/{FILM}.yaml, wiersz 1: plik ma mieć postać"),
    "no yaml": (spoil(f"{FILM}.yaml", b"a: [b"), f"media/{FILM}.yaml, wiersz 2: to nie jest poprawny YAML"),
    "no text": (spoil(f"{FILM}.yaml", b"\xff\xfe\x00"), f"media/{FILM}.yaml: plik nie jest zapisany w UTF-8"),
    "a capital key": (spoil("Nowe.jpg", b"x"), "media/Nowe.jpg: nazwa pliku ma być kluczem"),
    "the desk's own word": (spoil("nowe.jpg", b"x"), "media/nowe.jpg: nazwa pliku ma być kluczem"),
}  # fmt: skip


@pytest.mark.parametrize(("act", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_nothing_is_stored(editor, folder, act, said):
    act(folder)
    before, lying = counts(), len(list(store.every()))

    page = send(editor, folder, 422)

    assert said in page.text.replace("&#34;", '"').replace("\xa0", " ")
    assert "/tmp" not in page.text
    assert (counts(), len(list(store.every()))) == (before, lying)


def test_a_medium_that_no_lesson_shows_is_refused(editor, folder):
    change(folder, "lessons/02-beta.md", f"[Rozmowa w pracowni](media:{RECORDING})", "Cisza.")

    assert f"media/{RECORDING}.mp3: tego materiału nie pokazuje żadna lekcja" in send(editor, folder, 422).text


def test_a_link_in_place_of_a_file_is_refused_by_the_command(app, folder, tmp_path):
    secret = tmp_path / "tajne.jpg"
    secret.write_bytes(samples.photograph())
    (folder / f"media/{PICTURE}.jpg").unlink()
    (folder / f"media/{PICTURE}.jpg").symlink_to(secret)

    told = app.test_cli_runner().invoke(args=["courses", "import", str(folder)])
    db.session.rollback()

    assert f"media/{PICTURE}.jpg: to nie jest zwykły plik" in told.output
    assert (told.exit_code, sum(counts())) == (1, 0)


def test_the_command_brings_media_in_and_names_them(app, folder):
    told = app.test_cli_runner().invoke(args=["courses", "import", str(folder)])
    db.session.rollback()

    assert told.exit_code == 0, told.output
    assert f"Dodano materiał: {PICTURE}" in told.output
    work(app)
    describe(PICTURE, "Inny tytuł", alt="Obraz ma połowę czerwoną i połowę niebieską.")
    again = app.test_cli_runner().invoke(args=["courses", "import", str(folder)])
    assert "Zostawiono opis z biblioteki: obraz „Dwie połowy”" in again.output.replace("\xa0", " ")


def test_the_starter_brings_media_in_as_a_person_does(app, folder):
    assert sorted(services.import_folder(folder, origin="starter").media) == sorted(KEYS)
    commit()

    assert medium(PICTURE).made_by_number is None


def test_a_key_that_somebody_took_meanwhile_stops_the_act(app, folder, tmp_path):
    parcel = tmp_path / "kurs.zip"
    parcel.write_bytes(zipped(folder))
    prepared = services.prepare_parcel(parcel, lay=True)
    services.import_folder(folder)

    with pytest.raises(TakenMeanwhile):
        services.apply(prepared)


def test_a_large_parcel_goes_through_the_desk_and_an_old_one_goes_with_its_file(editor, folder, tmp_path):
    noise = BytesIO()
    Image.frombytes("RGB", (1200, 1000), Random(7).randbytes(3_600_000)).save(noise, "PNG")
    (folder / f"media/{ORNAMENT}.png").write_bytes(noise.getvalue())
    file = FileStorage(BytesIO(zipped(folder)), "kurs.zip")
    boundary, body = encode_multipart({"file": file, "csrf_token": editor.token()})
    kind = f"multipart/form-data; boundary={boundary}"
    assert editor.open_any("POST", DESK, data=body, content_type=kind).status_code == 303
    kept = db.session.scalars(select(CourseParcel)).one()
    assert kept.file.size_bytes > 3_000_000
    kept.made_at = kept.made_at.replace(year=2020)
    commit()

    send(editor, write_course_with_media(tmp_path / "drugi"))

    assert db.session.scalar(select(func.count()).select_from(CourseParcel)) == 1
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_a_medium_without_a_file_is_left_out_and_told(app, editor, folder):
    services.import_folder(folder)
    lost = medium(RECORDING)
    lost.file, lost.state = None, "failed"
    commit()

    assert f"Nie wejdą do pliku, bo w bibliotece nie ma ich pliku: Rozmowa ({RECORDING})." in editor.words(DESK)
    assert f"media/{RECORDING}" not in "".join(ZipFile(BytesIO(exported())).namelist())


def test_a_medium_whose_bytes_are_gone_is_named(app, editor, folder):
    services.import_folder(folder)
    commit()
    store.delete(medium(FILM).file.key)

    page = editor.get(f"{DESK}{course().id}/eksport.zip", status=409)

    assert f"Brakuje pliku materiału „Dzień w klubie” ({FILM})" in page.text


def test_the_front_page_asks_as_often_for_many_courses_as_for_one(editor, folder, count_queries, tmp_path):
    services.import_folder(folder)
    commit()
    few = count_queries(lambda: editor.get(DESK))
    for number in range(5):
        other = write_course(tmp_path / str(number))
        change(other, "kurs.yaml", "key: pierwszy\nslug: pierwszy", f"key: k-{number}\nslug: k-{number}")
        services.import_folder(other)
    commit()

    assert count_queries(lambda: editor.get(DESK)) == few


def test_files_of_a_parcel_are_plain_files(app, folder):
    services.import_folder(folder)
    commit()

    with ZipFile(BytesIO(exported())) as held:
        assert {entry.external_attr >> 16 for entry in held.infolist()} == {stat.S_IFREG | 0o644}
        assert held.testzip() is None

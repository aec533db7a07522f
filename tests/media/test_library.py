"""The library's pages: uploading, describing, replacing, removing; what readers get and what they do not."""

import io

import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.media import services
from akademia.media.models import Media
from akademia.media.services.settling import settle
from akademia.storage import store
from akademia.storage.models import StoredFile, Upload
from tests.factories import make_user
from tests.media import samples
from tests.media.library import ALT, newest, ready_film, ready_picture, upload, work
from tests.storage.test_tus import begin, send


@pytest.fixture
def staff(app, client):
    person = make_user(Role.Staff)
    commit()
    return client.sign_in(person)


def acts():
    return db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()


def key_in(answer):
    return answer.location.rstrip("/").rsplit("/", 1)[1]


def test_a_picture_is_uploaded_prepared_described_and_then_seen_by_readers(app, staff, new_client):
    key = key_in(upload(staff, samples.photograph(), "IMG_2041.jpg"))
    address, visitor = f"/panel/media/{key}/", new_client()

    assert "Przetwarzamy obraz" in staff.words(address)
    visitor.get(f"/media/{key}/480.webp", status=404)
    work(app)
    assert "Brakuje: tytułu, opisu dla osób, które nie widzą obrazu." in staff.words(address)
    visitor.get(f"/media/{key}/480.webp", status=404)
    assert staff.get(f"/media/{key}/480.webp").mimetype == "image/webp"

    staff.post(address, {"title": "Koło", "alt": ALT, "version": "1"})

    assert "Gotowe do użycia" in staff.words(address)
    assert "To jest podgląd szkicu" not in staff.words(address)
    assert f"![{ALT}](media:{key})" in staff.get(address).text
    assert visitor.get(f"/media/{key}/480.avif").mimetype == "image/avif"
    assert acts() == ["media.add", "media.describe"]


def refused(staff, data, name="kot.jpg"):
    """Return the words of a refusal, having seen that nothing of the file stays."""
    before = {lying.key for lying in store.every()}, set(store.incoming().iterdir())
    page = upload(staff, data, name, status=422)
    assert ({lying.key for lying in store.every()}, set(store.incoming().iterdir())) == before
    assert [db.session.scalar(select(func.count(t.id))) for t in (Media, StoredFile)] == [0, 0]
    assert 'id="file-error"' in page.text
    return page.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (samples.bomb(), "kot.png", "50 megapikseli"),
        (samples.picture()[:3_000], "kot.jpg", "uszkodzony"),
        (samples.SVG, "kot.png", "SVG, a on może zawierać skrypt"),
        (samples.picture("PNG") + b"<script>alert(1)</script>", "kot.png", "ukryty drugi plik albo skrypt"),
        (b"<!doctype html><p>", "kot.jpg", "strona HTML"),
        (samples.office("word/document.xml"), "kot.jpg", "To plik DOCX. Tutaj można wgrać: JPEG"),
        (samples.moving(), "kot.gif", "ruchomy"),
        (samples.picture(), "../../../etc/kot.jpg", "ścieżkę do folderu"),
        (b"", "kot.jpg", "pusty"),
    ],
    ids=["bomb", "broken", "svg", "polyglot", "html", "docx", "moving", "path", "empty"],
)  # fmt: skip
def test_what_is_not_taken_is_refused_with_the_reason_and_nothing_stays(staff, app, data, name, said):
    assert said in refused(staff, data, name)
    assert run_due(app, "media.prepare") == 0


def test_a_form_without_a_file_says_so(staff):
    assert "Wybierz plik" in staff.post("/panel/media/nowe/", {"upload": ""}, status=422).text


def test_a_body_larger_than_the_door_is_refused_early_with_the_limit(staff, app, new_client):
    """By its announced length: not a byte of it is read."""
    learner = make_user()
    commit()
    told = {"CONTENT_LENGTH": "900000000", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    for client, most in ((staff, "200"), (new_client().sign_in(learner), "2")):
        answer = client.open_any("POST", "/panel/media/nowe/", environ_overrides=told)
        assert answer.status_code == 413
        assert f"więcej niż {most}\u00a0MB" in answer.text


def test_a_file_sent_in_parts_ends_in_the_same_form(app, staff):
    data = samples.photograph()
    address = begin(staff, len(data), "kot.jpg")
    token = address.rstrip("/").rsplit("/", 1)[1]
    send(staff, address, 0, data[:1_000])

    assert "nie doszedł w całości" in staff.post("/panel/media/nowe/", {"upload": token}, status=422).text
    send(staff, address, 1_000, data[1_000:])
    staff.post("/panel/media/nowe/", {"upload": token})

    assert newest().pending.name == "kot.jpg"
    assert db.session.scalar(select(func.count(Upload.id))) == 0
    assert not list(store.incoming().glob(f"{token}*"))
    assert "wygasł" in staff.post("/panel/media/nowe/", {"upload": token}, status=422).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (samples.SVG, "SVG"),
        (samples.picture() + bytes(20_000_001), "Największy JPEG, który przyjmujemy, ma 20\u00a0MB"),
    ],
    ids=["svg", "large"],
)
def test_a_refused_file_that_came_in_parts_is_forgotten_at_once(staff, data, said):
    address = begin(staff, len(data), "kot.png")
    token = address.rstrip("/").rsplit("/", 1)[1]
    send(staff, address, 0, data)

    assert said in staff.post("/panel/media/nowe/", {"upload": token}, status=422).text

    assert db.session.scalar(select(func.count(Upload.id))) == 0
    assert not list(store.incoming().glob(f"{token}*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title": "", "alt": ALT}, "Wpisz tytuł"),
        ({"title": "Koło", "alt": ""}, "Opisz obraz albo zaznacz"),
        ({"title": "Koło", "alt": ALT, "decorative": "y"}, "Ozdoba nie ma opisu"),
        ({"title": "Koło", "alt": "IMG_1.jpg"}, "Nazwa pliku nie jest opisem"),
        ({"title": "Koło", "alt": "img_1"}, "Nazwa pliku nie jest opisem"),
        ({"title": "Koło", "alt": "DSC_0042"}, "Nazwa pliku nie jest opisem"),
        ({"title": "Koło", "alt": "zdjecie.png"}, "Nazwa pliku nie jest opisem"),
        ({"title": "Koło", "alt": "a" * 401}, "Skróć do 400 znaków"),
    ],
)
def test_a_description_that_does_not_describe_is_sent_back_with_what_was_typed(app, staff, words, said):
    key = ready_picture(app)

    page = staff.post(f"/panel/media/{key}/", {"version": "2", "caption": "Podpis", **words}, status=422)

    assert said in page.text
    assert "Podpis" in page.text


def test_a_decorative_picture_needs_no_words(app, staff):
    key = ready_picture(app)

    staff.post(f"/panel/media/{key}/", {"version": "2", "title": "Linia", "alt": "", "decorative": "y"})

    assert newest().is_ready
    assert f"![](media:{key})" in staff.get(f"/panel/media/{key}/").text


def test_the_second_of_two_editors_sees_both_texts_and_decides(app, staff):
    key = ready_picture(app)
    words = {"title": "Pierwsza", "alt": "Opis pierwszej osoby.", "version": "2"}
    staff.post(f"/panel/media/{key}/", words)

    page = staff.post(f"/panel/media/{key}/", {**words, "title": "Druga", "alt": "Opis drugiej osoby."}, status=422)
    assert "Ktoś zmienił ten opis" in page.text
    assert "Opis pierwszej osoby." in page.text
    assert "Opis drugiej osoby." in page.text

    staff.post(f"/panel/media/{key}/", {**words, "title": "Druga", "alt": "Opis drugiej osoby.", "version": "3"})
    assert newest().title == "Druga"


def test_a_film_needs_captions_and_its_text_and_is_then_served_in_parts(staff, new_client):
    key = key_in(upload(staff, samples.film(b"x" * 5_000), "film.mp4"))
    address, visitor = f"/panel/media/{key}/", new_client()
    words = {"title": "Film", "version": "1"}

    page = staff.post(address, words, status=422).text
    assert "Wgraj plik z napisami" in page
    assert "Wpisz tekst nagrania" in page
    bad = (io.BytesIO(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<script>x</script>\n"), "n.vtt")
    page = staff.post(address, {**words, "transcript": "Tekst.", "captions_file": bad}, status=422).text
    assert "wiersz 4: jest tu znacznik" in page
    visitor.get(f"/media/{key}/plik", status=404)
    staff.post(address, {**words, "transcript": "Tekst.", "captions_file": (io.BytesIO(samples.CAPTIONS), "n.vtt")})

    captions = visitor.get(f"/media/{key}/napisy.vtt")
    assert captions.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert captions.text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nDzień dobry.")
    part = visitor.get(f"/media/{key}/plik", status=206, headers={"Range": "bytes=0-99"})
    assert part.headers["Content-Type"] == "video/mp4"
    assert part.headers["Content-Range"] == f"bytes 0-99/{len(samples.film(b'x' * 5_000))}"
    beyond = visitor.get(f"/media/{key}/plik", status=416, headers={"Range": "bytes=999999-"})
    assert beyond.headers["Content-Range"] == f"bytes */{len(samples.film(b'x' * 5_000))}"


def test_a_recording_needs_its_text_but_no_captions(staff):
    key = key_in(upload(staff, samples.recording(), "audycja.mp3"))

    staff.post(f"/panel/media/{key}/", {"title": "Audycja", "version": "1", "transcript": "Tekst."})

    assert newest().is_ready
    assert f"[Audycja](media:{key})" in staff.get(f"/panel/media/{key}/").text


def test_a_replaced_picture_keeps_its_address_and_shows_the_old_one_until_the_new_one_is_ready(app, staff, new_client):
    key, visitor = ready_picture(app), new_client()
    before = visitor.get(f"/media/{key}/480.webp").data

    upload(staff, samples.picture("PNG", size=(300, 300)), "nowy.png", place=f"{key}/wymiana")
    assert visitor.get(f"/media/{key}/480.webp").data == before
    assert "Do tego czasu czytelnicy widzą poprzedni" in staff.words(f"/panel/media/{key}/")
    generation = app.extensions["akademia"].generation.read()
    work(app)

    assert visitor.get(f"/media/{key}/480.webp").data != before
    assert visitor.get(f"/media/{key}/1600.avif").mimetype == "image/avif"  # the widest there is now: addresses keep
    assert visitor.get(f"/media/{key}/960.jpg").status_code == 200
    assert app.extensions["akademia"].generation.read() > generation
    assert newest().version == 3
    assert "media.replace" in acts()


def test_a_film_is_not_replaced_by_a_picture(app, staff):
    key = ready_film()

    page = upload(staff, samples.picture(), place=f"{key}/wymiana", status=422)

    assert "Tutaj można wgrać: MP4 albo WebM." in page.text


def test_a_picture_that_cannot_be_prepared_says_why_and_the_worker_lives(app, staff):
    """A file that passes the door and breaks later: here it is broken in the store behind the academy's back."""
    key = key_in(upload(staff, samples.photograph()))
    file = newest().pending
    store.delete(file.key)
    path = store.incoming() / "zepsuty"
    path.write_bytes(samples.photograph()[:5_000])
    store.put(file.key, path)
    path.unlink()

    work(app)

    words = staff.words(f"/panel/media/{key}/")
    assert "Nie udało się przygotować pliku" in words
    assert "uszkodzony" in words
    assert "nieudany materiał" in staff.words("/panel/")
    upload(staff, samples.photograph(), place=f"{key}/wymiana")
    work(app)
    assert newest().state == "undescribed"


def test_a_job_done_twice_prepares_once(app, staff):
    upload(staff, samples.photograph())
    media = newest()
    number, file_key = media.id, media.pending.key
    work(app)
    files = db.session.scalar(select(func.count(StoredFile.id)))

    services.keep_sizes(db.session.get(Media, number), file_key, [])
    services.say_failed(db.session.get(Media, number), file_key, "za późno")

    assert db.session.scalar(select(func.count(StoredFile.id))) == files
    assert newest().problem is None


def test_an_unused_medium_is_removed_with_its_files_and_a_used_one_says_where_it_is_used(app, staff, new_client):
    key = ready_picture(app)
    services.use("lesson", 5, "Pierwsza lekcja", {key: 2})
    commit()

    page = staff.post(f"/panel/media/{key}/usun", follow_redirects=False)
    assert "lekcja „Pierwsza lekcja”" in staff.words(page.location)
    assert newest() is not None

    services.use("lesson", 5, "Pierwsza lekcja", {})
    commit()
    staff.post(f"/panel/media/{key}/usun")
    assert [db.session.scalar(select(func.count(t.id))) for t in (Media, StoredFile)] == [0, 0]
    new_client().get(f"/media/{key}/480.webp", status=404)
    assert acts() == ["media.remove"]


def test_the_library_is_searched_filtered_and_sorted_with_the_same_number_of_queries(app, staff, count_queries):
    ready_film()
    one = count_queries(lambda: staff.get("/panel/media/"))
    for number in range(30):
        media = Media(key=f"klucz{number}", family="audio", title=f"Nagranie {number:02}")
        settle(media)
        db.session.add(media)
    commit()

    assert count_queries(lambda: staff.get("/panel/media/")) == one
    assert "31 materiałów" in staff.words("/panel/media/")
    assert "30 materiałów" in staff.words("/panel/media/?rodzaj=nagrania&stan=w-przygotowaniu")
    assert "1 materiał" in staff.words("/panel/media/?szukaj=DZIEŃ w klubie")
    assert "Nagranie 07" in staff.words("/panel/media/?szukaj=media:klucz7")
    assert "Nie ma takich materiałów." in staff.words("/panel/media/?rodzaj=obrazy")
    text = staff.words("/panel/media/?sort=-tytul&rodzaj=nagrania")
    assert text.index("Nagranie 29") < text.index("Nagranie 01")


def test_readers_cannot_reach_what_is_not_there_or_not_theirs(app, new_client):
    key, visitor = ready_picture(app), new_client()

    for part in ("480.svg", "plik", "napisy.vtt", "..%2F..%2Fx", "0.exe", "999999999.webp", "-1.webp", "٤.webp"):
        visitor.get(f"/media/{key}/{part}", status=404)
    visitor.get("/media/nie-ma/480.webp", status=404)


def test_what_a_person_uploaded_is_given_out_and_made_nameless(app, staff):
    upload(staff, samples.photograph(), "Jan Kowalski na plaży.jpg")
    begin(staff, 10, "film Jana.mp4")
    person = newest().made_by_number
    cards = {card.package: card for card in app.extensions["akademia"].privacy_cards}

    told = str([cards[name].export(person) for name in ("storage", "media")])
    assert "Jan Kowalski na plaży.jpg" in told
    assert "film Jana.mp4" in told
    for name in ("storage", "media"):
        cards[name].erase(person)
    commit()

    assert newest().made_by_number is None
    assert newest().pending.name == "plik.jpg"
    assert str([cards[name].export(person) for name in ("storage", "media")]).count("[]") == 3


@pytest.mark.parametrize("act", ["wymiana/", "usun"])
def test_a_medium_that_is_gone_is_gone_for_its_forms_too(staff, act):
    staff.post(f"/panel/media/nie-ma/{act}", status=404)

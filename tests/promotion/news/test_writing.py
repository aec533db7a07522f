"""Writing news at the desk: what the check stops and what it only says, drafts, plans, versions, taking back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.media.models import MediaUse
from akademia.promotion.news.models import Article
from akademia.texts.services.publishing import due_drafts, publish_due
from tests.factories import make_provision, make_user
from tests.promotion.news.making import DESK, NEWS, make_picture, make_regions, publish, published, written
from tests.texts.editing import opened, send, sign_in_editor

NEW = f"{DESK}nowy/"


def article() -> Article | None:
    db.session.expire_all()
    return db.session.scalar(select(Article))


def test_an_article_is_published_from_its_form_with_all_that_stands_in_it(client):
    make_regions()
    make_provision("art-18", "Kto tworzy klub.")
    cover, shot = make_picture("okladka"), make_picture("sala")
    sign_in_editor(client)
    values = written(
        slug="spotkanie", cover=cover, gallery=shot, regions="06", areas="promotion\neducation",
        people="Anna Nowak\nvan Beethoven, Ludwig", provisions="art. 18", legal_state_on="2022-09-22",
    )  # fmt: skip

    assert send(client, NEW, values, "publish").location.startswith("/panel/aktualnosci/")
    made = article()
    page = client.get(f"{NEWS}spotkanie/").text

    assert made is not None
    assert (made.published_on, made.version) == (clock.today(), 1)
    for words in ("Co widać na obrazie okladka", "Co widać na obrazie sala", "lubelskie", "Edukacja", "Promocja",
                  "Anna Nowak, Ludwig van Beethoven", "/prawo/uzs/art-18/", "22\u00a0września 2022"):  # fmt: skip
        assert words in page, words
    assert db.session.scalars(select(MediaUse.kind)).all() == ["news", "news"]
    kept = client.get(f"{DESK}{made.id}/").text
    for words in ("van Beethoven, Ludwig", 'value="06" checked', 'value="education" checked', "art. 18</textarea>"):
        assert words in kept, words


WRONG = {
    "a skipped level": ({"source": "### Za głęboko\n\nTekst."}, "Wiersz 1: Nagłówek „Za głęboko” przeskakuje poziom"),
    "an empty link": ({"source": "Tekst.\n\n[kliknij tutaj](/kontakt/)"}, "Wiersz 3: Odnośnik „kliknij tutaj”"),
    "a bare address": ({"source": "Tekst.\n\n<https://example.org/x>"}, "Wiersz 3: Odnośnikiem jest goły adres"),
    "no words in the text": ({"source": "![](media:sala)"}, "Wiersz 1: Obraz nie ma opisu"),
    "no words at the cover": ({"cover": "![](media:sala)"}, "Okładka, wiersz 1: Obraz nie ma opisu"),
    "the cover's words again": (
        {"cover": "![Sala](media:okladka)", "gallery": "![Sala](media:sala)"},
        "Galeria, wiersz 1: Opis obrazu „Sala” już jest (Okładka, wiersz 1)",
    ),
    "the text's words again": (
        {"source": "Tekst.\n\n![Sala](media:okladka)", "gallery": "![SALA.](media:sala)"},
        "Galeria, wiersz 1: Opis obrazu „SALA.” już jest (Wiersz 3)",
    ),
    "one picture twice": ({"gallery": "![Sala](media:sala)\n![Stoły](media:sala)"}, "Obraz „sala” stoi tu dwa razy"),
    "a picture that is not there": ({"cover": "![Sala](media:nieznany)"}, "gotowego obrazu „nieznany”"),
    "no picture": ({"gallery": "sala.jpg"}, "skopiuj zapis obrazu z biblioteki mediów"),
    "two covers": ({"cover": "![A](media:sala) ![B](media:okladka)"}, "skopiuj zapis obrazu"),
    "a name alone": ({"people": "Anna"}, "„Anna”: podaj imię i nazwisko"),
    "a region that is none": ({"regions": "99"}, "wybierz spośród podanych możliwości"),
    "a year as address": ({"slug": "2026"}, "Adres „2026” jest zastrzeżony"),
    "an address of lists": ({"slug": "region"}, "Adres „region” jest zastrzeżony"),
    "an address of the house": ({"slug": "szukaj"}, "Adres „szukaj” jest zastrzeżony"),
}  # fmt: skip


def test_what_readers_could_not_use_stops_publishing_and_is_told_with_its_place(client):
    make_regions()
    make_picture("okladka")
    make_picture("sala")
    sign_in_editor(client)

    token = opened(client, NEW)
    for case, (values, told) in WRONG.items():
        answer = send(client, NEW, {**written(), **values}, "publish", status=422, opened=token)
        words = answer.text.replace("\u00a0", " ")
        assert told in words, case
    assert article() is None


def test_a_long_sentence_is_named_and_does_not_stop_publishing(client):
    sign_in_editor(client)
    long = " ".join(["Słowo", *(f"słowo{n}" for n in "bcdefghijklmnopqrstuvwxyz")]) + "."
    values = written(slug="dlugie", source=long, lead=f"Krótko. {long}")

    said = send(client, NEW, values, "check", status=200).text.replace("\u00a0", " ")
    send(client, NEW, values, "publish")

    assert "Wiersz 1: Długie zdanie (26 słów): „Słowo słowob" in said
    assert "Zajawka, wiersz 1: Długie zdanie (26 słów): „Słowo słowob" in said
    assert article() is not None


def test_a_draft_and_a_preview_are_seen_by_nobody_else(client, new_client):
    cover = make_picture("okladka")
    sign_in_editor(client)

    draft = send(client, NEW, written("Tajne spotkanie", cover=cover), "preview").location
    shown = client.words(draft)

    assert "To jest podgląd szkicu" in shown
    assert "Przyjechały kluby" in shown
    assert "Co widać na obrazie okladka" in client.get(draft).text
    assert "Tajne spotkanie" in client.words("/panel/aktualnosci/")
    assert "Tajne" not in new_client().words(NEWS)


def test_a_planned_article_comes_out_at_its_moment_and_bears_its_day(client, noon):
    sign_in_editor(client)
    told = {**written(), "publish_on": "2026-11-25", "publish_at": "00:30"}
    send(client, NEW, told, "schedule")
    assert due_drafts() == []

    clock.freeze(noon + timedelta(days=3))
    (due,) = due_drafts()
    publish_due(due)
    commit()

    made = article()
    assert made is not None
    assert made.published_on.isoformat() == "2026-11-26"


def test_a_new_version_keeps_the_day_and_the_old_address_leads_on(client, noon):
    made = published("Pierwszy tytuł", slug="pierwszy-adres")
    clock.freeze(noon + timedelta(days=2))
    publish(written("Drugi tytuł", slug="drugi-adres"), made.id)
    staff = sign_in_editor(client)

    moved = client.get(f"{NEWS}pierwszy-adres/", status=301)
    page = client.words(f"{NEWS}drugi-adres/")

    assert moved.location == f"{NEWS}drugi-adres/"
    assert "Opublikowano 23 listopada 2026 r. Zmieniono 25 listopada 2026 r." in page
    compared = staff.words(f"{DESK}{made.id}/wersje/1/2/")
    assert "Pierwszy" in compared
    assert "Drugi" in compared
    assert (
        "ma albo miał już inny tekst" in send(client, NEW, written(slug="pierwszy-adres"), "publish", status=422).text
    )


def test_a_withdrawn_article_says_why_and_comes_back_as_it_was(client, new_client):
    make_provision("art-18", "Kto tworzy klub.")
    made = published("Odwołane spotkanie", slug="odwolane", source="Mówi o tym art. 18.")
    sign_in_editor(client)
    reader, address, desk = new_client(), f"{NEWS}odwolane/", f"/panel/aktualnosci/{made.id}/"
    lists = (NEWS, "/prawo/uzs/art-18/", f"{NEWS}atom.xml", "/sitemap.xml", "/")
    for place in lists:
        assert address in reader.get(place).text, place

    client.post(f"{desk}wycofaj/", {"why": ""}, 422)
    client.post(f"{desk}wycofaj/", {"why": "Spotkanie się nie odbędzie."})

    assert "Spotkanie się nie odbędzie." in reader.get(address, status=410).text.replace("\u00a0", " ")
    for place in lists:
        assert address not in reader.get(place).text, place
    assert "jest wycofana" in send(client, f"{DESK}{made.id}/", written(), "publish", status=422).text
    assert "Odwołane spotkanie" in client.words("/panel/?szukaj=odwołane")

    client.post(f"{desk}przywroc")
    for place in lists:
        assert address in reader.get(place).text, place


def test_what_lies_in_the_bin_is_out_of_sight_and_comes_back(client, new_client):
    make_provision("art-18", "Kto tworzy klub.")
    made = published("Zbędna wiadomość", slug="zbedna", source="Mówi o tym art. 18.")
    sign_in_editor(client)

    client.post(f"{DESK}{made.id}/usun")

    reader = new_client()
    reader.get(f"{NEWS}zbedna/", status=404)
    for place in (NEWS, "/prawo/uzs/art-18/", f"{NEWS}atom.xml", "/"):
        assert "Zbędna" not in reader.get(place).text, place
    assert "Zbędna wiadomość" in client.words("/panel/kosz/")


@pytest.mark.parametrize("role", [Role.Expert, Role.Learner])
def test_only_staff_write_news(client, role):
    made = published()
    client.sign_in(make_user(role))
    commit()

    for place in ("/panel/aktualnosci/", f"/panel/aktualnosci/{made.id}/", NEW):
        client.get(place, status=403)

"""Media in texts: what Markdown becomes, what the cleaning lets through, and where media are used."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.media import queries, services
from akademia.media.formats.figure import keys_in
from akademia.media.models import Media
from akademia.texts.services import lexicon, publish, render
from tests.factories import make_user
from tests.media.library import ALT, describe, ready_film, ready_picture


def html(source: str) -> str:
    return str(render(source, lexicon()).html)


def test_a_picture_in_a_paragraph_of_its_own_becomes_a_figure(app):
    key = ready_picture(app, caption="W pracowni", author="Anna Nowak", licence="CC BY 4.0")

    made = html(f"Przed.\n\n![Dwa kolory](media:{key})\n\nPo.")

    srcset = ", ".join(f"/media/{key}/{width}.{{0}} {width}w" for width in (480, 800))
    assert made == (
        "<p>Przed.</p>\n"
        '<figure class="figure figure--picture"><picture>'
        f'<source type="image/avif" srcset="{srcset.format("avif")}" sizes="(max-width: 44rem) 100vw, 42rem">'
        f'<source type="image/webp" srcset="{srcset.format("webp")}" sizes="(max-width: 44rem) 100vw, 42rem">'
        f'<img src="/media/{key}/800.jpg" alt="Dwa kolory" width="800" height="1200" loading="lazy" decoding="async">'
        "</picture><figcaption>W\u00a0pracowni Autor: Anna Nowak, CC BY 4.0</figcaption></figure>\n"
        "<p>Po.</p>\n"
    )


def test_a_picture_without_words_of_the_text_has_its_own_and_a_decorative_one_none(app):
    key = ready_picture(app)
    assert f'alt="{ALT}"' in html(f"![](media:{key})")

    describe(key, "Linia", decorative=True)
    assert 'alt=""' in html(f"![Jakiś opis](media:{key})")


def test_a_picture_inside_a_sentence_stays_inside_it(app):
    made = html(f"Oto ![znak](media:{ready_picture(app)}) naszego klubu.")

    assert made.startswith("<p>Oto <picture>")
    assert "<figure" not in made


def test_a_film_becomes_a_player_with_captions_and_its_text(app):
    key = ready_film()

    made = html(f"[Zobacz dzień w klubie](media:{key})")

    assert f'<video src="/media/{key}/plik" controls preload="metadata"' in made
    assert 'aria-label="Zobacz dzień w klubie"' in made
    assert f'<track kind="captions" src="/media/{key}/napisy.vtt" srclang="pl" label="Polski"' in made
    assert "<summary>Tekst filmu: Dzień w klubie</summary>" in made
    assert "<p>Anna: dzień dobry.</p><p>Pan &lt;b&gt;Jan&lt;/b&gt; macha.</p>" in made
    assert "autoplay" not in made


@pytest.mark.parametrize("line", ["![x](media:niema)", "[x](media:niema)", "Słowo ![x](media:niema) w zdaniu."])
def test_a_medium_that_is_not_in_the_library_is_a_complaint_with_its_line(app, line):
    with pytest.raises(BrokenSource, match=r"wiersz 3: nie ma w bibliotece gotowego materiału „niema”"):
        html(f"Akapit.\n\n{line}")


def test_a_medium_that_is_not_ready_cannot_be_used(app):
    key = ready_film(captions="")

    with pytest.raises(BrokenSource, match="gotowego"):
        html(f"[x](media:{key})")


def test_a_player_inside_a_sentence_is_a_complaint(app):
    key = ready_film()

    for line in (f"Zobacz [film](media:{key}) o klubie.", f"Zobacz ![film](media:{key}) o klubie."):
        with pytest.raises(BrokenSource, match="w osobnym akapicie"):
            html(line)


def test_words_of_a_medium_are_words_and_never_html(app):
    key = ready_picture(app, caption="<script>alert(1)</script>", author='"><img src=x onerror=alert(1)>')

    made = html(f'![" onerror=alert(1) x="](media:{key})')

    assert "<script" not in made
    assert "<img src=x" not in made
    assert made.count("<img") == 1


def test_a_text_that_names_no_medium_asks_the_library_nothing(app, count_queries):
    words = lexicon()

    assert count_queries(lambda: render("Zwykły tekst.", words)) == 0
    assert keys_in("![a](media:abc) [b](<media:def>) ![c](media:abc) media:xyz") == ["abc", "def"]


def save(title: str, source: str, kind: str = "lesson", ref: int = 5) -> None:
    publish(kind, ref, title, source, render(source, lexicon()), None)
    commit()


def uses(key: str):
    media = db.session.scalars(select(Media).where(Media.key == key)).one()
    return [(use.kind_said, use.title, use.outdated) for use in queries.uses_of(media)]


def test_a_saved_text_says_what_it_shows_and_a_later_one_replaces_that(app):
    first, second = ready_picture(app, "Jeden"), ready_picture(app, "Dwa")

    save("Lekcja", f"![a](media:{first})\n\n![b](media:{second})")
    save("O nas", f"![a](media:{first})", kind="page")
    assert uses(first) == [("lekcja", "Lekcja", False), ("strona", "O nas", False)]

    save("Lekcja", f"![b](media:{second})")
    assert uses(first) == [("strona", "O nas", False)]
    assert uses(second) == [("lekcja", "Lekcja", False)]


def test_a_text_that_shows_words_changed_since_is_marked(app, client):
    key = ready_film()
    save("Lekcja", f"[Film](media:{key})")
    person = make_user(Role.Staff)
    describe(key, "Dzień w klubie", transcript="Nowy tekst.", captions="WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nX\n")

    assert uses(key) == [("lekcja", "Lekcja", True)]
    assert "pokazuje dawny opis" in client.sign_in(person).words(f"/panel/media/{key}/")

    save("Lekcja", f"[Film](media:{key})")
    assert uses(key) == [("lekcja", "Lekcja", False)]


def test_a_use_of_a_medium_that_is_gone_meanwhile_is_left_out(app):
    services.use("lesson", 5, "Lekcja", {"niema": 1})

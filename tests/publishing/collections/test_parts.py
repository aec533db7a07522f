"""The part around a citation: the section under its heading, able to stand alone."""

from akademia.texts.formats.parts import LONGEST_PART, Cited, parts_citing
from akademia.texts.services.rendering import lexicon, places, render

TEXT = """Wstęp bez przepisu.

## Premia

Kierownik może dać premię ([art. 15a ust. 1](uzs:art-15a-ust-1)).[^1]

Granice premii:

- najwyżej tyle co świadczenie, mówi o tym art. 15a ust. 2,
- nie ma jej w okresie próbnym.

### Inna sprawa

Tu mowa o art. 14 ust. 4.

[^1]: Ustawa z 13 stycznia 2022 r. „A & B”.
"""


def _cut(source, *wanted):
    made = render(source, lexicon())
    cited = [Cited(number, one.key, one.start) for number, one in enumerate(places(made), start=1)]
    return parts_citing(str(made.html), [one for one in cited if one.ref in wanted])


def test_a_part_is_the_section_of_its_heading_with_its_footnote_and_links_that_lead_away(texts):
    (part,) = _cut(TEXT, "art-15a-ust-1", "art-15a-ust-2")

    assert (part.anchor, part.heading, part.shortened) == ("premia", "Premia", False)
    assert len(part.numbers) == 2
    assert 'href="/prawo/uzs/art-15a-ust-1/"' in part.html
    assert "<small>* Ustawa z" in part.html
    assert "„A &amp; B”" in part.html
    assert "Granice premii" in part.html
    for gone in ("#przepis", ' id="', "law__gist", "Inna sprawa", "Wstęp", "footnote"):
        assert gone not in part.html


def test_of_a_long_section_only_what_cites_is_taken_with_what_leads_to_it(texts):
    filler = "\n\n".join(["Zdanie, które niczego nie powołuje, tylko zajmuje miejsce." * 6] * 9)
    long = f"## Długa\n\nOto lista:\n\n- art. 15 ust. 4,\n- nic.\n\n{filler}\n\nI jeszcze art. 15 ust. 5.\n"

    (part,) = _cut(long, "art-15-ust-4", "art-15-ust-5")

    assert part.shortened
    assert "Oto lista" in part.html
    assert part.html.count("[…]") == 1
    assert len(part.html) < LONGEST_PART / 2


def test_a_citation_that_only_a_list_tells_of_stands_nowhere_in_the_words(texts):
    assert _cut(TEXT, "art-1") == []

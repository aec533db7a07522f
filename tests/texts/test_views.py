"""The static pages and the glossary as readers meet them."""

import re

from akademia.core.db import db
from akademia.core.text import sort_key
from akademia.texts.models import Term

# Warunki techniczne publikacji deklaracji dostępności, wersja 2.0: the mandatory identifiers.
MANDATORY = (
    "a11y-wstep", "a11y-podmiot", "a11y-zakres", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja",
    "a11y-status", "a11y-data-sporzadzenie", "a11y-kontakt", "a11y-email", "a11y-telefon", "a11y-procedura",
    "a11y-architektura", "a11y-komunikacja",
)  # fmt: skip
DATES = ("a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-data-sporzadzenie")


def test_the_accessibility_statement_has_each_mandatory_part_once(client, app, starter):
    page = client.get("/dostepnosc/").text

    assert {name: len(re.findall(rf'\sid="{name}"', page)) for name in MANDATORY} == dict.fromkeys(MANDATORY, 1)
    for name in DATES:
        assert re.search(
            rf'<time (?:id="{name}" datetime="\d{{4}}-\d\d-\d\d"|datetime="\d{{4}}-\d\d-\d\d" id="{name}")', page
        )
    assert re.search(r'<a [^>]*id="a11y-url"|<a [^>]*href="[^"]*"[^>]*id="a11y-url"', page)


def test_the_other_house_pages_answer_and_say_what_the_operator_must_fill_in(client, app, starter):
    pages = {slug: client.words(f"/{slug}/") for slug in ("o-akademii", "kontakt", "prywatnosc", "regulamin")}

    for slug in ("kontakt", "prywatnosc"):
        assert "do uzupełnienia przez operatora" in pages[slug]


def _term(number, name):
    return Term(
        key=f"t{number}",
        name=name,
        name_key=sort_key(name),
        meaning="Znaczenie.",
        more_html="",
        forms=[name],
        digest="d",
    )


def test_the_glossary_is_in_polish_order_and_costs_the_same_for_many_terms(client, app, count_queries):
    db.session.add(_term(0, "żłobek"))
    db.session.commit()
    one = count_queries(lambda: client.get("/slownik/"))
    names = ["zajęcia", "łódź", "lublin", "ćwiczenie", "cel", "ósmy", "opole", *(f"hasło {n:02d}" for n in range(22))]
    db.session.add_all(_term(number, name) for number, name in enumerate(names, start=1))
    db.session.commit()

    many = count_queries(lambda: client.get("/slownik/"))
    page = client.get("/slownik/").text

    assert many == one
    shown = re.findall(r"<dt>([^<]+?)\s*</dt>", page)
    assert [name for name in shown if not name.startswith("hasło")] == [
        "cel", "ćwiczenie", "lublin", "łódź", "opole", "ósmy", "zajęcia", "żłobek",
    ]  # fmt: skip
    assert re.findall(r'<h2 id="litera-\w">(\w)</h2>', page) == ["C", "Ć", "H", "L", "Ł", "O", "Ó", "Z", "Ż"]

"""Text pasted from old PDF files: mended, and nothing of it lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akademia.accounts.roles import Role
from akademia.core.db import commit
from akademia.publishing.library.rules.repair import joined, repaired
from tests.factories import make_user

OLD = """ZAJĘCIA W KLUBIE INTEGRACJI
SPOŁECZNEJ

W tym rozdziale opisujemy, jak przygoto-
wać pracownię i co mówi o niej regu-
lamin. Zajęcia prowadzi instruktor zawo-
du, a uczestnicy uczą się społeczno-
-zawodowych zasad wspólnej pra-

cy. Klub z Bielska-
Białej robi to od lat.
Krótki koniec.
- pierwsza rzecz do zrobienia na począ-
tek roku,
- druga rzecz.
KIS
"""


def kept(text):
    return [sign for sign in text.casefold() if sign.isalnum()]


def test_words_paragraphs_and_headings_are_mended():
    found = repaired(OLD)

    assert found.text == (
        "## Zajęcia w klubie integracji społecznej\n\n"
        "W tym rozdziale opisujemy, jak przygotować pracownię i co mówi o niej regulamin. Zajęcia prowadzi instruktor "
        "zawodu, a uczestnicy uczą się społeczno-zawodowych zasad wspólnej pracy. Klub z Bielska-Białej robi to od lat."
        "\n\nKrótki koniec.\n\n- pierwsza rzecz do zrobienia na początek roku,\n\n- druga rzecz.\n\nKIS"
    )
    assert [change.after for change in found.headings] == ["Zajęcia w klubie integracji społecznej"]
    assert kept(found.text) == kept(OLD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("re-\nintegracyjnych", "reintegracyjnych"),
        ("społeczno-\nzawodowej", "społeczno-zawodowej"),
        ("monitorująco-ba-\ndawczy", "monitorująco-badawczy"),
        ("zatrud\u00adnienie", "zatrudnienie"),
        ("2016-\n2018", "2016- 2018"),
        ("ROZDZIAŁ II. CIS I KIS W JANOWIE LUBELSKIM", "## Rozdział II. CIS i KIS w Janowie lubelskim"),
        (
            "Temat „współpraca organizacji\n- od teorii do pracy”.",
            "Temat „współpraca organizacji - od teorii do pracy”.",
        ),
        ("Temat „współpraca”, a w nim:\n- teoria", "Temat „współpraca”, a w nim:\n\n- teoria"),
        ("ZATRUD-\nNIENIE SOCJALNE", "## Zatrudnienie socjalne"),
    ],
)
def test_a_defect_is_mended_as_the_dictionary_says(before, after):
    assert repaired(before).text == after


@given(st.text(alphabet=st.sampled_from("aąbcżŁKISR12 -–—\n\r\t\u00ad\u2010.,#•Iİßﬁ"), max_size=300))
def test_nothing_is_lost_or_added(text):
    assert kept(repaired(text).text) == kept(text)
    assert kept(joined(text)) == kept(text)


def test_staff_see_the_old_text_beside_the_new_one(app, client):
    staff = make_user(Role.Staff)
    commit()
    client.sign_in(staff)

    page = client.post("/panel/biblioteka/naprawa/", {"text": OLD}, 200).text

    assert "Tak było." in page
    assert "społeczno-zawodowych zasad wspólnej pracy" in page
    assert "4\u00a0złączone wyrazy" in page or "złączonych wyrazów" in page
    assert "Wklej tekst" in client.post("/panel/biblioteka/naprawa/", {"text": " "}, 422).text

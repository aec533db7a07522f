"""How acts on studies are told."""

from akademia.core.area import TrailCard

RESULT_ACTS = {
    "results.asked": "policzenie wyników badania",
    "results.published": "publikacja wyników badania",
    "results.withdrawn": "wycofanie wyników badania",
    "results.answers_taken": "pobranie pojedynczych odpowiedzi badania",
    "results.codes_saved": "zmiana kodów odpowiedzi otwartych",
    "results.answers_coded": "nadanie kodów odpowiedziom otwartym",
    "results.report_handed": "przekazanie raportu z badania do biblioteki",
}
CARD = TrailCard(acts=RESULT_ACTS)

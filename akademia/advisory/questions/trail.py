"""How acts on cases are told."""

from collections.abc import Collection, Mapping

from akademia.advisory.questions.queries.cases import numbers_of
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers


def _cases(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(ref): Found(f"sprawa {number}", "advisory.show_area", {})
            for ref, number in numbers_of(row_numbers(refs)).items()}  # fmt: skip


CARD = TrailCard(
    acts={
        "case.asked": "nowe pytanie do praktyków",
        "case.moved": "zmiana stanu sprawy",
        "case.erased": "usunięcie treści sprawy przez pytającego",
        "consent.given": "zgoda pytającego na publikację odpowiedzi",
        "consent.refused": "odmowa zgody na publikację odpowiedzi",
        "consent.withdrawn": "cofnięcie zgody na publikację odpowiedzi",
    },
    things={"case": Thing("sprawa", _cases)},
)

"""How acts on the register are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.law.queries.desk import amendments_by_id, provisions_by_id


def _amendments(refs: Collection[str]) -> Mapping[str, Found]:
    return {
        str(number): Found(title, "law_desk.edit_amendment", {"act_key": act, "key": key})
        for number, title, act, key in amendments_by_id(row_numbers(refs))
    }


def _provisions(refs: Collection[str]) -> Mapping[str, Found]:
    return {
        str(number): Found(f"{label} ({act})", "law_desk.edit_provision", {"act_key": act, "key": key})
        for number, label, act, key in provisions_by_id(row_numbers(refs))
    }


def _acts(refs: Collection[str]) -> Mapping[str, Found]:
    return {ref: Found(ref, "law_desk.show_act", {"act_key": ref}) for ref in refs}


CARD = TrailCard(
    acts={
        "amendment.entered": "wpisanie nowelizacji",
        "amendment.changed": "poprawienie nowelizacji",
        "amendment.withdrawn": "wycofanie nowelizacji",
        "provision.added": "dodanie przepisu",
        "provision.changed": "poprawienie przepisu",
        "act.added": "dodanie aktu",
        "act.changed": "poprawienie aktu",
        "review.signed": "potwierdzenie, że tekst jest nadal aktualny",
        "review.taken": "przejęcie przeglądu tekstu",
        "law.text_attached": "przypięcie tekstu urzędowego",
    },
    things={
        "amendment": Thing("nowelizacja", _amendments),
        "provision": Thing("przepis", _provisions),
        "act": Thing("akt", _acts),
    },
)

"""The place of the register at the staff desk."""

from akademia.core.area import DeskCard, Found
from akademia.core.doors import Permission
from akademia.law.queries.desk import provisions_with


def _found(words: str) -> list[Found]:
    return [
        Found(label, "law_desk.edit_provision", {"act_key": act, "key": key}, (gist,))
        for label, act, key, gist in provisions_with(words)
    ]


CARDS = (
    DeskCard(
        "Rejestr ustawy", "law_desk.show_acts", Permission.LawEdit,
        new=("Nowa nowelizacja", "law_desk.new_amendment_of_the_act"), find=_found,
    ),
)  # fmt: skip

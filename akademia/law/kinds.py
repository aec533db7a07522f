"""The public things of the register, as others may list them."""

from akademia.core.area import Kind
from akademia.law import queries

KINDS = (
    Kind("act", "Akty prawne", "law.show_act", queries.every_act),
    Kind(
        "provision", "Przepisy", "law.show_provision", queries.every_provision, one="Opis przepisu",
        desk=queries.summary_desk,
    ),
    Kind("amendment", "Nowelizacje", "law.show_amendment", queries.every_amendment),
)  # fmt: skip

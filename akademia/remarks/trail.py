"""How acts on readers' remarks are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard


def _remarks(refs: Collection[str]) -> Mapping[str, Found]:
    return {ref: Found(f"zgłoszenie nr {ref}", "remarks.show_remark", {"remark_id": int(ref)}) for ref in refs}


CARD = TrailCard(
    acts={"remark.settled": "załatwienie zgłoszonego błędu"},
    things={"remark": Thing("zgłoszony błąd", _remarks)},
)

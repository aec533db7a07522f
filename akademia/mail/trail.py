"""How acts on letters are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard


def _letters(refs: Collection[str]) -> Mapping[str, Found]:
    told = {ref: f"list nr {ref}" if ref != "-" else "listy" for ref in refs}
    return {ref: Found(title, "mail.show_letters", {"stan": "wszystkie"}) for ref, title in told.items()}


CARD = TrailCard(
    acts={"letter.send_again": "ponowne wysłanie listu", "letter.hurry": "próba doręczenia czekających listów"},
    things={"letter": Thing("list", _letters)},
)

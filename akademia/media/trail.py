"""How acts on the library's media are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "media.add": "wgranie materiału",
        "media.describe": "opis materiału",
        "media.replace": "wymiana pliku materiału",
        "media.remove": "usunięcie materiału",
    },
    things={"media": Thing("materiał")},
)

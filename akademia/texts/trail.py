"""How acts on texts are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "draft.discarded": "porzucenie szkicu",
        "text.published": "publikacja tekstu",
        "text.rolled_back": "powrót do wcześniejszej wersji",
        "text.planned": "zaplanowanie publikacji",
        "text.plan_withdrawn": "odwołanie zaplanowanej publikacji",
        "text.plan_failed": "nieudana zaplanowana publikacja",
        "bin.moved": "przeniesienie do kosza",
        "bin.restored": "przywrócenie z kosza",
        "bin.emptied": "usunięcie z kosza na dobre",
    },
    things={"page": Thing("strona"), "term": Thing("hasło słownika")},
)

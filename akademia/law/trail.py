"""How acts on the register are told."""

from akademia.core.area import TrailCard

CARD = TrailCard(
    acts={
        "review.signed": "potwierdzenie, że tekst jest nadal aktualny",
        "review.taken": "przejęcie przeglądu tekstu",
    }
)

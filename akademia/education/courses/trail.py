"""How acts on a course's building are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "course.state_changed": "otwarcie albo zamknięcie kursu",
        "lesson.moved": "zmiana miejsca lekcji",
        "module.moved": "zmiana miejsca modułu",
        "module.removed": "usunięcie modułu",
    },
    things={"lesson": Thing("lekcja"), "module": Thing("moduł"), "twin": Thing("tekst łatwy do czytania")},
)

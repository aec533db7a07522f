"""How acts on a course's building are told."""

from akademia.core.area import Thing, TrailCard
from akademia.education.courses.rules import DOWN, UP

CARD = TrailCard(
    acts={
        "course.state_changed": "otwarcie albo zamknięcie kursu",
        "course.state_planned": "zaplanowanie otwarcia albo zamknięcia kursu",
        "course.plan_withdrawn": "odwołanie planu kursu",
        "course.plan_failed": "nieudany plan kursu",
        "lesson.moved": "zmiana miejsca lekcji",
        "module.moved": "zmiana miejsca modułu",
    },
    codes={"draft": "szkic", "published": "opublikowany", "archived": "zamknięty", UP: "wyżej", DOWN: "niżej"},
    things={"lesson": Thing("lekcja"), "module": Thing("moduł"), "twin": Thing("tekst łatwy do czytania")},
)

"""How acts on questions, tests and attempts are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "attempt.submit": "oddanie testu",
        "question.add": "nowe pytanie",
        "question.edit": "zmiana pytania",
        "question.retire": "wycofanie pytania",
        "question.restore": "przywrócenie pytania",
        "quiz.add": "nowy test",
        "quiz.edit": "zmiana ustawień testu",
        "quiz.move": "zmiana kolejności testów",
        "quiz.remove": "usunięcie testu",
    },
    things={"attempt": Thing("podejście"), "question": Thing("pytanie"), "quiz": Thing("test")},
)

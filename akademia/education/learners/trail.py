"""How acts on the learners of a course are told."""

from akademia.core.area import TrailCard

CARD = TrailCard(
    acts={
        "answers.read": "wgląd w odpowiedzi uczestnika",
        "learner.extra_attempt": "dodatkowe podejście do testu",
        "learner.extra_time": "dodatkowy czas na testy",
        "learners.enrol_list": "zapis na kurs z listy",
        "learners.export": "pobranie tabeli uczestników",
    },
)

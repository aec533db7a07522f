"""How acts on consultations are told."""

from akademia.advisory.consultations.queries import desk
from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "consultation.booked": "umówienie konsultacji",
        "consultation.moved": "przeniesienie konsultacji",
        "consultation.cancelled": "odwołanie konsultacji przez rozmówcę",
        "consultation.called_off": "odwołanie konsultacji przez eksperta",
        "consultation.waits": "zapis do kolejki na konsultację",
        "consultation.offered": "miejsce dla osoby z kolejki",
        "consultation.lapsed": "koniec czekania w kolejce",
        "consultation.noted": "notatka z konsultacji",
        "consultation.continued": "założenie sprawy po konsultacji",
        "consultation.erased": "usunięcie danych z konsultacji",
        "consultation.ways": "zmiana ustawień konsultacji",
        "consultation.hours": "zmiana godzin konsultacji",
        "consultation.exception": "zmiana dni konsultacji",
        "consultation.feed": "nowy adres kalendarza konsultacji",
    },
    things={"consultation": Thing("konsultacja", desk.things), "consultation_keeper": Thing("godziny konsultacji")},
)

"""How acts on the newsletter are told. What subscribers do is not in the trail."""

from akademia.core.area import Thing, TrailCard
from akademia.promotion.newsletter.queries.desk import things

CARD = TrailCard(
    acts={
        "newsletter.begun": "rozpoczęcie numeru newslettera",
        "newsletter.removed": "usunięcie szkicu newslettera",
        "newsletter.planned": "zaplanowanie newslettera",
        "newsletter.unplanned": "cofnięcie newslettera do szkicu",
        "newsletter.sent_out": "wysłanie newslettera",
        "newsletter.paused": "wstrzymanie wysyłki newslettera",
        "newsletter.resumed": "wznowienie wysyłki newslettera",
        "newsletter.unsure_again": "ponowna wysyłka listów bez odpowiedzi serwera",
        "newsletter.ended": "koniec wysyłki newslettera",
        "newsletter.key_made": "utworzenie klucza DKIM",
    },
    things={"newsletter": Thing("numer newslettera", things)},
)

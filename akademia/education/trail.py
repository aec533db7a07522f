"""How acts on whole courses are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(acts={"course.import": "wgranie kursu z plików"}, things={"course": Thing("kurs")})

"""How acts on collections are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "collection.begun": "założono zbiór interpretacji",
        "collection.described": "zmieniono opis zbioru interpretacji",
        "collection.chosen": "wybrano fragmenty zbioru interpretacji",
        "collection.issued": "wydano numer zbioru interpretacji",
        "collection.reissued": "wydano numer bez wycofanego źródła",
        "collection.cut": "wycofano numer, bo wycofano jego źródło",
    },
    things={"collection": Thing("zbiór interpretacji")},
)

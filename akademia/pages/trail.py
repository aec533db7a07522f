"""How acts on settings are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard


def _settings(refs: Collection[str]) -> Mapping[str, Found]:
    return {ref: Found("ustawienia", "pages.show_settings", {}) for ref in refs}


CARD = TrailCard(
    acts={
        "settings.changed": "zmiana ustawień",
        "settings.logo_changed": "zmiana logo",
        "settings.logo_removed": "usunięcie logo",
    },
    things={"settings": Thing("ustawienia", _settings)},
)

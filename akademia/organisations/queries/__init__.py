"""Reading organisations, territories and projects."""

from akademia.organisations.queries.territories import (
    MOST_COMMUNES,
    Commune,
    commune,
    communes_meant,
    communes_of,
    find_communes,
    organisation_by_nip,
    parts_of,
    territory,
    voivodeships,
)

__all__ = [
    "MOST_COMMUNES", "Commune", "commune", "communes_meant", "communes_of", "find_communes", "organisation_by_nip",
    "parts_of", "territory", "voivodeships",
]  # fmt: skip

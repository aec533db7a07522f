"""How acts on certificates are told."""

from collections.abc import Collection, Mapping

from akademia.certificates.queries import by_ids
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers


def _certificates(refs: Collection[str]) -> Mapping[str, Found]:
    return {
        str(row.id): Found(f"zaświadczenie {row.number}", "certificates.show_certificate", {"code": row.code})
        for row in by_ids(row_numbers(refs))
    }


CARD = TrailCard(
    acts={
        "certificate.issue": "wydanie zaświadczenia",
        "certificate.revoke": "cofnięcie zaświadczenia",
        "certificate.resend": "ponowne wysłanie zaświadczenia",
    },
    things={"certificate": Thing("zaświadczenie", _certificates)},
)

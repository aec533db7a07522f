"""How acts on certificates are told."""

from collections.abc import Collection, Mapping

from akademia.certificates.queries import by_ids
from akademia.core.area import Found, Thing, TrailCard


def _certificates(refs: Collection[str]) -> Mapping[str, Found]:
    numbers = [int(ref) for ref in refs if ref.isascii() and ref.isdigit()]
    return {
        str(row.id): Found(f"zaświadczenie {row.number}", "certificates.show_certificate", {"code": row.code})
        for row in by_ids(numbers)
    }


CARD = TrailCard(
    acts={
        "certificate.issue": "wydanie zaświadczenia",
        "certificate.revoke": "cofnięcie zaświadczenia",
        "certificate.resend": "ponowne wysłanie zaświadczenia",
    },
    things={"certificate": Thing("zaświadczenie", _certificates)},
)

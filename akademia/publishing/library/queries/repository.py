"""Who answers harvesters."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from akademia.core import settings
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.publishing.library.formats.oai import Repository


def repository() -> Repository:
    """Return who answers: the operator's mail address, or the one that letters come from while there is none."""
    here = settings.here()
    return Repository(
        name=OPERATOR.academy,
        site=here.issuer_base,
        base_url=full_url_for("harvest.answer_harvester"),
        domain=urlsplit(here.issuer_base).hostname or "",
        email=OPERATOR.email or parseaddr(here.mail_from)[1],
    )

"""The register, the citations read in texts, and who cites what."""

from akademia.law.queries.citing import act_numbers, citable, orphans, provision_numbers
from akademia.law.queries.reading import citations, context, law
from akademia.law.queries.register import Gist, act, gists, numbers, some_gists

__all__ = [
    "Gist",
    "act",
    "act_numbers",
    "citable",
    "citations",
    "context",
    "gists",
    "law",
    "numbers",
    "orphans",
    "provision_numbers",
    "some_gists",
]

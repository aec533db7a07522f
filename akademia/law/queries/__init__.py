"""The register, the citations read in texts, and who cites what."""

from akademia.law.queries.citing import act_numbers, acts_by_name, citable, orphans, provision_numbers, provisions_like
from akademia.law.queries.reading import citations, context, law
from akademia.law.queries.register import Gist, act, gists, numbers, some_gists

__all__ = [
    "Gist",
    "act",
    "act_numbers",
    "acts_by_name",
    "citable",
    "citations",
    "context",
    "gists",
    "law",
    "numbers",
    "orphans",
    "provision_numbers",
    "provisions_like",
    "some_gists",
]

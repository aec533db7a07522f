"""The register, the citations read in texts, and who cites what."""

from akademia.law.queries.acts import acts, every_act, every_amendment, every_provision, senders
from akademia.law.queries.amendments import amendment_page, timeline
from akademia.law.queries.checking import problems
from akademia.law.queries.citing import orphans
from akademia.law.queries.places import citing_of_kind
from akademia.law.queries.provisions import later_count, provision_page
from akademia.law.queries.reading import citations, context, law
from akademia.law.queries.register import Gist, act, article_before, by_hand, gists, numbers, some_gists, takes_force
from akademia.law.queries.shape import shape_of

__all__ = [
    "Gist",
    "act",
    "acts",
    "amendment_page",
    "article_before",
    "by_hand",
    "citations",
    "citing_of_kind",
    "context",
    "every_act",
    "every_amendment",
    "every_provision",
    "gists",
    "later_count",
    "law",
    "numbers",
    "orphans",
    "problems",
    "provision_page",
    "senders",
    "shape_of",
    "some_gists",
    "takes_force",
    "timeline",
]

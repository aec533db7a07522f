"""The register, the citations read in texts, and who cites what."""

from akademia.law.queries.acts import acts, every_act, every_amendment, every_provision, senders
from akademia.law.queries.amendments import amendment_page, timeline
from akademia.law.queries.checking import problems
from akademia.law.queries.citing import act_numbers, acts_by_name, citable, orphans, provision_numbers, provisions_like
from akademia.law.queries.places import citing_act, citing_of_kind
from akademia.law.queries.provisions import later_count, provision_page
from akademia.law.queries.reading import citations, context, law
from akademia.law.queries.register import Gist, act, article_before, by_hand, gists, numbers, some_gists, takes_force
from akademia.law.queries.reviewing import (
    STATES,
    WHOSE,
    Notice,
    amendments_reviewed,
    notices,
    reviews,
    summary_desk,
    waiting_reviews,
    waiting_summary,
)
from akademia.law.queries.shape import shape_of
from akademia.law.queries.since import changed_since

__all__ = [
    "STATES",
    "WHOSE",
    "Gist",
    "Notice",
    "act",
    "act_numbers",
    "acts",
    "acts_by_name",
    "amendment_page",
    "amendments_reviewed",
    "article_before",
    "by_hand",
    "changed_since",
    "citable",
    "citations",
    "citing_act",
    "citing_of_kind",
    "context",
    "every_act",
    "every_amendment",
    "every_provision",
    "gists",
    "later_count",
    "law",
    "notices",
    "numbers",
    "orphans",
    "problems",
    "provision_numbers",
    "provision_page",
    "provisions_like",
    "reviews",
    "senders",
    "shape_of",
    "some_gists",
    "summary_desk",
    "takes_force",
    "timeline",
    "waiting_reviews",
    "waiting_summary",
]

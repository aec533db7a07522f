"""The register, the citations read in texts, and who cites what."""

from akademia.law.queries.citing import orphans
from akademia.law.queries.reading import citations, context, law
from akademia.law.queries.register import Gist, act, gists, numbers, some_gists

__all__ = ["Gist", "act", "citations", "context", "gists", "law", "numbers", "orphans", "some_gists"]

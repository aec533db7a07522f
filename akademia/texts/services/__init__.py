"""Acts on texts: rendering, versions, addresses; drafts, publishing, the bin; keeping pages and terms."""

from akademia.texts.services.rendering import (
    RESERVED,
    Lexicon,
    Rendering,
    SlugTaken,
    cited_in,
    keep_slug,
    lexicon,
    publish,
    render,
    render_with_named,
)

__all__ = [
    "RESERVED",
    "Lexicon",
    "Rendering",
    "SlugTaken",
    "cited_in",
    "keep_slug",
    "lexicon",
    "publish",
    "render",
    "render_with_named",
]

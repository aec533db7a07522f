"""The files of the news that a new academy opens with."""

from dataclasses import dataclass
from pathlib import Path

from akademia.texts.formats.source import Keys, read_source


@dataclass(frozen=True)
class NewsSource:
    """An article of a file. `values`: what its form would hold; `digest` changes whenever the file does."""

    path: Path
    slug: str
    title: str
    values: dict[str, str]
    digest: str


def read_news(path: Path) -> NewsSource:
    """Read an article: a Markdown file with a head.

    :raises BrokenSource: what is wrong, key by key.
    """
    source = read_source(path)
    keys = Keys(path, source.meta, [])
    keys.only("slug", "title", "lead", "areas", "legal_state_on")
    slug, title = keys.text("slug", at_most=80), keys.text("title", at_most=200)
    values = {
        "slug": slug, "title": title, "lead": keys.text("lead", at_most=400), "areas": "\n".join(keys.texts("areas")),
        "legal_state_on": str(source.meta.get("legal_state_on") or ""), "source": source.body,
    }  # fmt: skip
    keys.finish()
    return NewsSource(path, slug, title, values, source.digest)

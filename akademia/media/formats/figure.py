"""The HTML that shows a medium in a text. Addresses in it stay good when the file behind them is replaced."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from akademia.core.text import tidy

SCHEME = "media:"
# How wide a picture stands in a text: the whole window on a phone, the measure of a text on a desk.
SIZES = "(max-width: 44rem) 100vw, 42rem"
_KEYS = re.compile(r"\]\(\s*<?media:([a-z0-9]+)")


@dataclass(frozen=True)
class Size:
    """A picture in one width."""

    kind: str
    mime: str
    suffix: str
    width: int
    height: int


@dataclass(frozen=True)
class Shown:
    """A medium as texts show it.

    :param sizes: of a picture, the narrowest first.
    """

    key: str
    family: str
    version: int
    title: str
    alt: str
    decorative: bool
    caption: str
    author: str
    licence: str
    transcript: str
    has_captions: bool
    sizes: tuple[Size, ...] = ()

    @property
    def base(self) -> str:
        return f"/media/{self.key}/"


def keys_in(source: str) -> list[str]:
    """Return the keys of media that a Markdown text names, each once."""
    return list(dict.fromkeys(_KEYS.findall(source)))


def figure(shown: Shown, words: str) -> Markup:
    """Return a medium as a block of its own.

    :param words: what the text says of it: a picture's description where its own is not meant, a player's name.
    """
    if shown.family == "picture":
        body = picture(shown, words)
    else:
        body = _player(shown, words or shown.title) + _transcript(shown)
    return Markup('<figure class="figure figure--{}">{}{}</figure>').format(shown.family, body, _caption(shown))


def picture(shown: Shown, words: str) -> Markup:
    """Return a picture alone, as it may stand inside a sentence."""
    by_kind: dict[str, list[Size]] = {}
    for size in shown.sizes:
        by_kind.setdefault(size.kind, []).append(size)
    sources = Markup("").join(
        Markup('<source type="{}" srcset="{}" sizes="{}">').format(
            sizes[0].mime, ", ".join(f"{shown.base}{s.width}.{s.suffix} {s.width}w" for s in sizes), SIZES
        )
        for kind in ("avif", "webp")
        if (sizes := by_kind.get(kind))
    )
    plain = by_kind.get("jpeg") or by_kind.get("png") or []
    middle = next((size for size in plain if size.width >= 960), plain[-1])
    alt = "" if shown.decorative else words or shown.alt
    return Markup(
        '<picture>{}<img src="{}{}.{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async"></picture>'
    ).format(sources, shown.base, middle.width, middle.suffix, alt, middle.width, middle.height)


def _player(shown: Shown, words: str) -> Markup:
    track = Markup("")
    if shown.has_captions:
        track = Markup('<track kind="captions" src="{}napisy.vtt" srclang="pl" label="Polski" default>').format(
            shown.base
        )
    extra = Markup(" playsinline") if shown.family == "video" else Markup("")
    return Markup('<{0} src="{1}plik" controls preload="metadata" aria-label="{2}"{3}>{4}</{0}>').format(
        shown.family, shown.base, words, extra, track
    )


def _transcript(shown: Shown) -> Markup:
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", shown.transcript) if part.strip()]
    body = Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(tidy(line)) for line in part.splitlines()))
        for part in paragraphs
    )
    kind = "filmu" if shown.family == "video" else "nagrania"
    return Markup('<details class="more"><summary>Tekst {}: {}</summary><div>{}</div></details>').format(
        kind, shown.title, body
    )


def _caption(shown: Shown) -> Markup:
    source = ", ".join(part for part in (shown.author, shown.licence) if part)
    said = [tidy(shown.caption)] if shown.caption else []
    said += [f"Autor: {source}" if shown.author else source] if source else []
    return Markup("<figcaption>{}</figcaption>").format(" ".join(said)) if said else Markup("")

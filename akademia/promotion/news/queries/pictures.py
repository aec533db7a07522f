"""Pictures beside an article, as HTML made of the media library of now."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.text import tidy
from akademia.media.formats.figure import Shown, picture
from akademia.media.models import Media
from akademia.media.queries import shown
from akademia.promotion.news.models import Picture
from akademia.promotion.news.queries.shapes import Shot
from akademia.promotion.news.rules import PictureLine


def pictures_of(ref: int) -> tuple[PictureLine | None, list[PictureLine]]:
    """Return the cover and the gallery of an article."""
    found = db.session.execute(
        select(Picture.position, Media.key, Picture.alt)
        .join(Media, Media.id == Picture.media_id)
        .where(Picture.article_id == ref).order_by(Picture.position)
    )  # fmt: skip
    lines = [(position, PictureLine(key, alt)) for position, key, alt in found]
    cover = next((line for position, line in lines if position == 0), None)
    return cover, [line for position, line in lines if position]


def ready_pictures(keys: Collection[str]) -> dict[str, Shown]:
    """Return those of some media that are pictures readers may see, with words: not mere ornaments."""
    found = shown(list(keys))
    return {key: one for key, one in found.items() if one.family == "picture" and not one.decorative}


def shots(lines: Sequence[PictureLine], known: dict[str, Shown]) -> tuple[Shot, ...]:
    """Return pictures as HTML; one that the library does not show now is left out."""
    return tuple(Shot(picture(known[one.key], one.alt), _credit(known[one.key])) for one in lines if one.key in known)


def _credit(one: Shown) -> str:
    return tidy(", ".join(part for part in (one.caption, one.author, one.licence) if part))


def widest(one: Shown | None) -> str:
    """Return the path of a picture's widest size that every program opens; empty for none."""
    plain = [size for size in one.sizes if size.kind in ("jpeg", "png")] if one else []
    return f"{one.base}{plain[-1].width}.{plain[-1].suffix}" if one and plain else ""

"""One article as its readers see it, in a constant number of questions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlalchemy import or_, select

from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.queries import notices
from akademia.law.queries.cited import provisions_of_text
from akademia.promotion.news.models import AreaTag, Article, Region
from akademia.promotion.news.queries.abouts import About, abouts_of, area_abouts, regions
from akademia.promotion.news.queries.lists import news_columns, news_rows
from akademia.promotion.news.queries.pictures import pictures_of, ready_pictures, shots, widest
from akademia.promotion.news.queries.rows import NEWS_KIND
from akademia.promotion.news.queries.shapes import ArticlePage, NewsRow, Tombstone
from akademia.promotion.news.queries.values import people_of
from akademia.promotion.news.rules import BadLine, PictureLine, read_people, read_pictures
from akademia.storage.models import StoredFile
from akademia.texts.formats.fields import lines_of
from akademia.texts.queries import moved_to

MOST_RELATED = 3
OWN_FACTS = ("id", "slug", "title", "lead", "published_at", "changed_at", "version", "legal_state_on", "share_key")


def article_page(slug: str) -> ArticlePage | Tombstone:
    """Return an article as its page shows it; of a withdrawn one, what its address tells.

    :raises Missing: no article has this address now.
    """
    return same_for_all(("news article", slug), lambda: _article_page(slug))


def _article_page(slug: str) -> ArticlePage | Tombstone:
    article = db.session.scalar(select(Article).where(Article.slug == slug))
    if article is None:
        raise Missing
    if article.withdrawn_at is not None:
        return Tombstone(article.title, article.withdrawn_why, article.withdrawn_at.astimezone(WARSAW).date())
    ref = article.id
    of_regions, of_areas = abouts_of([ref])
    return ArticlePage(
        **{name: getattr(article, name) for name in OWN_FACTS},
        html=Markup(article.html),  # noqa: S704 - cleaned when it was saved
        regions=of_regions.get(ref, ()), areas=of_areas.get(ref, ()),
        people=tuple(one.name for one in people_of(ref)), **_pictures(*pictures_of(ref)),
        notices=notices(NEWS_KIND, [ref]).get(ref, ()), cited=provisions_of_text(NEWS_KIND, ref),
        related=_related(ref),
    )  # fmt: skip


def _pictures(cover: PictureLine | None, gallery: Sequence[PictureLine]) -> dict[str, Any]:
    """Return what a page shows of an article's pictures, as the fields of `ArticlePage`."""
    first = [cover] if cover else []
    known = ready_pictures([one.key for one in (*first, *gallery)])
    cover_shots = shots(first, known)
    return {
        "cover": cover_shots[0].html if cover_shots else Markup(""),
        "cover_credit": cover_shots[0].credit if cover_shots else "",
        "picture": widest(known.get(cover.key)) if cover else "",
        "gallery": shots(gallery, known),
    }


def _related(ref: int) -> list[NewsRow]:
    """Return the newest others of the same regions or areas."""
    same = or_(
        Article.id.in_(
            select(Region.article_id).where(Region.code.in_(select(Region.code).where(Region.article_id == ref)))
        ),
        Article.id.in_(
            select(AreaTag.article_id).where(AreaTag.area.in_(select(AreaTag.area).where(AreaTag.article_id == ref)))
        ),
    )
    query = news_columns().where(Article.id != ref, same).limit(MOST_RELATED)
    return news_rows(db.session.execute(query).all())


def moved_article(slug: str) -> str:
    """Return the present address of an article that once had this one.

    :raises Missing: there is none.
    """
    ref = moved_to(NEWS_KIND, slug)
    present = db.session.scalar(select(Article.slug).where(Article.id == ref)) if ref else None
    if present is None or present == slug:
        raise Missing
    return present


def share_picture(key: str) -> tuple[StoredFile, str]:
    """Return (file, slug) of the picture that other sites show beside a link to an article that readers see.

    :raises Missing: no public article has it now.
    """
    found = db.session.execute(
        select(StoredFile, Article.slug).join(Article, Article.share_file_id == StoredFile.id)
        .where(Article.share_key == key, Article.withdrawn_at.is_(None), Article.removed.is_(False))
    ).first()  # fmt: skip
    if found is None:
        raise Missing
    return found[0], found[1]


def preview_page(ref: int | None, values: Mapping[str, str], html: str) -> ArticlePage:
    """Return the page of what stands in a form, whatever is wrong with it; what cannot be read is left out."""
    article, now = db.session.get(Article, ref or 0), clock.now()
    cover = _read(read_pictures, values["cover"])
    return ArticlePage(
        id=ref or 0, slug=values["slug"].strip(), title=values["title"].strip() or "Bez tytułu",
        lead=values["lead"].strip(), html=Markup(html),  # noqa: S704 - cleaned by its renderer
        published_at=article.published_at if article else now, changed_at=now,
        version=article.version + 1 if article else 1, legal_state_on=_day(values["legal_state_on"]),
        regions=_chosen(regions(), values["regions"]), areas=_chosen(area_abouts(), values["areas"]),
        people=tuple(f"{given} {family}" for given, family in _read(read_people, values["people"])),
        **_pictures(cover[0] if cover else None, _read(read_pictures, values["gallery"])),
    )  # fmt: skip


def _read(read: Any, typed: str) -> list[Any]:
    try:
        return list(read(typed))
    except BadLine:
        return []


def _chosen(known: Sequence[About], typed: str) -> tuple[About, ...]:
    wanted = lines_of(typed)
    return tuple(one for one in known if one.key in wanted)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

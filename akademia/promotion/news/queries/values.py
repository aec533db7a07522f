"""An article as its form shows it."""

from sqlalchemy import select

from akademia.core.db import db
from akademia.people.models import Person
from akademia.people.rules import write_name
from akademia.promotion.news.models import Named
from akademia.promotion.news.queries.abouts import abouts_of
from akademia.promotion.news.queries.pictures import pictures_of
from akademia.promotion.news.queries.rows import NEWS_KIND, article_row
from akademia.promotion.news.rules import write_picture
from akademia.texts.queries import revision

NO_VALUES = dict.fromkeys(
    ("title", "slug", "lead", "cover", "gallery", "regions", "areas", "people", "legal_state_on", "default_act",
     "provisions", "source"), "",
)  # fmt: skip


def values_of_article(ref: int) -> dict[str, str]:
    """Return what an article's form shows: field -> words.

    :raises Missing: there is none, or it lies in the bin.
    """
    article = article_row(ref)
    last = revision(NEWS_KIND, ref, article.version)
    cover, gallery = pictures_of(ref)
    regions, areas = abouts_of([ref])
    return {
        **{name: str(getattr(article, name)) for name in ("title", "slug", "lead", "default_act")},
        "cover": write_picture(cover.key, cover.alt) if cover else "",
        "gallery": "\n".join(write_picture(one.key, one.alt) for one in gallery),
        "regions": "\n".join(one.key for one in regions.get(ref, ())),
        "areas": "\n".join(one.key for one in areas.get(ref, ())),
        "people": "\n".join(write_name(one.given_names, one.family_name) for one in people_of(ref)),
        "legal_state_on": article.legal_state_on.isoformat() if article.legal_state_on else "",
        "provisions": str(last.fields.get("provisions", "")),
        "source": last.source,
    }


def people_of(ref: int) -> list[Person]:
    """Return the people whom an article is about, in its order."""
    found = select(Person).join(Named, Named.person_id == Person.id).where(Named.article_id == ref)
    return list(db.session.scalars(found.order_by(Named.position)))

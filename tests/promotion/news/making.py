"""What tests of the news share: voivodeships, pictures of the media library, articles led to their readers."""

from itertools import count
from typing import Any

from akademia.core.db import commit, db
from akademia.core.text import fold, sort_key
from akademia.media.models import Media, MediaVariant
from akademia.organisations.models import Territory
from akademia.promotion.news.models import Article
from akademia.promotion.news.queries.rows import NEWS_KIND
from akademia.promotion.news.queries.values import NO_VALUES
from akademia.storage.models import StoredFile
from akademia.texts.services import publishing
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place, Values, kind_named

DESK = "/panel/teksty/aktualnosc/"
NEWS = "/promocja/aktualnosci/"
TEXT = "## Kto przyjechał\n\nPrzyjechały kluby z całego województwa."
_numbers = count(1)


def make_regions() -> None:
    for code, name in (("06", "lubelskie"), ("22", "pomorskie")):
        db.session.add(
            Territory(code=code, level="voivodeship", name=name, name_key=sort_key(name), kind="województwo")
        )
    commit()


def make_picture(key: str, **words: Any) -> str:
    """Make a picture that texts may show; return how a text shows it."""
    told: dict[str, Any] = {"title": key, "alt": f"Obraz {key}", "state": "ready", **words}
    files = [
        StoredFile(key=f"{key}-{n}", sha256="0" * 64, size_bytes=1, kind="jpeg", name=f"{key}.jpg") for n in range(2)
    ]
    variant = MediaVariant(file=files[1], kind="jpeg", width=960, height=640)
    db.session.add(Media(key=key, family="picture", file=files[0], variants=[variant], search_words=fold(key), **told))
    commit()
    return f"![Co widać na obrazie {key}](media:{key})"


def written(title: str = "Spotkanie klubów", **values: str) -> Values:
    """Return a form's values that may be published."""
    slug = values.pop("slug", f"aktualnosc-{next(_numbers)}")
    told = {"title": title, "slug": slug, "lead": "Kluby spotkały się w Lublinie.", "source": TEXT}
    return {**NO_VALUES, **told, **values}


def publish(values: Values, ref: int | None = None, author: int = 1) -> Article:
    """Publish what stands in a form, as its editor would."""
    working = open_text(Place(kind_named(NEWS_KIND), ref))
    number, _ = publishing.publish(working, working.opened, values, author)
    commit()
    return db.session.get_one(Article, number)


def published(title: str = "Spotkanie klubów", **values: str) -> Article:
    return publish(written(title, **values))

"""What tests of statistics share: a series published by its very steps, and figures."""

from decimal import Decimal
from typing import Any

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.research.statistics.models import Series
from akademia.research.statistics.queries.rows import SERIES_KIND
from akademia.research.statistics.rules.figures import FigureRow
from akademia.research.statistics.services.figures import add_figure
from akademia.texts.services import publishing
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place, kind_named
from tests.factories import make_user


def figure(year: int = 2020, value: float = 10, source: str = "GUS", **more: Any) -> FigureRow:
    return FigureRow(year, Decimal(str(value)), source, **more)


def make_series(title: str = "Aktywne kluby", slug: str = "kluby", *figures: FigureRow, **values: str) -> Series:
    """Publish a series with figures, as staff would."""
    author = make_user(Role.Staff)
    place = Place(kind_named(SERIES_KIND))
    told = {"title": title, "short": "KIS", "slug": slug, "summary": "Ile ich jest.", "unit": "klub, kluby, klubów",
            "legal_state_on": "", "default_act": "", "source": "Liczy je urząd.", **values}  # fmt: skip
    working = open_text(place)
    publishing.publish(working, working.opened, told, author.id)
    series = db.session.query(Series).filter_by(slug=slug).one()
    for one in figures:
        add_figure(series.id, one, author.id)
    commit()
    return series

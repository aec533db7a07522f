"""A series taken from its readers, and given back."""

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.law.services import cite
from akademia.research.statistics.models import Series
from akademia.research.statistics.queries.rows import SERIES_KIND, series_row
from akademia.research.statistics.services.series import SERIES
from akademia.texts.services.kinds import Place
from akademia.texts.services.publishing import roll_back


class OtherState(RuleBroken):
    message = "Stan tego szeregu w międzyczasie się zmienił. Otwórz jego stronę jeszcze raz."


def withdraw(ref: int, why: str, actor: int) -> None:
    """Take a series from its readers: its address says that it is gone, and why. What it cites is forgotten.

    :raises OtherState: readers do not see it.
    """
    series = _held(ref, "published")
    now = clock.now()
    series.state, series.withdrawn_at, series.withdrawn_why, series.changed_at = "withdrawn", now, why, now
    series.origin = "person"
    cite(SERIES_KIND, ref, series.version, [], None)
    record("series.withdrawn", SERIES_KIND, ref, actor=actor, why=why)


def bring_back(ref: int, actor: int) -> None:
    """Publish a withdrawn series again: a new version of the same words, so that its citations count again.

    :raises OtherState: it is not withdrawn.
    :raises NotReady: something in it is not right any more.
    """
    series = _held(ref, "withdrawn")
    series.state, series.withdrawn_at, series.withdrawn_why = "published", None, ""
    db.session.flush()
    roll_back(Place(SERIES, ref), series.version, actor)
    record("series.brought_back", SERIES_KIND, ref, actor=actor)


def _held(ref: int, state: str) -> Series:
    series = series_row(ref, lock=True)
    if series.state != state:
        raise OtherState
    return series

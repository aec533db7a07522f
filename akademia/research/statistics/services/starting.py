"""Keeping series from their file. What a person edited is left alone and listed."""

from pathlib import Path

from sqlalchemy import delete

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.research.statistics.formats.starter import SeriesSource, read_series
from akademia.research.statistics.models import Figure, Series
from akademia.research.statistics.queries.rows import SERIES_KIND, series_row
from akademia.research.statistics.services.figures import lay_figure
from akademia.research.statistics.services.series import SERIES, lay, make_series, unit_complaint
from akademia.texts.queries import moved_to, was_emptied
from akademia.texts.services import Lexicon, publish
from akademia.texts.services.keeping import Kept
from akademia.texts.services.kinds import Place


def keep_statistics(path: Path, words: Lexicon) -> Kept:
    """Write the series of the starter with their figures; a series that is as it was changes nothing.

    Of series loaded together the first of the file is the newest.

    :raises BrokenSource: the file cannot be used; nothing is kept then.
    """
    kept = Kept()
    for source in reversed(read_series(path)):
        _keep(source, words, kept)
    return kept


def _keep(source: SeriesSource, words: Lexicon, kept: Kept) -> None:
    ref = moved_to(SERIES_KIND, source.slug)
    series = series_row(ref, with_bin=True) if ref else None
    if was_emptied(SERIES_KIND, source.slug) if series is None else series.origin != "starter":
        if series is None or series.digest != source.digest:
            kept.left_alone.append(source.title)
        return
    values = SERIES.only_known(source.values)
    told = {**Place(SERIES).complaints(values), **({"unit": said} if (said := unit_complaint(values["unit"])) else {})}
    if told:
        raise BrokenSource([f"{source.path}, {source.slug}.{name}: {said}" for name, said in told.items()])
    made = make_series(values, words)
    if series is not None and (series.digest, series.html) == (source.digest, str(made.html)):
        return
    kept.note(source.title, series is not None)
    series = series or Series(origin="starter")
    series.digest = source.digest
    lay(series, values, made)
    fields = {name: value for name, value in values.items() if name != "source"}
    series.version = publish(SERIES_KIND, series.id, series.title, values["source"], made, None, fields=fields).version
    db.session.execute(delete(Figure).where(Figure.series_id == series.id))
    for told_figure in source.figures:
        figure = Figure(series_id=series.id)
        lay_figure(figure, told_figure)
        db.session.add(figure)
    db.session.flush()

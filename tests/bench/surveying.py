"""A study with two groups, open to all: its page, and the form that stands before its questions."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, writing
from akademia.research.surveys.models import Study
from akademia.research.surveys.services.opening import open_study
from akademia.research.surveys.services.starting import begin_study
from akademia.texts.services.rendering import lexicon
from tests.bench.load import Ask


def pages(environ: Mapping[str, str]) -> dict[str, list[Ask]]:
    """Open a study like the starter's template; return the names of its pages and what is asked for."""
    app = create_app(environ)
    with app.app_context(), writing():
        template = db.session.scalars(select(Study).where(Study.origin == "starter")).one()
        study = begin_study("Badanie próbne", template.id, lexicon(), 1)
        study.mode, study.closes_at = "link", clock.now() + timedelta(days=30)
        db.session.flush()
        open_study(study.id)
        root = f"/badania/ankiety/{study.slug}/"
        form = f"{root}{study.groups[0].key}/odpowiedz/"
        commit()
    return {"survey": [Ask(root)], "survey, before its questions": [Ask(form)]}

"""What saving a long lesson costs: its Markdown rendered, its terms and citations found, a version written."""

import time
from collections.abc import Mapping
from statistics import median

from sqlalchemy import select

from akademia.app import create_app
from akademia.core.db import commit, db, writing
from akademia.education.courses.models import Lesson
from akademia.texts.services import lexicon, publish
from akademia.texts.services.kinds import Place, kind_named

WORDS = 3_000
_SENTENCES = (
    "Kontrakt socjalny podpisuje się z ośrodkiem pomocy społecznej, a program ustala się z każdą osobą.",
    "O świadczeniu integracyjnym mówi [art. 15 ust. 4](uzs:art-15-ust-4), a o zajęciach cały art. 3 ustawy.",
    "Centrum prowadzi **zajęcia** każdego dnia, także wtedy, gdy ktoś dopiero zaczyna.",
    "Klub pomaga znaleźć pracę, wolontariat albo mieszkanie, zależnie od tego, czego komu trzeba.",
)


def long_source() -> str:
    """Return a lesson's Markdown of 3,000 words under headings."""
    paragraphs, count, number = [], 0, 0
    while count < WORDS:
        if number % 6 == 0:
            paragraphs.append(f"## Część {number // 6 + 1}")
        paragraph = " ".join(_SENTENCES[(number + step) % len(_SENTENCES)] for step in range(3))
        paragraphs.append(paragraph)
        count, number = count + len(paragraph.split()), number + 1
    return "\n\n".join(paragraphs) + "\n"


def lesson_cpu_ms(environ: Mapping[str, str], times: int = 5) -> float:
    """Return the median time of the processor that publishing such a lesson takes."""
    app = create_app(environ)
    kind, spent = kind_named("lesson"), []
    with app.app_context(), writing():
        number = db.session.scalars(select(Lesson.id).order_by(Lesson.id).limit(1)).one()
        for turn in range(times):
            source = f"{long_source()}\nZapis {turn}.\n"
            begun = time.process_time()
            values = {**kind.read(number), "source": source}
            made = kind.make(values, lexicon())
            ref, day = kind.write(Place(kind, number), values, made)
            kind.stamp(ref, publish("lesson", ref, values["title"], source, made, day).version)
            commit()
            spent.append(1000 * (time.process_time() - begun))
    return median(spent)

"""Studies that begin as something else: a copy of another one, or a ready draft of the starter."""

from pathlib import Path

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.core.text import sort_key
from akademia.research.surveys.formats.starter import StudySource, read_study
from akademia.research.surveys.models import Study
from akademia.research.surveys.queries.rows import STUDY_KIND, questionnaire_of, study_row
from akademia.research.surveys.rules.paths import problems
from akademia.research.surveys.services.describing import PLAIN, STUDY, begin, lay, make_study
from akademia.research.surveys.services.groups import add_group, put_group
from akademia.texts.queries import moved_to, revision, was_emptied
from akademia.texts.services import keep_slug, publish
from akademia.texts.services.keeping import Kept
from akademia.texts.services.kinds import Place, Values
from akademia.texts.services.rendering import Lexicon


def begin_study(title: str, like: int | None, words: Lexicon, actor: int) -> Study:
    """Begin a study: empty with one group, or with the words and questionnaires of another one.

    :raises Missing: there is no such other one.
    """
    other = study_row(like) if like is not None else None
    study = begin(title, actor)
    if other is None:
        add_group(study.id, "Wszyscy", "", actor)
        return study
    study.mode = other.mode
    for group in other.groups:
        put_group(study, group.name, group.summary, questionnaire_of(group), group.key)
    if other.version:
        last = revision(STUDY_KIND, other.id, other.version)
        values = {**{name: str(getattr(other, name)) for name in PLAIN}, "title": title, "slug": study.slug,
                  "legal_state_on": "", "source": last.source}  # fmt: skip
        approve(study, values, words)
    return study


def approve(study: Study, values: Values, words: Lexicon) -> None:
    """Keep checked words as the approved ones of a study: a version of its own. Nothing is committed."""
    made = make_study(values, words)
    lay(study, values, made)
    fields = {name: value for name, value in values.items() if name != "source"}
    kept = publish(STUDY_KIND, study.id, values["title"], values["source"], made, study.legal_state_on, fields=fields)
    study.version = kept.version
    db.session.flush()


def keep_study(path: Path, words: Lexicon) -> Kept:
    """Write a study of the starter: a ready draft that staff copy or open. What a person edited is left alone.

    :raises BrokenSource: the file cannot be used; nothing is kept then.
    """
    source, kept = read_study(path), Kept()
    ref = moved_to(STUDY_KIND, source.slug)
    study = study_row(ref, with_bin=True) if ref else None
    if was_emptied(STUDY_KIND, source.slug) if study is None else study.origin != "starter":
        if study is None or study.digest != source.digest:
            kept.left_alone.append(source.title)
        return kept
    if study is not None and study.digest == source.digest:
        return kept
    kept.note(source.title, study is not None)
    _write(study or _new(source), source, _values(path, source), words)
    return kept


def _values(path: Path, source: StudySource) -> Values:
    values = STUDY.only_known(source.values)
    told = [*Place(STUDY).complaints(values).values(),
            *(problem.words for group in source.groups for problem in problems(group.whole))]  # fmt: skip
    if told:
        raise BrokenSource([f"{path}: {words}" for words in told])
    return values


def _new(source: StudySource) -> Study:
    study = Study(slug=source.slug, title=source.title, title_key=sort_key(source.title), origin="starter")
    db.session.add(study)
    db.session.flush()
    keep_slug(STUDY_KIND, study.slug, study.id)
    return study


def _write(study: Study, source: StudySource, values: Values, words: Lexicon) -> None:
    study.digest, study.mode = source.digest, source.mode
    study.groups.clear()
    db.session.flush()
    for group in source.groups:
        put_group(study, group.name, group.summary, group.whole, group.key)
    approve(study, values, words)

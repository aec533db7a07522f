"""Loading what a new academy opens with: law, organisations, texts, areas; at last the index of the search.

Safe to run at every start.

What did not change since the last load is not read again: each part keeps the digest of its files in `starter_marks`.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from akademia.accounts.queries import CONSENTS_FILE
from akademia.accounts.services import mark_owing
from akademia.advisory.questions.services.topics import load_topics
from akademia.core import db as database
from akademia.core.db import db
from akademia.core.models import StarterMark
from akademia.education.services import import_folder, starter_folders
from akademia.education.tools.services import keep_tools
from akademia.law.formats.register import read_act, read_amendments, read_names
from akademia.law.services import keep_act, keep_amendments
from akademia.organisations.services import load_territories
from akademia.promotion.directory.services.starting import keep_entities
from akademia.promotion.news.services.starting import keep_news
from akademia.publishing.journal.services.starting import load_journal
from akademia.publishing.library.services.starting import keep_library
from akademia.research.statistics.services.starting import keep_statistics
from akademia.research.surveys.services.starting import keep_study
from akademia.search.queries.building import live_build
from akademia.search.services import refreshing
from akademia.starter.services.collections import load_collection
from akademia.texts.services.keeping import Kept, keep_page, keep_terms
from akademia.texts.services.rendering import lexicon

STARTER = Path(__file__).parent.parent
CODE = STARTER.parent


@dataclass
class Loaded:
    """What a load did, in words."""

    done: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


def load_all() -> Loaded:
    """Load every part whose files, or the code that reads them, changed. Commits part by part: each stands alone.

    :raises BrokenSource: a file cannot be used; parts before it are kept.
    """
    loaded = Loaded()
    renderer = [*(CODE / "texts").rglob("*.py"), CODE / "core" / "html.py", CODE / "core" / "text.py"]
    law = _files(STARTER / "law")
    glossary = [STARTER / "texts" / "glossary.yaml"]
    pages = _files(STARTER / "texts" / "pages")
    _part("law", law, _load_law, loaded)
    register = [STARTER / "territories.csv", *(CODE / "organisations" / f"{room}.py" for room in ("rules", "services"))]
    _part("territories", register, _load_territories, loaded)
    _part("glossary", [*law, *glossary, *renderer], lambda: _note(loaded, keep_terms(glossary[0])), loaded)
    _part("pages", [*law, *pages, *renderer], lambda: _load_pages(pages, loaded), loaded)
    _part("consents", [CONSENTS_FILE], mark_owing, loaded)
    _part("tools", [*law, *(CODE / "education" / "tools" / "rules").rglob("*.py")], keep_tools, loaded)
    topics = STARTER / "advisory" / "topics.yaml"
    _part("topics", [topics], lambda: loaded.left_alone.extend(load_topics(topics)), loaded)
    journal = STARTER / "publishing" / "journal.yaml"
    _part("journal", [journal], lambda: loaded.left_alone.extend(load_journal(journal)), loaded)
    importer = (CODE / "education").rglob("importing.py")
    writers = [*renderer, *importer]
    for folder in starter_folders(STARTER / "courses"):
        files = [*law, *glossary, *writers, *_files(folder)]
        _part(f"course {folder.name}", files, lambda folder=folder: _load_course(folder, loaded), loaded)  # type: ignore[misc]
    entities = STARTER / "promotion" / "entities.yaml"
    files = [*law, *renderer, entities, *(CODE / "promotion" / "directory").rglob("start*.py")]
    _part("entities", files, lambda: _note(loaded, keep_entities(entities, lexicon())), loaded)
    library = [*_files(STARTER / "publishing"), *(CODE / "publishing" / "library").rglob("start*.py")]
    _part("library", [*law, *glossary, *renderer, *library], lambda: _note(loaded, _keep_library()), loaded)
    series = STARTER / "research" / "statistics.yaml"
    keepers = [series, *(CODE / "research" / "statistics").rglob("start*.py")]
    _part("statistics", [*law, *glossary, *renderer, *keepers], lambda: _note(loaded, _keep_statistics(series)), loaded)
    for path in _files(STARTER / "research" / "studies"):
        files = [*law, *renderer, *(CODE / "research" / "surveys").rglob("start*.py"), path]
        _part(f"study {path.stem}", files, lambda path=path: _note(loaded, keep_study(path, lexicon())), loaded)  # type: ignore[misc]
    for path in _files(STARTER / "publishing" / "collections"):
        files = [*law, *renderer, path]
        _part(f"collection {path.stem}", files, lambda path=path: _load_collection(path, loaded), loaded)  # type: ignore[misc]
    news = [*_files(STARTER / "promotion" / "news"), *(CODE / "promotion" / "news").rglob("start*.py")]
    _part("news", [*law, *glossary, *renderer, *news], lambda: _note(loaded, _keep_news()), loaded)
    if loaded.done or live_build() is None:  # every other change asks for it by itself, and the clock looks each hour
        for _ in refreshing():
            database.commit()
    return loaded


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _part(name: str, files: Iterable[Path], load: Callable[[], object], loaded: Loaded) -> None:
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:32]
    known = db.session.get(StarterMark, name)
    if known is not None and known.digest == mark:
        return
    load()
    db.session.merge(StarterMark(name=name, digest=mark))
    database.commit()
    loaded.done.append(name)


def _load_law() -> None:
    for row in read_names(STARTER / "law" / "inne-akty.yaml"):
        keep_act(row)
    act = keep_act(read_act(STARTER / "law" / "ustawa.yaml"))
    keep_amendments(act, read_amendments(STARTER / "law" / "nowelizacje.yaml"))


def _load_territories() -> None:
    load_territories(STARTER / "territories.csv")


def _load_pages(paths: list[Path], loaded: Loaded) -> None:
    words, kept = lexicon(), Kept()
    for path in paths:
        keep_page(path, words, kept)
    _note(loaded, kept)


def _keep_library() -> Kept:
    folder = STARTER / "publishing"
    return keep_library(folder / "departments.yaml", folder / "records.yaml", folder / "guides", lexicon())


def _keep_statistics(path: Path) -> Kept:
    return keep_statistics(path, lexicon())


def _keep_news() -> Kept:
    return keep_news(STARTER / "promotion" / "news", lexicon())


def _load_course(folder: Path, loaded: Loaded) -> None:
    made = import_folder(folder, origin="starter")
    loaded.left_alone += [*made.course.left_alone, *made.differing]


def _load_collection(path: Path, loaded: Loaded) -> None:
    loaded.left_alone += load_collection(path)


def _note(loaded: Loaded, kept: Kept) -> None:
    loaded.left_alone += kept.left_alone

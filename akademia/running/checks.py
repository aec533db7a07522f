"""`flask check`: what is wrong with an installation, a sentence each."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from akademia.accounts.services import working_admins
from akademia.certificates.formats.keys import key_from_pem
from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core.db import db
from akademia.core.settings import SECRETS, Settings
from akademia.core.text import counted
from akademia.education.courses.models import Lesson, LessonTwin
from akademia.education.quizzes.models import Question
from akademia.jobs import queries as jobs
from akademia.jobs.models import Job
from akademia.law.models import Citation
from akademia.mail.formats.dkim import public_record
from akademia.mail.models import Letter
from akademia.mail.post import dkim_path
from akademia.pages.queries import stored_settings
from akademia.pages.rules import missing
from akademia.running import files
from akademia.running.preparing import has_pending_migrations
from akademia.texts.models import Page, Term

STUCK_MINUTES = 60
LETTERS_DAYS = 7
# What may cite a provision: the kind of a citation -> the table whose row it names.
CITING = {"page": Page, "term": Term, "lesson": Lesson, "twin": LessonTwin, "question": Question}


def everything(chosen: Settings) -> list[str]:
    """Return every problem; an empty list is a sound installation. Without ready tables only the rest is asked."""
    found = [*_base_url(chosen), *_keys(chosen)]
    try:
        if has_pending_migrations():
            return [*found, "Tabele bazy danych czekają na migrację: flask --app wsgi prepare."]
        asks: tuple[Callable[[Settings], Iterator[str]], ...] = (
            _admins, _operator, _badge_keys, _orphans, _files, _letters, _jobs
        )  # fmt: skip
        return [*found, *(problem for ask in asks for problem in ask(chosen))]
    except SQLAlchemyError as error:
        return [*found, f"Baza danych nie odpowiada ({type(error).__name__})."]


def _base_url(chosen: Settings) -> Iterator[str]:
    host = urlsplit(chosen.base_url).hostname
    if not host:
        yield f"AKADEMIA_BASE_URL: „{chosen.base_url}” to nie jest adres."
    elif chosen.production and host in ("localhost", "127.0.0.1", "::1"):
        yield "AKADEMIA_BASE_URL: w środowisku production adres wskazuje na ten komputer; odnośniki w listach zawiodą."


def _keys(chosen: Settings) -> Iterator[str]:
    folder = chosen.instance / "keys"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.stat().st_mode & 0o077:
            yield f"{path}: ten klucz mogą czytać inni użytkownicy komputera (chmod 600)."
        if path.suffix == ".pem" and not _is_key(path, public_record if path == dkim_path(chosen) else key_from_pem):
            yield f"{path}: tego klucza nie da się odczytać; odtwórz go z kopii."
    for name in SECRETS:
        if not getattr(chosen, name):
            yield f"Brakuje klucza {name}; bez niego nikt się nie zaloguje."


def _is_key(path: Path, read: Callable[[bytes], object]) -> bool:
    try:
        read(path.read_bytes())
    except (ValueError, TypeError):
        return False
    return True


def _admins(_chosen: Settings) -> Iterator[str]:
    if not working_admins():
        yield "Nie ma czynnego administratora: flask --app wsgi accounts create ADRES --role admin."


def _operator(chosen: Settings) -> Iterator[str]:
    empty = missing(stored_settings().operator) if chosen.production else []
    if empty:
        names = ", ".join(entry.name for entry in empty)
        yield f"Brakuje danych operatora, których wymaga prawo: {names} (flask --app wsgi settings set NAZWA WARTOŚĆ)."


def _badge_keys(chosen: Settings) -> Iterator[str]:
    issued = db.session.scalar(select(func.count()).select_from(Certificate)) or 0
    if issued and not any((chosen.instance / "keys").glob("badge-*.pem")):
        told = counted(issued, "zaświadczenie", "zaświadczenia", "zaświadczeń")
        yield f"Wydano {told}, a klucza podpisu (keys/badge-….pem) nie ma: pobranych odznak nikt nie sprawdzi."


def _orphans(_chosen: Settings) -> Iterator[str]:
    for kind, model in CITING.items():
        lost = ~select(model.id).where(model.id == Citation.ref).exists()  # type: ignore[attr-defined]
        count = db.session.scalar(select(func.count()).where(Citation.kind == kind, lost)) or 0
        if count:
            told = counted(count, "powołanie przepisu", "powołania przepisów", "powołań przepisów")
            yield f"Na tekst, którego nie ma (rodzaj: {kind}), wskazuje: {told}."


def _files(_chosen: Settings) -> Iterator[str]:
    yield from files.damaged()


def remarks() -> list[str]:
    """Return what is worth knowing and no fault. Ask it of a sound installation only."""
    return list(files.unused())


def _letters(_chosen: Settings) -> Iterator[str]:
    since = clock.now() - timedelta(days=LETTERS_DAYS)
    count = db.session.scalar(select(func.count()).where(Letter.failed_at > since)) or 0
    if count:
        yield f"Niedoręczone w ostatnim tygodniu: {counted(count, 'list', 'listy', 'listów')}. Powody: /panel/listy/."


def _jobs(_chosen: Settings) -> Iterator[str]:
    now = clock.now()
    stuck = jobs.stuck(now - timedelta(minutes=STUCK_MINUTES))
    if stuck:
        seen = jobs.workers(now).seen_at
        when = f"ostatni znak życia: {seen:%Y-%m-%d %H:%M} UTC" if seen else "żaden proces nie dał znaku życia"
        told = counted(stuck, "zadanie", "zadania", "zadań")
        yield f"Od ponad godziny czeka {told} w tle; {when} (flask --app wsgi worker)."
    failed = db.session.scalar(select(func.count()).where(Job.failed_at.is_not(None))) or 0
    if failed:
        yield f"Nieudane: {counted(failed, 'zadanie', 'zadania', 'zadań')} w tle. Powody: /panel/zadania/."

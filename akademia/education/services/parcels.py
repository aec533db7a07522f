"""A course folder as a ZIP: written out, sent in, kept between its preview and the act."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, let_go
from akademia.core.errors import BrokenSource, Missing, RuleBroken
from akademia.education.courses.formats.folder import COURSE_FILE, CourseSource
from akademia.education.courses.formats.writing import course_values, lesson_files
from akademia.education.courses.models import Course
from akademia.education.courses.queries.sources import course_source
from akademia.education.formats.media import words_files
from akademia.education.formats.parcel import LARGEST_PARCEL_BYTES, BadParcel, pack, unpack
from akademia.education.models import CourseParcel
from akademia.education.quizzes.formats.folder import BankSource
from akademia.education.quizzes.formats.writing import bank_files, quiz_values
from akademia.education.quizzes.queries.bank import bank_source
from akademia.education.quizzes.queries.settings import quizzes_source
from akademia.education.services.carrying import Carried, Sizes, loads, looked_over
from akademia.education.services.folders import (
    FolderReport,
    Prepared,
    apply,
    course_by_key,
    lay_media,
    prepare_folder,
)
from akademia.storage import services as storage
from akademia.storage import store
from akademia.texts.formats.source import write_yaml

__all__ = ["LARGEST_PARCEL_BYTES"]
KEPT = timedelta(days=1)


class MediumLost(RuleBroken):
    """A medium's file is in the library and not where its bytes should lie."""


@dataclass(frozen=True)
class Checked:
    """A ZIP that was checked: its bytes laid ready, and what of it needs not be looked at again."""

    laid: storage.Laid
    looked: Mapping[str, Sizes]


def folder_files(course: CourseSource, bank: BankSource) -> dict[str, str]:
    """Return name -> text of a course folder, its media apart; the same values give the same texts."""
    lessons = [lesson.key for module in course.modules for lesson in module.lessons]
    head = course_values(course) | {"quizzes": [quiz_values(quiz) for quiz in bank.quizzes]}
    return {COURSE_FILE: write_yaml(head), **lesson_files(course), **bank_files(bank.questions, lessons)}


def stored_folder(course: Course) -> tuple[CourseSource, BankSource]:
    """Return a stored course as the values of its folder.

    :raises SourceMissing: a text has no kept source.
    """
    return course_source(course), BankSource(bank_source(course.id), quizzes_source(course.id))


def export_course(course: Course) -> BinaryIO:
    """Return a course folder as a ZIP in a file of its own; equal courses give equal bytes.

    Drafts and older versions are not in it. No transaction is open while the bytes of media are copied.

    :raises SourceMissing: a text has no kept source.
    :raises MediumLost: the bytes of a medium are gone.
    """
    key, texts = course.key, folder_files(*stored_folder(course))
    carried = loads([course.id])[course.id].carried
    let_go()
    for one in carried:
        texts |= words_files(one.source)
    media = {one.source.file_name: (one.size_bytes, partial(_opened, one)) for one in carried}
    with ExitStack() as held:
        file = held.enter_context(tempfile.TemporaryFile(dir=store.incoming()))
        pack(file, key, texts, media)
        file.seek(0)
        held.pop_all()
    return cast(BinaryIO, file)


def _opened(one: Carried) -> BinaryIO:
    try:
        return store.reader(one.file_key)
    except FileNotFoundError as lost:
        raise MediumLost(f"Brakuje pliku materiału „{one.source.title}” ({one.source.key}). Wymień go.") from lost


@contextmanager
def unpacked(body: Path) -> Iterator[Path]:
    """Give a ZIP's files in a folder for a while; complaints about them do not name the folder.

    :raises BrokenSource: the ZIP is not taken, or a file of it has a mistake.
    """
    with tempfile.TemporaryDirectory(dir=store.incoming(), prefix="kurs-") as name:
        try:
            unpack(body, Path(name))
            yield Path(name)
        except BadParcel as error:
            raise BrokenSource(error.problems) from error
        except BrokenSource as error:
            raise BrokenSource([problem.replace(f"{name}/", "") for problem in error.problems]) from error


def prepare_parcel(body: Path, looked: Mapping[str, Sizes] | None = None, lay: bool = False) -> Prepared:
    """Prepare the course folder in a ZIP. Writes no row.

    :param lay: lay the bytes of new media ready too, for the act itself.
    :raises BrokenSource: the ZIP is not taken, or a file of it has a mistake.
    """
    with unpacked(body) as folder:
        prepared = prepare_folder(folder, looked)
        return lay_media(prepared) if lay else prepared


def check_parcel(stream: BinaryIO) -> Checked:
    """Check a ZIP that was sent and lay its bytes ready. Slow; call it before the writing transaction begins.

    :raises BrokenSource: the ZIP is not taken, or a file of it has a mistake; nothing is kept then.
    """
    with store.aside(stream) as body:
        prepared = prepare_parcel(body)
        return Checked(storage.lay(body, f"{prepared.course.key}.zip", "zip"), looked_over(prepared.media))


def keep_parcel(checked: Checked, author: int) -> CourseParcel:
    """Keep a checked ZIP until the word to bring it in; older ones are removed by the way."""
    for old in db.session.scalars(select(CourseParcel).where(CourseParcel.made_at < clock.now() - KEPT)):
        _drop(old)
    file = storage.enter(checked.laid, author)
    kept = CourseParcel(file=file, looked=dict(checked.looked), author_number=author)
    db.session.add(kept)
    db.session.flush()
    return kept


def _drop(kept: CourseParcel) -> None:
    file = kept.file
    db.session.delete(kept)
    db.session.flush()
    storage.forget(file)


def parcel(number: int, hold: bool = False) -> CourseParcel:
    """Return a kept ZIP.

    :param hold: hold it until the transaction ends, so that it is used once.

    :raises Missing: it was used already, or a day has passed.
    """
    found = db.session.get(CourseParcel, number, with_for_update=hold, populate_existing=hold)
    if found is None or found.made_at < clock.now() - KEPT:
        raise Missing
    return found


def prepare_kept(number: int, lay: bool = False) -> Prepared:
    """Prepare a kept ZIP, as things stand now. Writes no row.

    :param lay: lay the bytes of new media ready too, for the act itself.
    :raises Missing: it was used already, or a day has passed.
    :raises BrokenSource: what it says does not fit what is stored any more.
    """
    kept = parcel(number)
    key, looked = kept.file.key, _looked(kept.looked)
    let_go()
    with tempfile.NamedTemporaryFile(dir=store.incoming(), prefix="kurs-") as file:
        store.fetch(key, Path(file.name))
        return prepare_parcel(Path(file.name), looked, lay)


def _looked(kept: Mapping[str, Any]) -> dict[str, Sizes]:
    return {sha256: [(kind, width, height) for kind, width, height in sizes] for sha256, sizes in kept.items()}


def bring_in(number: int, prepared: Prepared, actor: int) -> FolderReport:
    """Write a kept and prepared ZIP, once.

    :raises Missing: it was used already.
    """
    _drop(parcel(number, hold=True))
    report = apply(prepared, actor=actor)
    made = course_by_key(prepared.course.key)
    assert made is not None
    record("course.import", "course", made.id, actor=actor, key=made.key)
    return report

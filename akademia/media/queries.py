"""The library, a medium by its key, and where it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from akademia.core import clock
from akademia.core.area import Found, house_kinds
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.core.text import fold, sort_key
from akademia.jobs.queries import job_for
from akademia.media import rules
from akademia.media.formats.figure import Shown, Size
from akademia.media.models import Media, MediaUse, MediaVariant
from akademia.storage.models import StoredFile
from akademia.storage.rules import KINDS, Kind

# The word in the address -> the family or state, and the word on the page.
FAMILIES = {"obrazy": ("picture", "obrazy"), "filmy": ("video", "filmy"), "nagrania": ("audio", "nagrania")}
STATES = {
    "gotowe": ("ready", "gotowe"),
    "do-opisania": ("undescribed", "do opisania"),
    "w-przygotowaniu": ("preparing", "przetwarzane"),
    "nieudane": ("failed", "nieudane"),
}
SAID = {"ready": "gotowe", "undescribed": "do opisania", "preparing": "przetwarzamy", "failed": "nie udało się"}
FAMILY_SAID = {"picture": "obraz", "video": "film", "audio": "nagranie"}
# The kind of what shows media -> what it is called, and its word in the editor's addresses. Other kinds are told by
# their areas.
TEXT_KINDS = {
    "lesson": ("lekcja", "lekcja"),
    "twin": ("tekst łatwy do czytania", "etr"),
    "page": ("strona", "strona"),
    "term": ("hasło słownika", "haslo"),
    "project": ("projekt", ""),
    "news": ("aktualność", "aktualnosc"),
}


@dataclass(frozen=True)
class MediaRow:
    """A medium in the library's list."""

    key: str
    name: str
    family: str
    state: str
    has_picture: bool
    uses: int
    changed_at: datetime
    markdown: str | None

    @property
    def said(self) -> str:
        return SAID[self.state]

    @property
    def family_said(self) -> str:
        return FAMILY_SAID[self.family]


@dataclass(frozen=True)
class UseRow:
    """A text that shows a medium. `outdated`: it shows words that were changed since.

    :param desk: where staff mend it, for what its area's own pages edit.
    """

    kind: str
    ref: int
    title: str
    outdated: bool
    kind_said: str = "tekst"
    desk: Found | None = None

    @property
    def address(self) -> str:
        """What stands for the kind of text in addresses of the desk."""
        return TEXT_KINDS.get(self.kind, ("", ""))[1]


@dataclass(frozen=True)
class Preparing:
    """How the preparing of a picture goes, in words."""

    words: str
    over: bool = False


def library(asked: Asked) -> ListPage[MediaRow]:
    """Return media as asked for, the lately changed first unless told otherwise."""
    uses = select(func.count(MediaUse.id)).where(MediaUse.media_id == Media.id).scalar_subquery()
    column = Media.title_key if asked.sort == "tytul" else Media.changed_at
    order = column.desc() if asked.descending else column.asc()
    return list_page(_narrowed(select(Media, uses), asked).order_by(order, Media.id.desc()), asked, _row)


def _narrowed(query: Select[Any], asked: Asked) -> Select[Any]:
    family, state = asked.filters.get("rodzaj", ""), asked.filters.get("stan", "")
    if family:
        query = query.where(Media.family == FAMILIES[family][0])
    if state:
        query = query.where(Media.state == STATES[state][0])
    if asked.words:
        query = query.where(Media.search_words.contains(fold(asked.words.removeprefix("media:")), autoescape=True))
    return query


def _row(found: Any) -> MediaRow:
    media, uses = found
    return MediaRow(
        media.key, media.name, media.family, media.state, media.family == "picture" and media.file_id is not None,
        uses, media.changed_at, markdown_of(media) if media.is_ready else None,
    )  # fmt: skip


def markdown_of(media: Media) -> str:
    """Return what an editor puts into a text to show a medium."""
    if media.family == "picture":
        return f"![{_bare(media.alt)}](media:{media.key})"
    return f"[{_bare(media.title)}](media:{media.key})"


def _bare(words: str) -> str:
    return words.replace("\\", "").replace("[", "(").replace("]", ")")


def media_by(key: str) -> Media:
    """Return a medium.

    :raises Missing: there is none.
    """
    found = db.session.scalar(select(Media).where(Media.key == key))
    if found is None:
        raise Missing
    return found


def media_under(keys: Sequence[str]) -> Sequence[Media]:
    """Return the media that there are under some keys, ready or not, with their files."""
    wanted = select(Media).where(Media.key.in_(keys)).options(joinedload(Media.file), joinedload(Media.pending))
    return db.session.scalars(wanted).all() if keys else ()


def owner_of(file_id: int) -> Media | None:
    """Return the medium that a stored file belongs to, as its file, the one that waits, or one of its sizes."""
    sizes = select(MediaVariant.media_id).where(MediaVariant.file_id == file_id)
    own = or_(Media.file_id == file_id, Media.pending_id == file_id, Media.id.in_(sizes))
    return db.session.scalar(select(Media).where(own))


def media_numbered(number: int) -> Media | None:
    return db.session.get(Media, number)


def uses_of(media: Media) -> list[UseRow]:
    """Return where a medium is used, in the order of titles."""
    rows = list(db.session.scalars(select(MediaUse).where(MediaUse.media_id == media.id)))
    kinds = {kind.name: kind for _, kind in house_kinds()}
    said = {name: kind.one.lower() for name, kind in kinds.items() if kind.one}
    said |= {name: words for name, (words, _) in TEXT_KINDS.items()}
    desks = {name: kinds[name].desk([use.ref for use in rows if use.kind == name])
             for name in {use.kind for use in rows} & kinds.keys()}  # fmt: skip
    return [
        UseRow(use.kind, use.ref, use.title, use.version < media.version, said.get(use.kind, "tekst"),
               desks.get(use.kind, {}).get(use.ref))
        for use in sorted(rows, key=lambda use: (sort_key(use.title), use.id))
    ]  # fmt: skip


def texts_showing(media_id: int) -> list[tuple[str, int]]:
    """Return the texts that show a medium, as (kind, number)."""
    found = select(MediaUse.kind, MediaUse.ref).where(MediaUse.media_id == media_id)
    return [(kind, ref) for kind, ref in db.session.execute(found.order_by(MediaUse.kind, MediaUse.ref))]


def renewal_key(media: Media) -> str:
    """Return what the outbox knows the renewal of a medium's texts by: one for each of its versions."""
    return f"media-{media.id}-{media.version}"


def is_renewing(media: Media) -> bool:
    """Say whether the texts that show a medium wait to be rendered anew."""
    job = job_for("texts.renew", renewal_key(media))
    return job is not None and job.done_at is None and job.failed_at is None


def part(media: Media, name: str) -> tuple[StoredFile, Kind]:
    """Return the stored file behind the last part of a medium's address, and its kind.

    A width that a newer file does not have gives the nearest wider one, or the widest: addresses in texts stay good.

    :raises Missing: there is no such part.
    """
    if name == "plik" and media.family != "picture" and media.file is not None:
        return media.file, KINDS[media.file.kind]
    width, _, suffix = name.partition(".")
    if not (width.isascii() and width.isdigit() and len(width) <= 5):
        raise Missing
    same = [one for one in media.variants if KINDS[one.kind].suffix == suffix]
    same = same or [one for one in media.variants if one.kind in ("jpeg", "png") and suffix in ("jpg", "png")]
    if not same:
        raise Missing
    chosen = next((one for one in same if one.width >= int(width)), same[-1])
    return chosen.file, KINDS[chosen.kind]


def shown(keys: Sequence[str]) -> dict[str, Shown]:
    """Return the ready media among some keys, as texts show them."""
    if not keys:
        return {}
    query = select(Media).where(Media.key.in_(keys), Media.state == "ready").options(selectinload(Media.variants))
    return {media.key: _shown(media) for media in db.session.scalars(query)}


def _shown(media: Media) -> Shown:
    sizes = tuple(Size(v.kind, KINDS[v.kind].mime, KINDS[v.kind].suffix, v.width, v.height) for v in media.variants)
    return Shown(
        media.key, media.family, media.version, media.title, media.alt, media.decorative, media.caption, media.author,
        media.licence, media.transcript, bool(media.captions), sizes,
    )  # fmt: skip


def preparing(media: Media) -> Preparing | None:
    """Say how the preparing of a picture goes; None when nothing is being prepared."""
    if media.pending is None:
        return None
    job = job_for("media.prepare", media.pending.key)
    if job is None or job.failed_at is not None:
        return Preparing("Nie udało się przygotować obrazu. Wgraj plik jeszcze raz.", over=True)
    if job.leased_by is not None:
        return Preparing("Przetwarzamy obraz: usuwamy z niego dane aparatu i robimy mniejsze wersje.")
    if job.attempts:
        return Preparing("Za chwilę spróbujemy jeszcze raz: poprzednia próba się nie udała.")
    late = (clock.now() - job.run_at).total_seconds() > 60
    return Preparing("Obraz czeka w kolejce dłużej niż zwykle." if late else "Obraz czeka w kolejce do przetworzenia.")


def lacks(media: Media) -> list[str]:
    """Return what a medium still lacks before readers may see it, in the genitive."""
    return rules.missing_words(media.family, media.title, media.alt, media.decorative, media.captions, media.transcript)


def waiting_for(user_number: int, count: int) -> Sequence[Media]:
    """Return a person's media that wait to be described or that failed, the longest waiting first."""
    mine = select(Media).where(Media.made_by_number == user_number, Media.state.in_(("undescribed", "failed")))
    return db.session.scalars(mine.order_by(Media.made_at).limit(count)).all()


def media_of(user_number: int) -> Sequence[Media]:
    """Return what a person put into the library, the newest first."""
    return db.session.scalars(select(Media).where(Media.made_by_number == user_number).order_by(Media.id.desc())).all()

"""What a medium says to those who do not see or hear it."""

from dataclasses import asdict, dataclass

from akademia.core.errors import RuleBroken
from akademia.media import rules
from akademia.media.models import Media
from akademia.media.services.settling import settle
from akademia.media.services.uses import renew_uses


class Changed(RuleBroken):
    message = "Ktoś zmienił ten opis po otwarciu tej strony. Porównaj obie wersje; zapisanie zastąpi tamtą."


class Unfit(RuleBroken):
    message = "Nazwa pliku nie jest opisem. Napisz, co widać na obrazie i po co jest w tekście."


@dataclass(frozen=True)
class Words:
    """All the words of a medium. `captions`: clean WebVTT."""

    title: str
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    author: str = ""
    licence: str = ""
    transcript: str = ""
    captions: str = ""


def words_of(media: Media) -> Words:
    return Words(**{name: getattr(media, name) for name in Words.__dataclass_fields__})


def describe(media: Media, words: Words, version: int) -> list[str]:
    """Give a medium its words and return the names of those that changed. What readers see is ready when all are there.

    :param version: of the medium as the editor saw it.
    :raises Changed: it has been changed since.
    :raises Unfit: the description is a file's name.
    """
    if version != media.version:
        raise Changed
    for file in (media.file, media.pending):
        if file is not None and words.alt and rules.is_file_name(words.alt, file.name):
            raise Unfit
    before, after = asdict(words_of(media)), asdict(words)
    changed = [name for name in before if before[name] != after[name]]
    for name in changed:
        setattr(media, name, after[name])
    if changed:
        media.version += 1
        settle(media)
        renew_uses(media)
    return changed

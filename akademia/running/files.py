"""What `flask check` says of the stored files: which are damaged and what shows them, and which nobody uses."""

from collections.abc import Iterator
from itertools import islice

from akademia.core.db import let_go
from akademia.core.text import bytes_words, counted
from akademia.media.queries import FAMILY_SAID, owner_of
from akademia.pages.queries import stored_settings
from akademia.storage import store
from akademia.storage.services import Damage, damages, orphans

TOLD_AT_MOST = 50


def damaged() -> Iterator[str]:
    """Give a sentence for each damaged file, the first fifty, and one for how many more there are."""
    trouble = store.trouble()
    if trouble:
        yield f"Magazyn plików nie odpowiada ({trouble}). Plików nie sprawdzono."
        return
    found = damages()
    yield from (f"{_owner(damage)}: {damage.words} ({damage.key})." for damage in islice(found, TOLD_AT_MOST))
    more = sum(1 for _ in found)
    if more:
        yield f"Tak samo uszkodzone: jeszcze {counted(more, 'plik', 'pliki', 'plików')}."


def _owner(damage: Damage) -> str:
    if damage.key == stored_settings().operator.logo_key:
        return "Logo (/panel/ustawienia/logo/)"
    media = owner_of(damage.file_id)
    words = f"{FAMILY_SAID[media.family].capitalize()} „{media.name}” (/panel/media/{media.key}/)" if media else ""
    let_go()
    return words or "Plik, którego nic nie używa"


def unused() -> Iterator[str]:
    """Say how many files nobody uses. That is no fault: the daily tidying takes them away."""
    count = size = 0
    for orphan in orphans():
        count, size = count + 1, size + orphan.size_bytes
    if count:
        told = counted(count, "plik", "pliki", "plików")
        yield f"W magazynie leży {told} niczyich ({bytes_words(size)}). Codzienne porządki je usuną."

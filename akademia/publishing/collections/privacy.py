"""What collections keep about a person: the set that a reader made."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from akademia.core.area import Merged, PrivacyCard, Retention
from akademia.core.db import db
from akademia.core.text import counted
from akademia.publishing.collections.models import ReaderSet
from akademia.publishing.collections.queries.sets import BOOK_KEPT_DAYS, kept_spots
from akademia.publishing.collections.rules import MOST_IN_SET
from akademia.publishing.collections.services.sets import drop_old_books, keep_set


def export(user_id: int) -> Mapping[str, Any]:
    return {"mój zbiór": kept_spots(user_id)}


def erase(user_id: int) -> None:
    """Remove the person's set."""
    db.session.execute(delete(ReaderSet).where(ReaderSet.user_id == user_id))


def tally(user_id: int) -> list[str]:
    count = len(kept_spots(user_id))
    return [counted(count, "fragment w moim zbiorze", "fragmenty w moim zbiorze", "fragmentów w moim zbiorze")] * (
        count > 0
    )


def merge(second_id: int, kept_id: int) -> Merged:
    """Join both sets; what no longer fits stays behind."""
    second = kept_spots(second_id)
    joined = list(dict.fromkeys([*kept_spots(kept_id), *second]))
    erase(second_id)
    if not second:
        return Merged()
    keep_set(kept_id, joined[:MOST_IN_SET])
    left = len(joined[MOST_IN_SET:])
    lost = (counted(left, "fragment mojego zbioru: nie mieści się", "fragmenty mojego zbioru: nie mieszczą się",
                    "fragmentów mojego zbioru: nie mieści się"),) if left else ()  # fmt: skip
    return Merged(("mój zbiór interpretacji",), lost)


CARD = PrivacyCard(
    "publishing.collections",
    "Mój zbiór interpretacji",
    ("reader_sets",),
    export,
    erase,
    purpose="Żeby Twój zbiór fragmentów czekał na Ciebie na każdym urządzeniu.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Do opróżnienia zbioru albo usunięcia konta.",
    removes="Lista fragmentów w Twoim zbiorze.",
    tally=tally,
    correct=(("Zobacz swój zbiór", "own_collection.show_set"),),
    merge=merge,
    retention=(Retention("reader_books", "Pliki zbioru przygotowane na życzenie znikają", lambda: BOOK_KEPT_DAYS,
                         drop_old_books),),
)  # fmt: skip

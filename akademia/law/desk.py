"""The place of the register at the staff desk."""

from akademia.core import clock
from akademia.core.area import DeskCard, Found, WaitingRow
from akademia.core.doors import Permission
from akademia.core.text import counted, date_words
from akademia.law.queries import waiting_reviews
from akademia.law.queries.desk import provisions_with


def _found(words: str) -> list[Found]:
    return [
        Found(label, "law_desk.edit_provision", {"act_key": act, "key": key}, (gist,))
        for label, act, key, gist in provisions_with(words)
    ]


def _waiting(user_id: int) -> list[WaitingRow]:
    today = clock.today()
    return [
        WaitingRow(
            f"Do przeglądu: {counted(one.count, 'tekst', 'teksty', 'tekstów')} ({one.amendment})",
            "reviews.show_reviews", {}, f"zmiana prawa od {date_words(one.first_on)}", one.since,
            late=one.first_on <= today,
        )
        for one in waiting_reviews(user_id)
    ]  # fmt: skip


CARDS = (
    DeskCard(
        "Rejestr ustawy", "law_desk.show_acts", Permission.LawEdit,
        new=("Nowa nowelizacja", "law_desk.new_amendment_of_the_act"), find=_found,
    ),
    DeskCard("Teksty do przeglądu", "reviews.show_reviews", Permission.TextEdit, waiting=_waiting),
)  # fmt: skip

"""What is kept about those who get the newsletter. They need no account; an account's own address is looked up."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.core.area import PrivacyCard, Retention
from akademia.core.operator import OPERATOR
from akademia.core.text import moment_words
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.queries import subscribers as queries
from akademia.promotion.newsletter.services import subscribing, tidying


def _export(user_id: int) -> Mapping[str, Any]:
    found = queries.of_account(user_id)
    return {"newsletter": None if found is None else {
        "adres": found.email, "tematy": rules.topic_words(found.topics), "województwo": found.region_code or "",
        "zgoda": found.consent_text, "wersja zgody": found.consent_version, "zapis": moment_words(found.asked_at),
        "potwierdzenie": moment_words(found.confirmed_at) if found.confirmed_at else "",
        "wypis": moment_words(found.ended_at) if found.ended_at else "",
    }}  # fmt: skip


def _tally(user_id: int) -> Sequence[str]:
    return ["zapis na newsletter"] if queries.of_account(user_id) else []


CARD = PrivacyCard(
    "promotion.newsletter",
    "Newsletter",
    ("newsletter_subscribers", "newsletter_letters"),
    _export,
    subscribing.forget_account,
    purpose="Żeby wysyłać newsletter tym, którzy o niego poproszą, i umieć wykazać zgodę.",
    basis="Twoja zgoda (art. 6 ust. 1 lit. a RODO).",
    kept="Do wypisania się, a potem jeszcze przez czas podany w „Prywatności”, żeby rozliczyć listy w drodze.",
    removes="Adres, wybrane tematy i zgodę oraz zapis o tym, które numery wysłano na ten adres.",
    tally=_tally,
    correct=(("Ustawienia newslettera", "newsletter.ask_preferences"),),
    retention=(
        Retention("newsletter-waiting", "Niepotwierdzony zapis na newsletter usuwamy",
                  lambda: OPERATOR.newsletter_unconfirmed_days, subscribing.forget_unconfirmed),
        Retention("newsletter-stopped", "Adres wypisany z newslettera usuwamy",
                  lambda: OPERATOR.newsletter_stopped_days, subscribing.forget_stopped),
        Retention("newsletter-letters", "Zapis o tym, na które adresy poszedł numer newslettera, usuwamy",
                  lambda: OPERATOR.newsletter_letters_days, tidying.forget_letters),
        Retention("newsletter-files", "Pliki z listami newslettera usuwamy",
                  lambda: OPERATOR.letters_kept_days, tidying.remove_files),
    ),
)  # fmt: skip

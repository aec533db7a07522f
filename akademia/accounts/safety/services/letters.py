"""Letters about the safety of an account. None of their links acts by being opened."""

from dataclasses import dataclass

from akademia.accounts.models import User
from akademia.core.links import full_url_for
from akademia.mail.services import queue_letter


@dataclass(frozen=True)
class Notice:
    """`subject` is a sentence too; `said` tells what it means for the person. `by_staff`: nobody asks „was it you?”."""

    subject: str
    said: str
    by_staff: bool = False


NOTICES = {
    "authenticator.on": Notice(
        "Aplikacja z kodami jest włączona",
        "Od teraz przy logowaniu, po haśle, poprosimy o kod z aplikacji w Twoim telefonie.",
    ),
    "authenticator.off": Notice(
        "Aplikacja z kodami jest wyłączona", "Przy logowaniu nie prosimy już o kod z aplikacji w telefonie."
    ),
    "passkey.added": Notice(
        "Nowy klucz dostępu", "Do Twojego konta jest dodany klucz dostępu. Można się nim zalogować bez hasła."
    ),
    "passkey.removed": Notice(
        "Klucz dostępu usunięty", "Z Twojego konta zniknął klucz dostępu. Nie da się już nim zalogować."
    ),
    "codes.made": Notice(
        "Nowe kody zapasowe", "Dla Twojego konta powstały nowe kody zapasowe. Wcześniejsze przestały działać."
    ),
    "codes.used": Notice(
        "Logowanie kodem zapasowym",
        "Do Twojego konta zalogowano się kodem zapasowym zamiast drugiego kroku. Ten kod już nie zadziała.",
    ),
    "factors.taken": Notice(
        "Drugi krok jest wyłączony przez administratora",
        "Administrator Akademii usunął z Twojego konta aplikację z kodami, klucze dostępu i kody zapasowe oraz "
        "wylogował konto wszędzie. Zaloguj się hasłem i ustaw drugi krok od nowa.",
    ),
    "role.given": Notice("Nowa rola na koncie", "Administrator Akademii dał Twojemu kontu nową rolę.", by_staff=True),
    "role.taken": Notice(
        "Rola zniknęła z konta",
        "Administrator Akademii odebrał Twojemu kontu rolę. To, co w niej powstało, zostaje.",
        by_staff=True,
    ),
    "account.locked": Notice(
        "Konto jest zablokowane",
        "Administrator Akademii zablokował Twoje konto. Nie da się na nie zalogować, ale nic z niego nie zniknęło.",
        by_staff=True,
    ),
    "account.unlocked": Notice(
        "Konto znowu działa",
        "Administrator Akademii odblokował Twoje konto. Możesz się zalogować, jak dawniej.",
        by_staff=True,
    ),
    "account.signed_out": Notice(
        "Konto jest wylogowane wszędzie",
        "Administrator Akademii wylogował Twoje konto na wszystkich urządzeniach. Zaloguj się od nowa.",
        by_staff=True,
    ),
    "address.asked": Notice(
        "Prośba o zmianę adresu e-mail",
        "Ktoś, najpewniej Ty, chce, żeby konto miało nowy adres. Zmieni się dopiero po potwierdzeniu, odnośnikiem "
        "z listu, który poszedł na nowy adres. Prośbę można wycofać na stronie „Bezpieczeństwo”.",
    ),
    "address.changed": Notice(
        "Adres e-mail konta jest zmieniony",
        "Konto ma nowy adres e-mail. Od teraz listy przychodzą na nowy adres i nim się logujesz. "
        "Na innych urządzeniach konto zostało wylogowane.",
    ),
}


def send_notice(user: User, about: str, to: str | None = None, detail: str = "") -> None:
    """Tell a person what has changed in the safety of the account; who was erased is told nothing.

    :param about: a key of `NOTICES`.
    :param to: another address than the account's.
    :param detail: a short fact more: the name of a key, a half-hidden address.
    """
    address = to or user.email
    if address is None:
        return
    notice, links = NOTICES[about], _links()
    context = {"subject": notice.subject, "said": notice.said, "by_staff": notice.by_staff, "detail": detail, **links}
    queue_letter(address, "safety/notice", context, user_id=user.id)


def send_link(user: User, to: str, token: str, hours: int) -> None:
    """Send the link that confirms a new address to that address."""
    link = full_url_for("safety.show_address", token=token)
    queue_letter(to, "safety/new_address", {"link": link, "hours": hours}, user_id=user.id)


def send_taken(holder: User) -> None:
    """Tell who has an account under an address that somebody asked to have it for another account."""
    if holder.email is not None:
        queue_letter(holder.email, "safety/address_taken", {"sign_in": full_url_for("security.login")}, holder.id)


def _links() -> dict[str, str]:
    return {
        "safety": full_url_for("accounts.show_security"),
        "forgotten": full_url_for("security.forgot_password"),
        "contact": full_url_for("texts.show_page", slug="kontakt"),
    }

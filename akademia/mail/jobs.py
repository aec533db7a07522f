"""Delivery, and wiping what has been delivered."""

from akademia.core.db import commit, let_go
from akademia.jobs.services import Task, TryLater, every, handler
from akademia.mail import queries, services
from akademia.mail.post import Refused, Unreachable


@handler("mail.deliver", lease_seconds=120, label="doręczenie listu")
def deliver(task: Task) -> None:
    """Deliver one letter; while the server is spoken to, no transaction is open."""
    letter = queries.waiting_letter(task.payload["letter"])
    if letter is None:
        return
    number, envelope = letter.id, services.seal(letter)
    let_go()
    try:
        services.post_office().send(envelope)
    except Refused as refusal:
        services.mark_trouble(number, str(refusal), for_good=True)
    except Unreachable as trouble:
        services.mark_trouble(number, str(trouble), for_good=task.is_last_attempt)
        commit()
        raise TryLater("Serwer pocztowy nie przyjął listu; jego słowa są przy liście.") from trouble
    else:
        services.mark_delivered(number)
        if not queries.has_letter(number):  # its reader was erased while it travelled
            services.remove_files([envelope.name])


@handler("mail.remove_files", label="usuwanie plików listów")
def remove_files(task: Task) -> None:
    services.remove_files(task.payload["names"])


@every("mail.wipe", minutes=60, label="usuwanie treści doręczonych listów")
def wipe(_task: Task) -> None:
    services.wipe_bodies()

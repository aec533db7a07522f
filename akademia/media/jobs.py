"""Preparing pictures, and keeping the store tidy."""

from akademia.core.db import let_go
from akademia.core.errors import RuleBroken
from akademia.jobs.services import Task, every, handler
from akademia.media import queries, services
from akademia.storage.services import drop_expired, sweep_objects


@handler("media.prepare", lease_seconds=300, label="przygotowanie obrazu")
def prepare(task: Task) -> None:
    """Make a picture's widths and formats. While the picture is worked on, no transaction is open.

    A picture that cannot be opened is not tried again: the medium's page says why.
    """
    number, key = task.payload["media"], task.payload["file"]
    media = queries.media_numbered(number)
    if media is None or media.pending is None or media.pending.key != key:
        return
    kind = media.pending.kind
    let_go()
    try:
        sizes = services.make_sizes(key, kind)
    except RuleBroken as refusal:
        words = refusal.message
        media = queries.media_numbered(number)
        if media is not None:
            services.say_failed(media, key, words)
        return
    media = queries.media_numbered(number)
    if media is not None:
        services.keep_sizes(media, key, sizes)


@every("storage.expire", minutes=60, label="porządki w niedokończonych wgrywaniach")
def expire_uploads(_task: Task) -> None:
    drop_expired()


@every("storage.sweep", minutes=24 * 60, lease_seconds=1800, label="porządki w plikach")
def sweep(_task: Task) -> None:
    sweep_objects()

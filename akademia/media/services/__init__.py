"""Acts on media: receiving files, describing, replacing, removing, and noting where they are used."""

from akademia.media.rules import ANYTHING, LARGEST_PLAIN_BYTES, LOGO, OF_FAMILY
from akademia.media.services.describing import Changed, Unfit, Words, describe
from akademia.media.services.files import (
    InUse,
    MadeSize,
    add,
    keep_sizes,
    make_logo,
    make_sizes,
    receive,
    receive_stream,
    remove,
    replace,
    say_failed,
)
from akademia.media.services.uses import use
from akademia.storage.rules import Use

__all__ = [
    "ANYTHING", "LARGEST_PLAIN_BYTES", "LOGO", "OF_FAMILY", "Changed", "InUse", "MadeSize", "Unfit", "Use", "Words",
    "add", "describe", "keep_sizes", "make_logo", "make_sizes", "receive", "receive_stream",
    "remove", "replace", "say_failed", "use",
]  # fmt: skip

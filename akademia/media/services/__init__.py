"""Acts on media: receiving files, describing, replacing, removing, and noting where they are used."""

from akademia.media.rules import ANYTHING, LARGEST_PLAIN_BYTES, LOGO, OF_FAMILY
from akademia.media.services.arriving import Arriving, Sent, Sizes, lay_new, look_over, take_in
from akademia.media.services.describing import Changed, Unfit, Words, describe
from akademia.media.services.files import (
    InUse,
    MadeSize,
    add,
    keep_sizes,
    make_logo,
    make_sizes,
    receive,
    remove,
    replace,
    say_failed,
)
from akademia.media.services.uses import ALWAYS_NEWEST, use
from akademia.storage.rules import Use

__all__ = [
    "ALWAYS_NEWEST", "ANYTHING", "LARGEST_PLAIN_BYTES", "LOGO", "OF_FAMILY", "Arriving", "Changed", "InUse", "MadeSize",
    "Sent", "Sizes", "Unfit", "Use", "Words", "add", "describe", "keep_sizes", "lay_new", "look_over", "make_logo",
    "make_sizes", "receive", "remove", "replace", "say_failed", "take_in", "use",
]  # fmt: skip

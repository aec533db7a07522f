"""Acts of the privacy desk: copies, erasing, retention."""

from akademia.privacy.services.erasing import PasswordWrong, erase_person
from akademia.privacy.services.keeping import drop_unconfirmed, erase_unused, retain, warn_unused
from akademia.privacy.services.takeouts import (
    ask_for_takeout,
    count_takeouts,
    drop_takeouts,
    forget_takeouts,
    mark_ready,
    pack,
    path_of,
    sweep,
)

__all__ = [
    "PasswordWrong",
    "ask_for_takeout",
    "count_takeouts",
    "drop_takeouts",
    "drop_unconfirmed",
    "erase_person",
    "erase_unused",
    "forget_takeouts",
    "mark_ready",
    "pack",
    "path_of",
    "retain",
    "sweep",
    "warn_unused",
]

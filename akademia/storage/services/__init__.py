"""Acts on files: keeping, forgetting and sweeping them; uploads that can be resumed."""

from akademia.storage.services.checking import Damage, damages
from akademia.storage.services.keeping import Laid, Refused, enter, forget, hash_of, judge, lay, orphans, sweep_objects
from akademia.storage.services.uploading import (
    LONGEST_UPLOAD_BYTES,
    Busy,
    NotWhole,
    OffsetDiffers,
    Part,
    append,
    begin,
    drop,
    drop_expired,
    offset,
    part_of,
    whole,
)

__all__ = [
    "LONGEST_UPLOAD_BYTES", "Busy", "Damage", "Laid", "NotWhole", "OffsetDiffers", "Part", "Refused", "append",
    "begin", "damages", "drop", "drop_expired", "enter", "forget", "hash_of", "judge", "lay", "offset", "orphans",
    "part_of", "sweep_objects", "whole",
]  # fmt: skip

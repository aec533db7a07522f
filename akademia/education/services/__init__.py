"""Acts on whole courses: a folder brought in, written out, compared."""

from akademia.education.services.carrying import loads
from akademia.education.services.folders import (
    FolderReport,
    Prepared,
    apply,
    course_by_key,
    import_folder,
    prepare_folder,
    starter_folders,
)
from akademia.education.services.parcels import (
    LARGEST_PARCEL_BYTES,
    bring_in,
    check_parcel,
    export_course,
    folder_files,
    keep_parcel,
    prepare_kept,
    prepare_parcel,
    unpacked,
)
from akademia.education.services.planning import plan

__all__ = [
    "LARGEST_PARCEL_BYTES", "FolderReport", "Prepared", "apply", "bring_in", "check_parcel", "course_by_key",
    "export_course", "folder_files", "import_folder", "keep_parcel", "loads", "plan", "prepare_folder", "prepare_kept",
    "prepare_parcel", "starter_folders", "unpacked",
]  # fmt: skip

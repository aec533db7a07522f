"""Reading files that were attached to items."""

from akademia.core.db import let_go
from akademia.core.errors import RuleBroken
from akademia.jobs.services import Task, handler
from akademia.publishing.library.queries.files import file_numbered
from akademia.publishing.library.services import intake
from akademia.publishing.library.services.files import INTAKE


@handler(INTAKE, lease_seconds=300, label="czytanie pliku biblioteki")
def read_file(task: Task) -> None:
    """Read a file's words and make its cover. While it is read no transaction is open.

    A file that cannot be read is not tried again: its page at the desk says why.
    """
    number = task.payload["file"]
    file = file_numbered(number)
    if file is None or file.state != "preparing" or file.file is None:
        return
    key, kind = file.file.key, file.file.kind
    let_go()
    try:
        read = intake.read_out(key, kind)
    except RuleBroken as refusal:
        words = refusal.message
        file = file_numbered(number)
        if file is not None and file.state == "preparing":
            intake.hold(file, words)
        return
    file = file_numbered(number)
    if file is not None and file.state == "preparing":
        intake.keep_read(file, read)

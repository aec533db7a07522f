"""A migration that brings tables: each takes a row, what stood before stands after, and nothing stays behind."""

from collections.abc import Mapping, Sequence

from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS


def take_rows(before: str, after: str, new: Mapping[str, str], kept: Sequence[str]) -> None:
    """Go up, write a row into each new table, go down and up again.

    :param new: table -> what follows `INSERT INTO table`, in the order in which they need each other.
    :param kept: tables whose rows are counted; the first holds some.
    """
    upgrade(MIGRATIONS, revision=before)
    stood = counts(*kept)
    assert stood[0]

    upgrade(MIGRATIONS, revision=after)
    write(*(f"INSERT INTO {table} {row}" for table, row in new.items()))
    assert counts(*new) == [1] * len(new)

    downgrade(MIGRATIONS, revision=before)
    assert counts(*kept) == stood
    upgrade(MIGRATIONS, revision=after)
    assert counts(*new) == [0] * len(new)

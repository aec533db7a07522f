"""How a database would answer a question: which index it reads, whether it sorts."""

from typing import Any

from sqlalchemy import Select, text

from akademia.core.db import db


def plan(query: Select[Any], **values: Any) -> str:
    """Return the plan of a statement, as it is where tables are large: small ones PostgreSQL would read whole."""
    engine = db.session.get_bind()
    ready = query.params(**values).compile(engine, compile_kwargs={"literal_binds": True})
    sql = str(ready).replace("%%", "%")
    if engine.dialect.name == "sqlite":
        return "\n".join(row[-1] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    for way in ("seqscan", "bitmapscan", "sort"):
        db.session.execute(text(f"SET LOCAL enable_{way} = off"))
    return "\n".join(row[0] for row in db.session.execute(text(f"EXPLAIN {sql}")))


def reads_only_an_index(told: str) -> bool:
    """Say whether a plan reads an order off an index alone: it looks into no row and sorts nothing."""
    alone = "COVERING INDEX" in told or "Index Only Scan" in told
    return alone and not any(sign in told for sign in ("TEMP B-TREE", "USING INDEX", "Seq Scan", "Sort"))

"""Writing down people whom works name."""

from collections.abc import Iterable

from sqlalchemy import select, tuple_

from akademia.core.db import db
from akademia.core.text import sort_key
from akademia.people.models import Person

Name = tuple[str, str]


def persons_named(names: Iterable[Name]) -> dict[Name, Person]:
    """Return the person of each (given names, family name); who is not known yet is written down.

    People of the very same names are one person here: nothing else is known of them. Nothing is committed.
    """
    wanted = list(dict.fromkeys(names))
    same = tuple_(Person.given_names, Person.family_name).in_(wanted)
    found = db.session.scalars(select(Person).where(same).order_by(Person.id.desc())) if wanted else ()
    known = {(one.given_names, one.family_name): one for one in found}
    for given, family in wanted:
        if (given, family) not in known:
            made = Person(given_names=given, family_name=family, name_key=sort_key(f"{family} {given}"))
            db.session.add(made)
            known[given, family] = made
    db.session.flush()
    return known

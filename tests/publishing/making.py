"""What tests of the library share: a department, an item, its way to readers by its very steps."""

from itertools import count
from typing import Any

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.publishing.library.models import Department, LibraryItem
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.services import beginning, states
from akademia.texts.services import publishing
from akademia.texts.services.drafts import Working, open_text
from akademia.texts.services.house_texts import keep_slug
from akademia.texts.services.kinds import Place, Values, kind_named
from tests.factories import make_user

TEXT = "## Wniosek\n\nMówi o tym [art. 15 ust. 4](uzs:art-15-ust-4).\n\n## Decyzja\n\nDrugi rozdział."
_numbers = count(1)


def make_department(title: str = "Publikacje Akademii", slug: str = "publikacje-akademii", **values: Any) -> Department:
    department = Department(title=title, slug=slug, position=next(_numbers), **values)
    db.session.add(department)
    db.session.flush()
    keep_slug("department", slug, department.id)
    return department


def begin(title: str = "Jak założyć klub", department: Department | None = None, editor: User | None = None) -> Any:
    """Begin an item; returns (item, the number of its editor)."""
    author = (editor or make_user(Role.Staff)).id
    return beginning.begin(title, "guide", (department or make_department()).id, author), author


def working(ref: int) -> Working:
    return open_text(Place(kind_named(GUIDE_KIND), ref))


def described(ref: int, **values: str) -> Values:
    """Return a form's values that may be published."""
    told = {"summary": "Krok po kroku przez rejestr.", "licence": "cc-by-4.0", "source": TEXT}
    return {**working(ref).values, **told, **values}


def publish(ref: int, author: int, **values: str) -> LibraryItem:
    """Publish an item's text as its editor would."""
    now = working(ref)
    publishing.publish(now, now.opened, described(ref, **values), author)
    return db.session.get_one(LibraryItem, ref)


def published(title: str = "Jak założyć klub", department: Department | None = None, **values: str) -> LibraryItem:
    """Lead an item all the way to its readers."""
    item, author = begin(title, department)
    states.hand_over(item.id, author)
    made = publish(item.id, author, **values)
    commit()
    return made

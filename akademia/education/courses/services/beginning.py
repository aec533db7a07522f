"""Beginning a lesson that somebody asked for: a draft in a module, with its title and the provision it is about."""

from akademia.core.text import slugify
from akademia.education.courses.queries.beginning import provision_named
from akademia.education.courses.services.authoring.lessons import LESSON
from akademia.texts.models import Draft
from akademia.texts.services import drafts
from akademia.texts.services.kinds import Place

SLUG_MOST = 80


def begin_lesson(module_id: int, title: str, provision: str, author: int) -> Draft:
    """Keep the draft of a new lesson. Its readers see nothing yet; nothing is committed.

    :param provision: „uzs:art-15-ust-4”; one that the register does not have is left out.
    :raises Missing: there is no such module, or it lies in the bin.
    """
    place = Place(LESSON, None, module_id)
    working, named = drafts.open_text(place), provision_named(provision)
    values = {
        **working.values, "title": title, "slug": slugify(title)[:SLUG_MOST].strip("-"),
        "source": f"Omawiamy [{named}]({provision}).\n" if named else "",
    }  # fmt: skip
    return drafts.save(place, None, working.opened, values, author)

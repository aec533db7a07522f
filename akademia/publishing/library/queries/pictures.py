"""Pictures of a text, as a book takes them."""

import re

from akademia.media.queries import media_under, part
from akademia.storage import store

_OWN_PICTURE = re.compile(r'src="(/media/([a-z0-9]+)/([a-z0-9]+\.[a-z0-9]+))"')


def pictures(html: str) -> dict[str, bytes]:
    """Return the bytes of the academy's own pictures in a text, by their addresses."""
    found = {src: (key, name) for src, key, name in _OWN_PICTURE.findall(html)}
    media = {one.key: one for one in media_under(sorted({key for key, _name in found.values()}))} if found else {}
    made = {}
    for src, (key, name) in found.items():
        if key in media:
            made[src] = bytes(store.reader(part(media[key], name)[0].key).read())
    return made

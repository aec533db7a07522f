"""Words put into XML: what XML 1.0 has no sign for is left out."""

import re
from xml.etree import ElementTree as Xml

_REFUSED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(words: str) -> str:
    """Return words without the signs that no XML may hold, not even escaped (control signs, halves of surrogates)."""
    return _REFUSED.sub("", words)


def add(to: Xml.Element, name: str, words: str, **attributes: str) -> Xml.Element:
    """Put an element with words into another one; an attribute's name may end in `_` where Python keeps the word."""
    part = Xml.SubElement(to, name, {key.rstrip("_"): allowed(value) for key, value in attributes.items()})
    part.text = allowed(words)
    return part

"""Postal addresses: a street with its house, a house before a post code, a post code with its town."""

import re
from collections.abc import Iterator

from akademia.advisory.questions.rules.personal.found import ADDRESS, Found

_B = r"[ \t\u00a0\u202f]"
_UPPER, _LOWER = "A-ZĄĆĘŁŃÓŚŹŻ", "a-ząćęłńóśźż"
_WORD = rf"[{_UPPER}][{_UPPER}{_LOWER}’'\u0300-\u036f]{{0,30}}"
_NAME = rf"{_WORD}(?:{_B}?[-–]{_B}?{_WORD}|{_B}{{1,2}}{_WORD}){{0,3}}"
_TITLE = r"(?:gen|ks|św|bł|dr|prof|płk|mjr|kpt|por|bp|kard|inż|abp|marsz|hetm|im|[A-ZŁŚŻ])\.?"
_DAY = rf"(?:[0-9]{{1,2}}(?:-?go)?{_B}(?=[{_UPPER}]))?"
_STREET_NAME = rf"{_DAY}(?:{_TITLE}{_B}?){{0,3}}{_NAME}"
_FLAT = rf"{_B}{{0,2}}(?:m\.?|lok\.?|mieszk\w{{0,6}}\.?|lokal\w?|/){_B}{{0,2}}[0-9]{{1,4}}[A-Za-z]?"
_HOUSE = rf"[0-9]{{1,4}}[A-Za-z]?(?:{_B}?[/-]{_B}?[0-9]{{1,4}}[A-Za-z]?){{0,2}}(?:{_FLAT})?(?![\w%]|[.,:]\d)"
_CODE = r"[0-9]{2}-[0-9]{3}(?![\w-])"
_TOWN = rf"{_CODE},?{_B}{{1,2}}{_NAME}"
_TAIL = rf"(?:,?{_B}{{0,2}}(?:{_TOWN}|{_CODE}))?"
_KIND = (
    r"(?:[uU][lL]\.?|[uU]lic(?:a|y|ę|ą)|[aA]l\.?|[aA]lej(?:a|i|ę|ą|e|ach)|[pP]l\.?|[pP]lac(?:u|em|owi)?"
    r"|[oO]s\.?|[oO]siedl(?:e|a|u)|[rR]ond(?:o|a|u|zie)|[sS]kwer(?:u|ze)?|[bB]ulwar(?:u|ze)?)"
)
_PATTERNS = (
    re.compile(rf"(?<![\w.]){_KIND}{_B}{{0,2}}{_STREET_NAME},?{_B}{{1,2}}(?:nr{_B})?{_HOUSE}{_TAIL}"),
    re.compile(
        rf"(?<![\w.])[uU]l\.{_B}{{0,2}}[{_LOWER}]{{3,30}}(?:{_B}[{_LOWER}]{{3,30}})?,?{_B}{{1,2}}{_HOUSE}{_TAIL}"
    ),
    re.compile(
        rf"(?:\b(?:[pP]rzy|[wW]si|[mM]iejscowości|[zZ]am\.?|[zZ]amieszka\w{{1,6}}(?:{_B}w)?|[aA]dres\w{{0,4}}:?|[mM]ieszka\w{{1,4}}(?:{_B}w)?)"
        rf"{_B}{{1,2}})({_NAME}{_B}{{1,2}}{_HOUSE}{_TAIL})"
    ),
    re.compile(rf"(?<![\w.-]){_NAME}{_B}{{1,2}}{_HOUSE},?{_B}{{0,2}}{_TOWN}"),
    re.compile(rf"(?<![\w.-]){_TOWN}"),
    re.compile(rf"[kK]od\w{{0,4}}{_B}pocztow\w{{1,4}}:?{_B}({_CODE})"),
)


def addresses(text: str) -> Iterator[Found]:
    """Give what looks like a postal address, the fullest shapes first; some may overlap."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            yield Found(ADDRESS, found[group], found.start(group), found.end(group))
